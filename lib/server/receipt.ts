import "server-only";
import { findProof } from "@/lib/db/audit-tree";
import type { Read } from "@/lib/db/client";
import { findReceiptParts } from "@/lib/db/receipts";
import type { Receipt } from "@/lib/domain/approvals/receipt";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";

/** The receipt of a request that took effect; null while the log has not given its entry a place that is signed. */
export async function receiptOf(
  read: Read,
  { request, number }: RequestRecord,
): Promise<Result<Receipt | null, Refusal>> {
  const name = formatRequestNumber(number);
  if (request.state !== "executed")
    return err({ code: "refused", reason: `${name} did not take effect, so there is no receipt.` });
  const parts = await findReceiptParts(read, request.id);
  if (!parts) return err({ code: "refused", reason: `${name} took effect before there were receipts.` });
  const { statement, entryId, leaf, detail } = parts;
  if (!detail)
    return err({
      code: "refused",
      reason: `The words of the entry of ${name} were erased, and its receipt with them.`,
    });
  const proof = await findProof(read, entryId);
  return ok(proof && { kind: "countersign-receipt", v: 1, statement, entry: { leaf, detail }, proof });
}
