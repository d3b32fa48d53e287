import "server-only";
import type { Tx } from "./client";
import { makeId } from "./ids";

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** Leaves a mail to be sent once this transaction has committed. */
export async function insertMail(tx: Tx, mail: Mail): Promise<void> {
  await tx.sql.outbox.create({ data: { id: makeId(), kind: "mail", payload: mail } });
}

export type WaitingMail = { readonly id: string; readonly mail: Mail; readonly attempts: number };

/** Takes mails that are due; other instances pass over the rows that this transaction holds. */
export async function takeDueMails(tx: Tx, most: number): Promise<readonly WaitingMail[]> {
  const rows = await tx.sql.$queryRaw<{ id: string; payload: Mail; attempts: number }[]>`
    select id, payload, attempts from outbox
    where delivered_at is null and payload is not null and next_at <= clock_timestamp() and attempts < 12
    order by next_at limit ${most} for update skip locked`;
  return rows.map(({ id, payload, attempts }) => ({ id, mail: payload, attempts }));
}

/** The text goes once it is delivered: it may hold a secret link. */
export async function markDelivered(tx: Tx, id: string): Promise<void> {
  await tx.sql
    .$executeRaw`update outbox set delivered_at = clock_timestamp(), payload = null, last_error = null where id = ${id}::uuid`;
}

/** Tries again later: after 1, 2, 4 … minutes, at most six hours. */
export async function markFailed(tx: Tx, id: string, attempts: number, reason: string): Promise<void> {
  const minutes = Math.min(360, 2 ** attempts);
  await tx.sql.$executeRaw`
    update outbox set attempts = attempts + 1, last_error = ${reason.slice(0, 300)},
      next_at = clock_timestamp() + make_interval(mins => ${minutes}::int) where id = ${id}::uuid`;
}
