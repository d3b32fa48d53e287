import "server-only";
import type { ReviewVerdict } from "@/lib/domain/approvals/break-glass";
import type { ApprovalPolicy } from "@/lib/domain/approvals/policy";
import type { CastVote, ClosedState, VoteKind } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import type {
  ApprovalRequestId,
  InstantMs,
  PolicyId,
  Sha256Hex,
  StepUpId,
  SystemId,
  UserId,
} from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import type { PersonRef } from "@/lib/domain/people/person";
import { databaseNow, type Read, type Tx } from "./client";
import { makeId } from "./ids";
import { listKeptPolicies } from "./policies";
import { mayDecide, REF, REQUEST_WITH_NAMES, refOf, toRequestRecord, VOTER } from "./request-rows";

/** A request whose row is held, with the instant at which that began to be so: what decides about time. */
export type LockedRequest = RequestRecord & { readonly nowMs: InstantMs };

/** Whether a person whose row is held may sign a request, and as what. */
export async function signingRights(
  tx: Tx,
  voterId: UserId,
  id: ApprovalRequestId,
): Promise<Pick<CastVote, "mayDecide" | "role" | "onWordOf">> {
  const voter = await tx.sql.user.findUniqueOrThrow({ where: { id: voterId }, select: VOTER });
  const request = await tx.sql.approvalRequest.findUniqueOrThrow({
    where: { id },
    select: { systemId: true, createdAt: true, requester: { select: VOTER }, command: true },
  });
  return {
    mayDecide: mayDecide(voter, request),
    role: voter.role as Role,
    onWordOf: voter.onWordOf as UserId[],
  };
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
