import "server-only";
import { OPEN_STATES } from "@/lib/domain/approvals/request";
import type { ApprovalRequestId, InstantMs, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Read } from "./client";

const OPEN_MAX = 10_000;

/** How many requests of each system wait for a second person; systems without any are left out. */
export async function countWaitingBySystem(
  read: Read,
  systemIds: readonly SystemId[],
): Promise<ReadonlyMap<SystemId, number>> {
  if (systemIds.length === 0) return new Map();
  const rows = await read.sql.$queryRaw<{ system_id: string; n: number }[]>`
    select system_id, count(*)::int as n from approval_request
    where state = 'pending' and expires_at > clock_timestamp() and system_id = any(${[...systemIds]}::uuid[])
    group by system_id`;
  return new Map(rows.map(({ system_id, n }) => [system_id as SystemId, n]));
}

/** A request as a system's own page lists it. */
export type OpenRequest = WaitingRequest & {
  readonly id: string;
  /** It has every signature and takes effect then; null while it lacks one. */
  readonly takesEffectMs: InstantMs | null;
};

/** A request that somebody still has to decide, or can still stop. */
export type WaitingRequest = {
  readonly number: number;
  readonly about: string;
  readonly requesterName: string;
  readonly expiresAtMs: InstantMs;
};

type OpenRow = {
  id: string;
  number: number;
  about: string;
  name: string;
  expires_at: Date;
  takes_effect: Date | null;
};

/** Requests of a system that wait for a second person, or for their effect; what comes first at the top. */
export async function listWaitingRequests(
  read: Read,
  systemId: SystemId,
  most: number,
): Promise<readonly OpenRequest[]> {
  const rows = await read.sql.$queryRaw<OpenRow[]>`
    select r.id, r.number, r.about, u.name, r.expires_at,
      case r.state when 'scheduled' then r.not_before end as takes_effect
    from approval_request r join "user" u on u.id = r.requester_id
    where r.system_id = ${systemId}::uuid and r.state in ('pending', 'scheduled') and r.expires_at > clock_timestamp()
    order by coalesce(case r.state when 'scheduled' then r.not_before end, r.expires_at), r.number limit ${most}`;
  return rows.map(({ id, number, about, name, expires_at, takes_effect }) => ({
    id,
    number,
    about,
    requesterName: name,
    expiresAtMs: expires_at.getTime() as InstantMs,
    takesEffectMs: takes_effect && (takes_effect.getTime() as InstantMs),
  }));
}

const ABOUT_MAX = 50;

/** Open requests about a person, the newest first: those whose input names their account. */
export async function listRequestsAboutPerson(
  read: Read,
  userId: UserId,
): Promise<readonly WaitingRequest[]> {
  const rows = await read.sql.$queryRaw<{ number: number; about: string; name: string; expires_at: Date }[]>`
    select r.number, r.about, u.name, r.expires_at
    from approval_request r join "user" u on u.id = r.requester_id
    where r.state in ('pending', 'scheduled') and r.expires_at > clock_timestamp()
      and r.command like 'people.%' and r.input::jsonb @> ${JSON.stringify({ userId })}::jsonb
    order by r.number desc limit ${ABOUT_MAX}`;
  return rows.map(({ number, about, name, expires_at }) => ({
    number,
    about,
    requesterName: name,
    expiresAtMs: expires_at.getTime() as InstantMs,
  }));
}

/** Requests of a system that are open, in a fixed order. */
export async function listOpenRequestIds(
  read: Read,
  systemId: SystemId,
): Promise<readonly ApprovalRequestId[]> {
  const rows = await read.sql.approvalRequest.findMany({
    where: { systemId, state: { in: [...OPEN_STATES] } },
    select: { id: true },
    orderBy: { id: "asc" },
    take: OPEN_MAX,
  });
  return rows.map(({ id }) => id as ApprovalRequestId);
}
