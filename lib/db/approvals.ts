import "server-only";
import type { ReviewVerdict } from "@/lib/domain/approvals/break-glass";
import type { SignedChange } from "@/lib/domain/approvals/need";
import { type ApprovalPolicy, type KeptPolicy, parsePolicy } from "@/lib/domain/approvals/policy";
import { rulingPolicy } from "@/lib/domain/approvals/policy-book";
import type {
  ApprovalRequest,
  ApprovalState,
  BrokenGlass,
  CastVote,
  ClosedState,
  VoteKind,
} from "@/lib/domain/approvals/request";
import type { GlassRecord, RequestRecord } from "@/lib/domain/approvals/request-record";
import type {
  ApprovalRequestId,
  InstantMs,
  PolicyId,
  Sha256Hex,
  StepUpId,
  SystemId,
  UserId,
} from "@/lib/domain/kernel/ids";
import type { MembershipRole, Role } from "@/lib/domain/people/capability";
import type { StepUpMethod } from "@/lib/domain/people/factors";
import { mayInScope, type Rights } from "@/lib/domain/people/may";
import type { PersonRef } from "@/lib/domain/people/person";
import { databaseNow, type Read, type Tx } from "./client";
import type { Prisma } from "./generated/client";
import { makeId } from "./ids";
import { listKeptPolicies } from "./policies";

/** A request whose row is held, with the instant at which that began to be so: what decides about time. */
export type LockedRequest = RequestRecord & { readonly nowMs: InstantMs };

const REF = { id: true, name: true, handle: true } as const;
const VOTER = {
  ...REF,
  role: true,
  status: true,
  decidingSince: true,
  decidingGrantedBy: true,
  memberships: { select: { systemId: true, role: true } },
};
/** Everything that a request is shown with. */
export const REQUEST_WITH_NAMES = {
  requester: { select: REF },
  system: { select: { slug: true, name: true, criticality: true } },
  votes: {
    orderBy: { at: "asc" },
    include: { voter: { select: VOTER }, stepUp: { select: { method: true } } },
  },
  kept: { select: { retiredAt: true } },
  glass: { include: { by: { select: VOTER }, reviewer: { select: REF } } },
  effect: { include: { entry: { select: { id: true, entryId: true } } } },
} as const satisfies Prisma.ApprovalRequestInclude;
type Row = Prisma.ApprovalRequestGetPayload<{ include: typeof REQUEST_WITH_NAMES }>;
type Voter = Row["votes"][number]["voter"];

/** A policy that can't be read is one that nobody can satisfy. */
const NOBODY: ApprovalPolicy = {
  groups: [],
  delayS: 0,
  expiresAfterS: 0,
  reasonNeeded: true,
  stepUpNeeded: true,
  breakGlass: false,
};

const rightsOf = (person: Pick<Voter, "role" | "memberships">): Rights => ({
  role: person.role as Role,
  memberships: new Map(
    person.memberships.map(({ systemId, role }) => [systemId as SystemId, role as MembershipRole]),
  ),
});

/**
 * Whether somebody may sign a request in this scope, at this moment; a right that came after it was asked for, or from its
 * requester alone, is none.
 */
function mayDecide(
  person: Voter,
  { systemId, createdAt, requesterId }: Pick<Row, "systemId" | "createdAt" | "requesterId">,
): boolean {
  if (person.status !== "active" || person.decidingSince > createdAt) return false;
  if (person.decidingGrantedBy === requesterId) return false;
  return mayInScope(rightsOf(person), systemId as SystemId | null, "approvals:decide");
}

const refOf = ({ id, name, handle }: { id: string; name: string; handle: string }): PersonRef => ({
  id: id as UserId,
  name,
  handle,
});
const msOf = (date: Date): InstantMs => date.getTime() as InstantMs;

/** What rules such requests now; null where the policy that this one was made under was taken away. */
function currentPolicy(row: Row, policy: ApprovalPolicy, kept: readonly KeptPolicy[]): ApprovalPolicy | null {
  if (row.kept?.retiredAt) return null;
  const about = { subject: row.subject, systemId: row.systemId as SystemId | null, destructive: false };
  const ruling = rulingPolicy(kept, about);
  return ruling.id === null ? policy : ruling.policy;
}

function brokenGlassOf({ glass, systemId }: Row): BrokenGlass | null {
  if (!glass) return null;
  const may =
    glass.by.status === "active" &&
    mayInScope(rightsOf(glass.by), systemId as SystemId | null, "approvals:break-glass");
  return { byId: glass.byId as UserId, atMs: msOf(glass.at), may };
}

function toRequest(row: Row, votes: readonly CastVote[], kept: readonly KeptPolicy[]): ApprovalRequest {
  const parsed = parsePolicy(row.policy);
  const policy = parsed.ok ? parsed.value : NOBODY;
  const current = currentPolicy(row, policy, kept);
  const createdAtMs = msOf(row.createdAt);
  const base = {
    id: row.id as ApprovalRequestId,
    requesterId: row.requesterId as UserId,
    systemId: row.systemId as SystemId | null,
    authorIds: row.authors as UserId[],
    payloadHash: row.payloadHash as Sha256Hex,
    policy,
    current,
    createdAtMs,
    expiresAtMs: msOf(row.expiresAt),
    votes,
    brokenGlass: brokenGlassOf(row),
  };
  const state = row.state as ApprovalState;
  if (state === "pending") return { ...base, state };
  if (state === "scheduled") return { ...base, state, notBeforeMs: msOf(row.notBefore ?? row.expiresAt) };
  return { ...base, state, decidedAtMs: msOf(row.decidedAt ?? row.expiresAt) };
}

function glassRecordOf({ glass }: Row): GlassRecord | null {
  if (!glass) return null;
  const { by, reason, at, reviewUntil, reviewer, reviewedAt, verdict, reviewNote } = glass;
  const review = reviewer &&
    reviewedAt && {
      by: refOf(reviewer),
      atMs: msOf(reviewedAt),
      verdict: verdict as ReviewVerdict,
      note: reviewNote ?? "",
    };
  return { by: refOf(by), reason, atMs: msOf(at), reviewUntilMs: msOf(reviewUntil), review };
}

/** @param kept the organisation's policies that rule at this moment */
export function toRequestRecord(row: Row, kept: readonly KeptPolicy[]): RequestRecord {
  const votes = row.votes.map((vote) => ({
    voterId: vote.voterId as UserId,
    kind: vote.vote as VoteKind,
    mayDecide: mayDecide(vote.voter, row),
    role: vote.voter.role as Role,
    steppedUp: vote.stepUpId !== null,
    provenBy: (vote.stepUp?.method ?? null) as StepUpMethod | null,
    voter: refOf(vote.voter),
    reason: vote.reason,
    payloadHash: vote.payloadHash as Sha256Hex,
    atMs: msOf(vote.at),
  }));
  const { number, command, subject, input, about, reason, asked, system, outcome, effect } = row;
  return {
    request: toRequest(row, votes, kept),
    number,
    command,
    subject,
    input,
    about,
    reason,
    asked,
    changes: JSON.parse(row.changes) as SignedChange[],
    requester: refOf(row.requester),
    system,
    votes,
    glass: glassRecordOf(row),
    outcome,
    effect: effect && {
      atMs: msOf(effect.at),
      auditId: effect.entry.id.toString(),
      entryId: effect.auditEntryId,
    },
  };
}

/** Whether a person whose row is held may sign a request, and as what. */
export async function signingRights(
  tx: Tx,
  voterId: UserId,
  id: ApprovalRequestId,
): Promise<{ readonly mayDecide: boolean; readonly role: Role }> {
  const voter = await tx.sql.user.findUniqueOrThrow({ where: { id: voterId }, select: VOTER });
  const request = await tx.sql.approvalRequest.findUniqueOrThrow({
    where: { id },
    select: { systemId: true, createdAt: true, requesterId: true },
  });
  return { mayDecide: mayDecide(voter, request), role: voter.role as Role };
}

export async function findRequest(read: Read, id: ApprovalRequestId): Promise<RequestRecord | null> {
  const row = await read.sql.approvalRequest.findUnique({ where: { id }, include: REQUEST_WITH_NAMES });
  return row && toRequestRecord(row, await listKeptPolicies(read));
}

export async function findRequestByNumber(read: Read, number: number): Promise<RequestRecord | null> {
  const row = await read.sql.approvalRequest.findUnique({ where: { number }, include: REQUEST_WITH_NAMES });
  return row && toRequestRecord(row, await listKeptPolicies(read));
}

/**
 * The request, its row locked until the transaction ends, and read after that. Lock order everywhere: people, then the
 * request, then what it is about.
 */
export async function lockRequest(tx: Tx, id: ApprovalRequestId): Promise<LockedRequest | null> {
  await tx.sql.$queryRaw`select 1 from approval_request where id = ${id}::uuid for update`;
  const record = await findRequest(tx, id);
  return record && { ...record, nowMs: await databaseNow(tx) };
}

export type RequestDraft = Pick<
  RequestRecord,
  "command" | "subject" | "input" | "about" | "reason" | "asked"
> & {
  readonly systemId: SystemId | null;
  readonly payloadHash: Sha256Hex;
  /** Canonical JSON of the changes. */
  readonly changes: string;
  readonly changesHash: Sha256Hex;
  readonly requesterId: UserId;
  readonly authorIds: readonly UserId[];
  readonly policyId: PolicyId | null;
  readonly policy: ApprovalPolicy;
};

/** Inserts a request; null where an equal one is open. Its time runs from now. */
export async function insertRequest(
  tx: Tx,
  draft: RequestDraft,
): Promise<{ readonly id: ApprovalRequestId; readonly number: number } | null> {
  const id = makeId<ApprovalRequestId>();
  const { command, systemId, input, payloadHash, about, reason, asked, changes, changesHash } = draft;
  const createdAt = new Date(tx.asOf);
  const expiresAt = new Date(tx.asOf + draft.policy.expiresAfterS * 1_000);
  const rows = await tx.sql.$queryRaw<{ number: number }[]>`
    insert into approval_request (id, command, system_id, input, payload_hash, about, reason, asked, changes,
      changes_hash, requester_id, authors, subject, policy_id, policy, created_at, expires_at)
    values (${id}::uuid, ${command}, ${systemId}::uuid, ${input}, ${payloadHash}, ${about}, ${reason}, ${asked},
      ${changes}, ${changesHash}, ${draft.requesterId}::uuid, ${[...draft.authorIds]}::uuid[], ${draft.subject},
      ${draft.policyId}::uuid, ${JSON.stringify(draft.policy)}::jsonb,
      ${createdAt}::timestamptz, ${expiresAt}::timestamptz)
    on conflict (command, payload_hash) where state in ('pending', 'scheduled') do nothing returning number`;
  return rows[0] ? { id, number: rows[0].number } : null;
}

/** The open request for exactly this, if there is one. */
export async function findOpenRequest(
  read: Read,
  command: string,
  payloadHash: Sha256Hex,
): Promise<{
  readonly id: ApprovalRequestId;
  readonly number: number;
  readonly requester: PersonRef;
} | null> {
  const row = await read.sql.approvalRequest.findFirst({
    where: { command, payloadHash, state: { in: ["pending", "scheduled"] } },
    select: { id: true, number: true, requester: { select: REF } },
  });
  return row && { ...row, id: row.id as ApprovalRequestId, requester: refOf(row.requester) };
}

export async function insertVote(
  tx: Tx,
  vote: {
    readonly requestId: ApprovalRequestId;
    readonly voterId: UserId;
    readonly kind: VoteKind;
    readonly reason: string;
    readonly payloadHash: Sha256Hex;
    readonly stepUpId: StepUpId | null;
  },
): Promise<void> {
  const { kind, ...rest } = vote;
  await tx.sql.approvalVote.create({ data: { ...rest, vote: kind, at: new Date(tx.asOf) } });
}

/** A request that has every signature; it runs from that instant on. */
export async function scheduleRequest(tx: Tx, id: ApprovalRequestId, notBeforeMs: InstantMs): Promise<void> {
  await tx.sql.$executeRaw`
    update approval_request set state = 'scheduled', not_before = ${new Date(notBeforeMs)}::timestamptz
    where id = ${id}::uuid`;
}

/** Closes a request whose row is locked, for good. `outcome` says in a sentence how it ended. */
export async function closeRequest(
  tx: Tx,
  id: ApprovalRequestId,
  state: ClosedState,
  outcome: string,
): Promise<void> {
  await tx.sql.$executeRaw`
    update approval_request set state = ${state}, outcome = ${outcome}, decided_at = clock_timestamp()
    where id = ${id}::uuid`;
}

/** Keeps that somebody went ahead without the signatures. */
export async function insertBrokenGlass(
  tx: Tx,
  glass: {
    readonly requestId: ApprovalRequestId;
    readonly byId: UserId;
    readonly reason: string;
    readonly atMs: InstantMs;
    readonly reviewUntilMs: InstantMs;
    readonly stepUpId: StepUpId | null;
  },
): Promise<void> {
  const { requestId, byId, reason, atMs, reviewUntilMs, stepUpId } = glass;
  await tx.sql.brokenGlass.create({
    data: { requestId, byId, reason, at: new Date(atMs), reviewUntil: new Date(reviewUntilMs), stepUpId },
  });
}

/** Keeps what somebody else says of it afterwards. */
export async function reviewBrokenGlass(
  tx: Tx,
  requestId: ApprovalRequestId,
  review: { readonly byId: UserId; readonly verdict: ReviewVerdict; readonly note: string },
): Promise<void> {
  await tx.sql.brokenGlass.update({
    where: { requestId },
    data: {
      reviewedBy: review.byId,
      reviewedAt: new Date(tx.asOf),
      verdict: review.verdict,
      reviewNote: review.note,
    },
  });
}

/** States that a request took effect. A second time fails on the key. */
export async function insertEffect(
  tx: Tx,
  effect: {
    readonly requestId: ApprovalRequestId;
    readonly changeNumber: bigint | null;
    readonly auditEntryId: string;
  },
): Promise<void> {
  await tx.sql.$executeRaw`
    insert into approval_effect (request_id, change_number, audit_entry_id, at)
    values (${effect.requestId}::uuid, ${effect.changeNumber}::bigint, ${effect.auditEntryId}::uuid, clock_timestamp())`;
}

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
