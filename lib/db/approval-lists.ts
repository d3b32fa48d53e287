import "server-only";
import { type ApprovalState, OPEN_STATES } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import type { ElementId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { CONFIRMS_A_DECIDER } from "@/lib/domain/people/vouched";
import type { Read } from "./client";
import type { Prisma } from "./generated/client";
import { listKeptPolicies } from "./policies";
import { REQUEST_WITH_NAMES, toRequestRecord } from "./request-rows";

/** What somebody may see: not what hidden systems ask for, and what concerns all only if they may decide it or asked. */
export type RequestScope = {
  readonly me: UserId;
  /** Who alone let them in. */
  readonly onWordOf: readonly UserId[];
  readonly hidden: readonly SystemId[];
  /** Systems on which they may not decide. */
  readonly without: readonly SystemId[];
  readonly seesOrganisation: boolean;
};

export type RequestFilter = {
  readonly view: "open" | "waiting" | "mine" | "decided";
  readonly systemId: SystemId | null;
  /** Only those with a smaller number: the next page. */
  readonly before: number | null;
};

/** A request as it was asked for, to be compared with what somebody wants now. */
export type AskedBefore = {
  readonly number: number;
  readonly command: string;
  readonly state: ApprovalState;
  /** As JSON. */
  readonly input: string;
};

/** Requests, the newest first; open ones by what expires first, since they are sorted by risk and come in one list. */
export async function listRequests(
  read: Read,
  scope: RequestScope,
  filter: RequestFilter,
  most: number,
): Promise<readonly RequestRecord[]> {
  const open = { in: [...OPEN_STATES] };
  const where: Prisma.ApprovalRequestWhereInput = {
    AND: [
      visible(scope),
      filter.view === "mine" ? { requesterId: scope.me } : {},
      filter.view === "open" ? { state: open } : {},
      filter.view === "waiting"
        ? {
            state: "pending",
            // What their signature would count for: Postgres says the same in `could_be_own`.
            requesterId: { notIn: [scope.me, ...scope.onWordOf] },
            NOT: { authors: { has: scope.me } },
            AND: {
              OR: [{ requester: { NOT: { onWordOf: { has: scope.me } } } }, { command: CONFIRMS_A_DECIDER }],
            },
            votes: { none: { voterId: scope.me } },
            OR: [{ systemId: null }, { systemId: { notIn: [...scope.without] } }],
          }
        : {},
      filter.view === "decided" ? { NOT: { state: open } } : {},
      filter.systemId ? { systemId: filter.systemId } : {},
      filter.before ? { number: { lt: filter.before } } : {},
    ],
  };
  const rows = await read.sql.approvalRequest.findMany({
    where,
    include: REQUEST_WITH_NAMES,
    orderBy:
      filter.view === "open" || filter.view === "waiting"
        ? [{ expiresAt: "asc" }, { number: "asc" }]
        : { number: "desc" },
    take: most,
  });
  const kept = await listKeptPolicies(read);
  return rows.map((row) => toRequestRecord(row, kept));
}

/** Requests that somebody went ahead with alone and that nobody has reviewed yet, the most pressing first. */
export async function listEmergencies(
  read: Read,
  scope: RequestScope,
  systemId: SystemId | null,
  most: number,
): Promise<readonly RequestRecord[]> {
  const rows = await read.sql.approvalRequest.findMany({
    where: {
      AND: [visible(scope), { glass: { reviewedAt: null } }, systemId ? { systemId } : {}],
    },
    include: REQUEST_WITH_NAMES,
    orderBy: { glass: { reviewUntil: "asc" } },
    take: most,
  });
  const kept = rows.length === 0 ? [] : await listKeptPolicies(read);
  return rows.map((row) => toRequestRecord(row, kept));
}

function visible({ me, hidden, seesOrganisation }: RequestScope): Prisma.ApprovalRequestWhereInput {
  return {
    OR: [
      { systemId: { not: null, notIn: [...hidden] } },
      seesOrganisation ? { systemId: null } : { systemId: null, requesterId: me },
    ],
  };
}

/** How many open requests wait for the vote of somebody who may decide; counted up to `most`. */
export async function countWaiting(
  read: Read,
  who: {
    readonly me: UserId;
    /** Systems on which they may not decide. */
    readonly without: readonly SystemId[];
    readonly decidesOrganisation: boolean;
  },
  most: number,
): Promise<number> {
  const rows = await read.sql.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from (select 1 from approval_request r
      where r.state = 'pending' and r.expires_at > clock_timestamp() and r.requester_id <> ${who.me}::uuid
        and not ${who.me}::uuid = any (r.authors)
        and not exists (select 1 from "user" u where u.id = ${who.me}::uuid and could_be_own(u, r))
        and ((r.system_id is null and ${who.decidesOrganisation}) or not (r.system_id = any(${[...who.without]}::uuid[])))
        and not exists (select 1 from approval_vote v where v.request_id = r.id and v.voter_id = ${who.me}::uuid)
      limit ${most}) waiting`;
  return rows[0]?.n ?? 0;
}

/** The newest open request of a command whose input has these members; null where there is none. */
export async function findOpenRequestAbout(
  read: Read,
  command: string,
  members: Readonly<Record<string, string>>,
): Promise<number | null> {
  const rows = await read.sql.$queryRaw<{ number: number }[]>`
    select number from approval_request
    where state in ('pending', 'scheduled') and expires_at > clock_timestamp() and command = ${command}
      and input::jsonb @> ${JSON.stringify(members)}::jsonb
    order by number desc limit 1`;
  return rows[0]?.number ?? null;
}

const ABOUT_ELEMENTS_MAX = 500;

/** What was asked for about some elements of a system by some commands, the newest first. */
export async function listRequestsAboutElements(
  read: Read,
  systemId: SystemId,
  commands: readonly string[],
  ids: readonly ElementId[],
): Promise<readonly AskedBefore[]> {
  return read.sql.$queryRaw<AskedBefore[]>`
    select number, command, state, input from approval_request
    where system_id = ${systemId}::uuid and command = any(${[...commands]})
      and (input::jsonb ->> 'id' = any(${[...ids]}) or
        jsonb_path_query_array(input::jsonb, '$.elements[*].id') ?| ${[...ids]}::text[])
    order by number desc limit ${ABOUT_ELEMENTS_MAX}`;
}

const EXTERNAL_MAX = 200;

/** External actions that were ever asked for, so that a policy can be made for one. */
export async function listExternalSubjects(read: Read): Promise<readonly string[]> {
  const rows = await read.sql.approvalRequest.findMany({
    where: { subject: { startsWith: "external." } },
    distinct: ["subject"],
    select: { subject: true },
    orderBy: { subject: "asc" },
    take: EXTERNAL_MAX,
  });
  return rows.map(({ subject }) => subject);
}
