import "server-only";
import type { Tx } from "@/lib/db/client";
import { findPerson } from "@/lib/db/people";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";

/** An owner who is new to something has to be here; one who left stays named until somebody changes it. */
export async function checkOwner(
  tx: Tx,
  before: UserId | null,
  after: UserId | null,
): Promise<Result<null, Refusal>> {
  if (after === null || after === before) return ok(null);
  const owner = await findPerson(tx, after);
  if (owner?.status === "active") return ok(null);
  const issue = { path: "ownerId", message: "Choose an owner who has an active account." };
  return err({ code: "invalid-input", issues: [issue] });
}
