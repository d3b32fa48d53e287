import "server-only";
import { removeExpired } from "@/lib/db/housekeeping";
import { asJob } from "@/lib/server/job";
import { log } from "@/lib/server/log";
import { mailIsSet } from "@/lib/server/mail";
import { webhookIsSet } from "@/lib/server/tell";
import { settleRequests } from "./approvals";
import { checkLog } from "./check-log";
import { keepCheckpoints } from "./checkpoints";
import { batchNotices, sendDueCheckpoints, sendDueMails, sendDueWebhooks } from "./deliveries";
import { recordSummaries } from "./record-summaries";
import { sequencing } from "./sequencer";

const ROUND_MS = 5_000;
const SUMMARIES_MS = 4_000;
const SEQUENCER_MS = 1_000;
const CHECK_MS = 2_000;
const HOUSEKEEPING_MS = 600_000;

/** Starts what runs by the clock on this instance. A round that fails is logged and tried again. */
export function startJobs(): void {
  if (mailIsSet()) {
    every(ROUND_MS, "batch-notices", batchNotices);
    every(ROUND_MS, "send-mails", sendDueMails);
  }
  if (webhookIsSet()) every(ROUND_MS, "send-webhooks", sendDueWebhooks);
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
