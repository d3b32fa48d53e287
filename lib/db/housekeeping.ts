import "server-only";
import type { Tx } from "./client";

/** Removes what has served its time: ended sessions, old form keys, spent counters, links and notices. Bounded per call. */
export async function removeExpired(tx: Tx): Promise<number> {
  const counts = [
    await tx.sql.$executeRaw`delete from session where id in
      (select id from session where expires_at < clock_timestamp() - interval '30 days'
        or revoked_at < clock_timestamp() - interval '30 days' limit 5000)`,
    await tx.sql.$executeRaw`delete from idempotent_result where (user_id, key) in
      (select user_id, key from idempotent_result where created_at < clock_timestamp() - interval '1 day' limit 5000)`,
    await tx.sql.$executeRaw`delete from throttle where key in
      (select key from throttle where expire < extract(epoch from clock_timestamp()) * 1000 limit 5000)`,
    await tx.sql.$executeRaw`delete from password_reset where id in
      (select id from password_reset where expires_at < clock_timestamp() - interval '30 days' limit 5000)`,
    await tx.sql.$executeRaw`delete from outbox where id in
      (select id from outbox where created_at < clock_timestamp() - interval '30 days' limit 5000)`,
    await tx.sql.$executeRaw`delete from notice where id in
      (select id from notice where created_at < clock_timestamp() - interval '180 days' limit 5000)`,
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}
