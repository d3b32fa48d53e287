import { err } from "@/lib/domain/kernel/result";
import { loadReceiptForProgram } from "@/lib/features/external/loaders";
import { apiAnswer, NO_TOKEN, receiptAnswer } from "@/lib/server/api";
import { tokenCallerOf } from "@/lib/server/token-loader";

type Context = { readonly params: Promise<{ readonly number: string }> };

/** The receipt of what took effect, as often as it is wanted. It proves; it releases nothing. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const caller = await tokenCallerOf(request);
  if (!caller) return apiAnswer(err(NO_TOKEN));
  return receiptAnswer(await loadReceiptForProgram(caller, (await params).number));
}
