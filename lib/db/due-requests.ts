import "server-only";
import type { ApprovalRequestId } from "@/lib/domain/kernel/ids";
import type { Read, Tx } from "./client";

/** Whether a request still waits: for people, or for its delay; false where there is none. */
export async function requestWaits(read: Read, number: number): Promise<boolean> {
  const rows = await read.sql.$queryRaw<unknown[]>`
    select 1 from approval_request where number = ${number} and expires_at > clock_timestamp()
      and (state = 'pending' or (state = 'scheduled' and not_before > clock_timestamp()))`;
  return rows.length === 1;
}

/**
 * Requests that could take effect now and that nobody has in hand, the longest waiting first.
 *
 * @param collected commands whose requests wait for something else than the clock
 * @param except those that were tried already: one that can't run holds up no other
 */
export async function listDueRequests(
  tx: Tx,
  most: number,
  collected: readonly string[],
  except: readonly ApprovalRequestId[],
): Promise<readonly ApprovalRequestId[]> {
  const rows = await tx.sql.$queryRaw<{ id: ApprovalRequestId }[]>`
    select id from approval_request
    where state = 'scheduled' and not_before <= clock_timestamp() and expires_at > clock_timestamp()
      and command <> all(${[...collected]}::text[]) and id <> all(${[...except]}::uuid[])
    order by not_before limit ${most} for update skip locked`;
  return rows.map(({ id }) => id);
}

/** Open requests whose time is over and that nobody has in hand. */
export async function listOverdueRequests(tx: Tx, most: number): Promise<readonly ApprovalRequestId[]> {
  const rows = await tx.sql.$queryRaw<{ id: ApprovalRequestId }[]>`
    select id from approval_request
    where state in ('pending', 'scheduled') and expires_at <= clock_timestamp()
    order by expires_at limit ${most} for update skip locked`;
  return rows.map(({ id }) => id);
}

/** Pending requests that need no further vote: who signed may sign again, or less is asked for. */
export async function listRipeRequests(tx: Tx, most: number): Promise<readonly ApprovalRequestId[]> {
  const rows = await tx.sql.$queryRaw<{ id: ApprovalRequestId }[]>`
    select id from approval_request r
    where state = 'pending' and expires_at > clock_timestamp()
      and exists (select 1 from approval_vote v where v.request_id = r.id) and signatures_lacking(id) <= 0
      and clock_timestamp() + delay_of(r) < expires_at
    order by number limit ${most} for update skip locked`;
  return rows.map(({ id }) => id);
}
