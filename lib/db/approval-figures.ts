import "server-only";
import type { MeasuredVote } from "@/lib/domain/approvals/rubber-stamps";
import type { InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Read } from "./client";

/** Which votes are measured. */
type Measured = {
  readonly sinceMs: InstantMs;
  readonly hidden: readonly SystemId[];
  readonly seesOrganisation: boolean;
  /** Only of one kind of action; null for all. */
  readonly command: string | null;
};

type Row = {
  request_id: string;
  voter_id: UserId;
  voter: string;
  requester_id: UserId;
  requester: string;
  vote: "approve" | "reject";
  asked: Date;
  voted: Date;
  seen: Date | null;
};

/** Votes since an instant, the newest first, with the names of the people in them. */
export async function listMeasuredVotes(
  read: Read,
  { sinceMs, hidden, seesOrganisation, command }: Measured,
  most: number,
): Promise<{
  readonly votes: readonly MeasuredVote[];
  readonly names: ReadonlyMap<UserId, string>;
}> {
  const rows = await read.sql.$queryRaw<Row[]>`
    select v.request_id, v.voter_id, voter.name as voter, r.requester_id, requester.name as requester, v.vote,
      r.created_at as asked, v.at as voted, s.at as seen
    from approval_vote v join approval_request r on r.id = v.request_id
      join "user" voter on voter.id = v.voter_id join "user" requester on requester.id = r.requester_id
      left join approval_seen s on s.request_id = v.request_id and s.user_id = v.voter_id and s.at <= v.at
    where v.at >= ${new Date(sinceMs)}::timestamptz
      and (r.system_id is not null or ${seesOrganisation})
      and (r.system_id is null or not (r.system_id = any(${[...hidden]}::uuid[])))
      and (${command}::text is null or r.command = ${command})
    order by v.at desc limit ${most}`;
  return {
    votes: rows.map((row) => ({
      requestId: row.request_id,
      voterId: row.voter_id,
      requesterId: row.requester_id,
      kind: row.vote,
      askedAtMs: row.asked.getTime() as InstantMs,
      votedAtMs: row.voted.getTime() as InstantMs,
      seenAtMs: row.seen && (row.seen.getTime() as InstantMs),
    })),
    names: new Map(
      rows.flatMap((row) => [
        [row.voter_id, row.voter],
        [row.requester_id, row.requester],
      ]),
    ),
  };
}

/** The last request about the same and in the same scope that took effect before this one; null where none did. */
export async function findEarlierEffect(
  read: Read,
  about: { readonly subject: string; readonly systemId: SystemId | null; readonly number: number },
): Promise<{
  readonly number: number;
  readonly input: string;
  readonly requesterId: UserId;
  readonly systemId: SystemId | null;
  readonly atMs: InstantMs;
} | null> {
  const { subject, systemId, number } = about;
  const row = await read.sql.approvalRequest.findFirst({
    where: { subject, systemId, number: { lt: number }, effect: { isNot: null } },
    orderBy: { number: "desc" },
    select: { number: true, input: true, requesterId: true, effect: { select: { at: true } } },
  });
  if (!row?.effect) return null;
  return {
    number: row.number,
    input: row.input,
    requesterId: row.requesterId as UserId,
    systemId,
    atMs: row.effect.at.getTime() as InstantMs,
  };
}

/** What a system carries already while somebody decides about more of it. */
export type Surroundings = { readonly exceptions: number; readonly otherOpen: number };

/** Exceptions that hold today, and other requests that are open. */
export async function findSurroundings(
  read: Read,
  systemId: SystemId,
  except: number,
): Promise<Surroundings> {
  const rows = await read.sql.$queryRaw<{ exceptions: number; other: number }[]>`
    select
      (select count(*)::int from exception where system_id = ${systemId}::uuid and ended_at is null
        and expires_on > (clock_timestamp() at time zone 'utc')::date) as exceptions,
      (select count(*)::int from approval_request where system_id = ${systemId}::uuid and number <> ${except}
        and state in ('pending', 'scheduled') and expires_at > clock_timestamp()) as other`;
  return { exceptions: rows[0]?.exceptions ?? 0, otherOpen: rows[0]?.other ?? 0 };
}
