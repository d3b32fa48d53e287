import { loadReceiptForProgram } from "@/lib/features/external/loaders";
import { apiAnswer, receiptAnswer } from "@/lib/server/api";
import { tokenCallerOf } from "@/lib/server/token-loader";

type Context = { readonly params: Promise<{ readonly number: string }> };

/** The receipt of what took effect, as often as it is wanted. It proves; it releases nothing. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const caller = await tokenCallerOf(request);
  if (!caller.ok) return apiAnswer(caller);
  return receiptAnswer(await loadReceiptForProgram(caller.value, (await params).number));
}
