import { pool } from "@/lib/db/client";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import type { Caller } from "@/lib/server/caller";
import { refused, run } from "./commands";

/** What stands of a request. */
export type Stood = { readonly id: string; readonly state: string; readonly outcome: string | null };

/** The request that was sent, as it stands. */
export async function sentRequest(result: Result<unknown, Refusal>): Promise<Stood> {
  const { requestId } = refused(result, "sent-for-approval");
  const { rows } = await pool().query<Stood>(
    "select id, state, outcome from approval_request where id = $1",
    [requestId],
  );
  const [found] = rows;
  if (!found) throw new Error("the request is not kept");
  return found;
}

/** Somebody approves what was sent; answers with how it stands after that. */
export async function signedBy(caller: Caller, result: Result<unknown, Refusal>): Promise<Stood> {
  const { id } = await sentRequest(result);
  const { rows } = await pool().query<{ payload_hash: string; system_id: string | null }>(
    "select payload_hash, system_id from approval_request where id = $1",
    [id],
  );
  const vote = {
    requestId: id,
    systemId: rows[0]?.system_id,
    payloadHash: rows[0]?.payload_hash,
    reason: "I have looked at it.",
  };
  await run("approvals.approve", vote, caller);
  return sentRequest(result);
}
