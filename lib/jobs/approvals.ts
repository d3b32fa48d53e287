import "server-only";
import { listDueRequests, listOverdueRequests, listRipeRequests } from "@/lib/db/due-requests";
import type { ApprovalRequestId } from "@/lib/domain/kernel/ids";
import { registry } from "@/lib/registry";
import { commandsToCollect } from "@/lib/server/commands-at-hand";
import { asJob } from "@/lib/server/job";
import { runDueRequests } from "@/lib/server/run-approved";

const REQUESTS_AT_ONCE = 20;
const ROUNDS_MAX = 50;
const CLOCK = { kind: "job", name: "settle-requests" } as const;

/**
 * What the last signature did not run (a delay, a crash in between), what has every signature without another vote, and
 * what nobody decided in time. Rows that another instance has in hand are skipped; each request is then locked and checked
 * again in a transaction of its own.
 */
export async function settleRequests(): Promise<void> {
  const schedule = registry.get("approvals.schedule");
  for (const requestId of await asJob((tx) => listRipeRequests(tx, REQUESTS_AT_ONCE)))
    await schedule?.({ requestId }, CLOCK);
  await runEachDueRequest();
  const expire = registry.get("approvals.expire");
  for (const requestId of await asJob((tx) => listOverdueRequests(tx, REQUESTS_AT_ONCE)))
    await expire?.({ requestId }, CLOCK);
}

/** Each once: one that meets trouble is tried again in the next call, and holds up no other. */
async function runEachDueRequest(): Promise<void> {
  const tried: ApprovalRequestId[] = [];
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const due = await asJob((tx) => listDueRequests(tx, REQUESTS_AT_ONCE, commandsToCollect(), tried));
    await runDueRequests(due);
    tried.push(...due);
    if (due.length < REQUESTS_AT_ONCE) return;
  }
}
