import { err } from "@/lib/domain/kernel/result";
import { loadReceipt } from "@/lib/features/approvals/loaders";
import { receiptAnswer } from "@/lib/server/api";
import { contentDisposition } from "@/lib/server/download";
import { NO_REQUEST } from "@/lib/server/program-rights";

type Context = { readonly params: Promise<{ readonly number: string }> };

/** The receipt of a request that took effect, to keep. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { number } = await params;
  const receipt = (await loadReceipt(number)) ?? err(NO_REQUEST);
  return receiptAnswer(receipt, {
    "content-disposition": contentDisposition("attachment", `receipt-${number}.json`),
  });
}
