import "server-only";
import { removeExpired } from "@/lib/db/housekeeping";
import { markDelivered, markFailed, takeDueMails } from "@/lib/db/outbox";
import { asJob } from "@/lib/server/job";
import { log } from "@/lib/server/log";
import { mailIsSet, sendMail } from "@/lib/server/mail";

const MAILS_PER_ROUND = 10;
const ROUND_MS = 5_000;
const HOUSEKEEPING_MS = 600_000;

/** Sends what waits in the outbox. Rows taken here are passed over by other instances. */
export async function sendDueMails(): Promise<number> {
  return asJob(async (tx) => {
    const due = await takeDueMails(tx, MAILS_PER_ROUND);
    for (const { id, mail, attempts } of due) {
      try {
        await sendMail(mail);
        await markDelivered(tx, id);
      } catch (thrown) {
        await markFailed(tx, id, attempts, thrown instanceof Error ? thrown.message : "unknown error");
      }
    }
    return due.length;
  });
}

/** Starts what runs by the clock on this instance. A round that fails is logged and tried again. */
export function startJobs(): void {
  if (mailIsSet()) every(ROUND_MS, "send-mails", sendDueMails);
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
