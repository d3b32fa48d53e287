import "server-only";
import type { Tx } from "./client";
import { makeId } from "./ids";

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };
/** `body` is JSON, sent byte for byte; `type` names what it tells. */
export type WebhookNotice = { readonly type: string; readonly body: string };

/** A checkpoint of the audit log on its way to another machine. The sequencer leaves it with the checkpoint itself. */
export type CheckpointMessage = { readonly note: string; readonly key: string };

/** What can be left to be delivered, by kind. */
export type Deliveries = {
  readonly mail: Mail;
  readonly webhook: WebhookNotice;
  readonly checkpoint: CheckpointMessage;
};
export type DeliveryKind = keyof Deliveries;

/** Leaves a mail to be sent once this transaction has committed. */
export async function insertMail(tx: Tx, mail: Mail): Promise<void> {
  await insertDelivery(tx, "mail", mail);
}

/** Leaves something to be delivered once this transaction has committed. */
export async function insertDelivery<K extends DeliveryKind>(
  tx: Tx,
  kind: K,
  payload: Deliveries[K],
): Promise<void> {
  await tx.sql.outbox.create({ data: { id: makeId(), kind, payload } });
}

/** A delivery in hand: `id` is the same on every try. */
export type Claimed<K extends DeliveryKind> = { readonly id: string; readonly payload: Deliveries[K] };

const TRIES_MAX = 12;

/**
 * Takes the next delivery of a kind that is due; rows that another instance holds are passed over. It counts as tried
 * from now on, and comes up again after 1, 2, 4 … minutes, at most six hours, unless it is marked as delivered.
 */
export async function claimDue<K extends DeliveryKind>(tx: Tx, kind: K): Promise<Claimed<K> | null> {
  const rows = await tx.sql.$queryRaw<Claimed<K>[]>`
    update outbox set attempts = attempts + 1,
      next_at = clock_timestamp() + make_interval(mins => least(360, power(2, attempts))::int)
    where id = (select id from outbox
      where kind = ${kind} and delivered_at is null and payload is not null and next_at <= clock_timestamp()
        and attempts < ${TRIES_MAX}
      order by next_at limit 1 for update skip locked)
    returning id, payload`;
  return rows[0] ?? null;
}

/** The text goes once it is delivered: it may hold a secret link. */
export async function markDelivered(tx: Tx, id: string): Promise<void> {
  await tx.sql
    .$executeRaw`update outbox set delivered_at = clock_timestamp(), payload = null, last_error = null where id = ${id}::uuid`;
}

/** Keeps why a try failed, for whoever looks. */
export async function noteFailure(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.sql.$executeRaw`update outbox set last_error = ${reason.slice(0, 300)} where id = ${id}::uuid`;
}
