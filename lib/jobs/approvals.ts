import "server-only";
import { listDueRequests, listOverdueRequests } from "@/lib/db/approvals";
import { registry } from "@/lib/registry";
import { commandsToCollect } from "@/lib/server/commands-at-hand";
import { asJob } from "@/lib/server/job";
import { runDueRequests } from "@/lib/server/run-approved";

const REQUESTS_PER_ROUND = 20;

/**
 * What the last signature did not run (a delay, a crash in between), and what nobody decided in time. Rows that another
 * instance has in hand are skipped; each request is then locked and checked again in a transaction of its own.
 */
export async function settleRequests(): Promise<void> {
  await runDueRequests(await asJob((tx) => listDueRequests(tx, REQUESTS_PER_ROUND, commandsToCollect())));
  const expire = registry.get("approvals.expire");
  for (const requestId of await asJob((tx) => listOverdueRequests(tx, REQUESTS_PER_ROUND)))
    await expire?.({ requestId }, { kind: "job", name: "expire-requests" });
}
