import "server-only";
import { takeMailBatch } from "@/lib/db/notices";
import {
  claimDue,
  type Deliveries,
  type DeliveryKind,
  insertMail,
  markDelivered,
  noteFailure,
} from "@/lib/db/outbox";
import { env } from "@/lib/server/env";
import { asJob } from "@/lib/server/job";
import { publicAddress, sendMail } from "@/lib/server/mail";
import { sendWebhook } from "@/lib/server/webhook";

const PER_ROUND = 10;
const BATCHES_PER_ROUND = 50;

/**
 * Delivers what waits in the outbox, one after the other. A delivery is claimed (and its next try set) in a transaction
 * of its own before it goes out, so that a server that hangs holds nothing, nothing is repeated because another failed,
 * and what a killed instance had in hand comes up again with the same id.
 *
 * @returns how many were tried
 */
async function deliver<K extends DeliveryKind>(
  kind: K,
  send: (payload: Deliveries[K], id: string) => Promise<void>,
): Promise<number> {
  let tried = 0;
  for (; tried < PER_ROUND; tried++) {
    const claimed = await asJob((tx) => claimDue(tx, kind));
    if (!claimed) break;
    const { id, payload } = claimed;
    const problem = await send(payload, id).then(() => null, reasonOf);
    await asJob((tx) => (problem === null ? markDelivered(tx, id) : noteFailure(tx, id, problem)));
  }
  return tried;
}

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : "unknown error");

/** Sends the mails that are due. */
export async function sendDueMails(): Promise<number> {
  return deliver("mail", (mail) => sendMail(mail));
}

/** Posts the notices that are due to the organisation's own address, signed. */
export async function sendDueWebhooks(): Promise<number> {
  const { NOTICE_WEBHOOK_URL: url, NOTICE_WEBHOOK_SECRET: secret } = env();
  if (!url || !secret) return 0;
  return deliver("webhook", ({ body }, id) => sendWebhook(url, secret, messageOf(id, body)));
}

/** Posts the checkpoints that are due to where the installation was told to keep them, signed. */
export async function sendDueCheckpoints(): Promise<number> {
  const { CHECKPOINT_WEBHOOK_URL: url, CHECKPOINT_WEBHOOK_SECRET: secret } = env();
  if (!url || !secret) return 0;
  return deliver("checkpoint", (data, id) =>
    sendWebhook(url, secret, messageOf(id, JSON.stringify({ type: "audit.checkpoint", data }))),
  );
}

const messageOf = (id: string, body: string) => ({ id, body, timestampS: Math.floor(Date.now() / 1_000) });

/** Puts what waits for one person into one mail, person by person. */
export async function batchNotices(): Promise<number> {
  let made = 0;
  for (; made < BATCHES_PER_ROUND; made++) {
    const more = await asJob(async (tx) => {
      const batch = await takeMailBatch(tx);
      if (batch !== null && batch !== "nobody") await insertMail(tx, mailOf(batch));
      return batch !== null;
    });
    if (!more) break;
  }
  return made;
}

type Batch = Exclude<Awaited<ReturnType<typeof takeMailBatch>>, "nobody" | null>;

function mailOf({ email, name, notices }: Batch) {
  const [first] = notices;
  const subject = notices.length === 1 ? (first?.title ?? "") : `${notices.length} notices from Countersign`;
  const parts = notices.map(({ title, text, href }) => `${title}\n${text}\n${publicAddress(href)}`);
  return {
    to: email,
    subject: subject.replace(/\s+/g, " "),
    text: `Hello ${name},\n\n${parts.join("\n\n")}\n\nWhat comes by mail is your choice: ${publicAddress("/account#mail")}\n`,
  };
}
