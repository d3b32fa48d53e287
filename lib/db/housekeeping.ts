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
    await tx.sql.$executeRaw`delete from half_session where id in
      (select id from half_session where expires_at < clock_timestamp() - interval '1 day' limit 5000)`,
    await tx.sql.$executeRaw`delete from passkey_challenge where id in
      (select c.id from passkey_challenge c where c.expires_at < clock_timestamp() - interval '1 day'
        and not exists (select 1 from step_up s where s.challenge_id = c.id) limit 5000)`,
    await tx.sql.$executeRaw`delete from totp_factor where user_id in
      (select user_id from totp_factor where confirmed_at is null and created_at < clock_timestamp() - interval '1 day' limit 5000)`,
    await tx.sql.$executeRaw`delete from outbox where id in
      (select id from outbox where created_at < clock_timestamp() - interval '30 days' limit 5000)`,
    await tx.sql.$executeRaw`delete from notice where id in
      (select id from notice where created_at < clock_timestamp() - interval '180 days' limit 5000)`,
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}
