import { withConnection } from "../../scripts/lib/connection.mjs";
import type { Open } from "./critical";

/** The owner of the database, past every guard: for what only time, or an intruder, could do. */
export type Owner = { query(sql: string, values?: unknown[]): Promise<unknown> };

export const asOwner = <T>(work: (owner: Owner) => Promise<T>): Promise<T> =>
  withConnection(process.env["DATABASE_ADMIN_URL"] ?? "", work);

const UUID = /^[0-9a-f-]{36}$/;

/**
 * Lets the delay or the whole time of an open request pass. One statement to the server, so that steps at once can share
 * the connection.
 */
export async function passTime(owner: Owner, { requestId }: Pick<Open, "requestId">, of: "delay" | "all") {
  if (!UUID.test(requestId)) throw new Error("no id");
  const change =
    of === "delay"
      ? "not_before = case when not_before is null then null else least(not_before, clock_timestamp()) end"
      : "expires_at = greatest(created_at + interval '1 ms', least(expires_at, clock_timestamp()))";
  const signed =
    of === "delay"
      ? `update approval_vote set at = at - interval '31 days' where request_id = '${requestId}';`
      : "";
  await owner.query(`begin; set local session_replication_role = replica; ${signed}
    update approval_request set ${change} where id = '${requestId}' and state in ('pending', 'scheduled'); commit`);
}
