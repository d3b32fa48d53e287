import "server-only";
import type { StoredDetail } from "@/lib/domain/audit/leaf";
import type { ApprovalRequestId } from "@/lib/domain/kernel/ids";
import type { Read, Tx } from "./client";

/** Keeps what was signed beside the effect; a second time fails on the key. */
export async function insertStatement(tx: Tx, requestId: ApprovalRequestId, text: string): Promise<void> {
  await tx.sql.approvalStatement.create({ data: { requestId, text } });
}

/** What a receipt is made of, but for its proof; null where the request had no effect, or one from before receipts. */
export async function findReceiptParts(
  read: Read,
  requestId: ApprovalRequestId,
): Promise<{
  readonly statement: string;
  readonly entryId: string;
  readonly leaf: string;
  /** Null where the words of the entry were erased. */
  readonly detail: StoredDetail | null;
} | null> {
  const kept = await read.sql.approvalStatement.findUnique({ where: { requestId } });
  const effect = await read.sql.approvalEffect.findUnique({
    where: { requestId },
    include: { entry: { include: { detail: true } } },
  });
  if (!kept || !effect) return null;
  const { leaf, detail, entryId } = effect.entry;
  return {
    statement: kept.text,
    entryId,
    leaf,
    detail: detail && { salt: detail.salt, text: detail.text },
  };
}
