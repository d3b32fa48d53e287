import "server-only";
import { removeExpired } from "@/lib/db/housekeeping";
import { claimDueMail, markDelivered, noteFailure } from "@/lib/db/outbox";
import { asJob } from "@/lib/server/job";
import { log } from "@/lib/server/log";
import { mailIsSet, sendMail } from "@/lib/server/mail";
import { settleRequests } from "./approvals";
import { checkLog } from "./check-log";
import { keepCheckpoints, sendDueCheckpoints } from "./checkpoints";
import { recordSummaries } from "./record-summaries";
import { sequencing } from "./sequencer";

const MAILS_PER_ROUND = 10;
const ROUND_MS = 5_000;
const SUMMARIES_MS = 4_000;
const SEQUENCER_MS = 1_000;
const CHECK_MS = 2_000;
const HOUSEKEEPING_MS = 600_000;

/**
 * Sends what waits in the outbox, one after the other. A mail is claimed (and its next try set) in a transaction of its
 * own before it goes out, so that a server that hangs holds nothing and no mail is repeated because another failed.
 */
export async function sendDueMails(): Promise<number> {
  let sent = 0;
  for (; sent < MAILS_PER_ROUND; sent++) {
    const claimed = await asJob(claimDueMail);
    if (!claimed) break;
    const { id, mail } = claimed;
    const problem = await sendMail(mail).then(() => null, reasonOf);
    await asJob((tx) => (problem === null ? markDelivered(tx, id) : noteFailure(tx, id, problem)));
  }
  return sent;
}

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : "unknown error");

/** Starts what runs by the clock on this instance. A round that fails is logged and tried again. */
export function startJobs(): void {
  if (mailIsSet()) every(ROUND_MS, "send-mails", sendDueMails);
  every(ROUND_MS, "approvals", settleRequests);
  every(SUMMARIES_MS, "record-summaries", recordSummaries);
  every(SEQUENCER_MS, "sequencer", sequencing());
  every(SEQUENCER_MS, "keep-checkpoints", () => keepCheckpoints());
  every(ROUND_MS, "send-checkpoints", sendDueCheckpoints);
  every(CHECK_MS, "check-log", checkLog);
  every(HOUSEKEEPING_MS, "housekeeping", () => asJob(removeExpired));
}

function every(intervalMs: number, name: string, work: () => Promise<unknown>): void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    work()
      .catch((thrown: unknown) =>
        log().error({ job: name, err: thrown }, "a job failed and will be tried again"),
      )
      .finally(() => {
        busy = false;
      });
  }, intervalMs);
  timer.unref();
}
