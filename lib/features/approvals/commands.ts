import "server-only";
import {
  closeRequest,
  insertVote,
  type LockedRequest,
  lockRequest,
  scheduleRequest,
  signingRights,
} from "@/lib/db/approvals";
import type { Tx } from "@/lib/db/client";
import {
  decide,
  expire as expireRequest,
  ripen,
  type Vote,
  withdraw as withdrawRequest,
} from "@/lib/domain/approvals/decide";
import { needsFactor } from "@/lib/domain/approvals/quorum";
import { refusalOf } from "@/lib/domain/approvals/refusal-words";
import { formatRequestNumber, isOpen, type VoteKind } from "@/lib/domain/approvals/request";
import type { ApprovalRequestId, StepUpId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { StepUpPurpose } from "@/lib/domain/people/factors";
import type { Caller } from "@/lib/server/caller";
import { defineCommand } from "@/lib/server/command";
import { type FactorProof, proofAttempts } from "@/lib/server/factor-proof";
import { proveStepUp } from "@/lib/server/step-up";
import { tellOfRequest } from "@/lib/server/tell";
import type { ThrottleUse } from "@/lib/server/throttle";
import { approveInput, expireInput, scheduleInput, voteInput, withdrawInput } from "./schema";

const GONE: Refusal = { code: "not-found", reason: "There is no such request." };

/** The request, held until the transaction ends. */
export async function requestToChange(
  tx: Tx,
  id: ApprovalRequestId,
): Promise<Result<LockedRequest, Refusal>> {
  const record = await lockRequest(tx, id);
  return record ? ok(record) : err(GONE);
}

/** The request of the scope in which the voter's right was checked; the requester is turned away first of all. */
async function requestToDecide(
  tx: Tx,
  voterId: UserId,
  input: { readonly requestId: ApprovalRequestId; readonly systemId: SystemId | null },
): Promise<Result<LockedRequest, Refusal>> {
  const record = await requestToChange(tx, input.requestId);
  if (!record.ok) return record;
  if (record.value.requester.id === voterId) return err(refusalOf({ code: "own-request" }, record.value));
  return record.value.request.systemId === input.systemId ? record : err(GONE);
}

type Ballot = Partial<FactorProof> & {
  readonly payloadHash: Vote["payloadHash"];
  readonly reason: string;
};

/**
 * The proof of who votes or goes ahead, for exactly this content; null where none is needed and none was given. Asked
 * for only while it could still count.
 */
export async function stepUpFor(
  tx: Tx,
  userId: UserId,
  purpose: StepUpPurpose,
  { code = "", passkey = "", payloadHash }: Partial<FactorProof> & Pick<Ballot, "payloadHash">,
  { request, nowMs }: LockedRequest,
): Promise<Result<StepUpId | null, Refusal>> {
  const counts = isOpen(request) && nowMs < request.expiresAtMs && payloadHash === request.payloadHash;
  if (!counts || (!needsFactor(request) && !code && !passkey)) return ok(null);
  return proveStepUp(tx, { userId, purpose, requestId: request.id, payloadHash }, { code, passkey });
}

/** Guesses at a second factor are counted with all others of this person; what brings no proof gives none back either. */
export async function guesses(
  { code, passkey }: FactorProof,
  caller: Caller,
): Promise<readonly ThrottleUse[]> {
  return code || passkey ? proofAttempts(caller) : [];
}

/** Applies a vote and keeps it with the state that follows. */
async function castVote(
  tx: Tx,
  voterId: UserId,
  kind: VoteKind,
  input: Ballot,
  record: LockedRequest,
): Promise<Result<{ readonly state: string; readonly number: number }, Refusal>> {
  const { request, number } = record;
  // That this person may decide here was checked with their row held: it can't be lost before this is committed.
  const rights = await signingRights(tx, voterId, request.id);
  // Who may decide now may stop a request, since whenever.
  const mayDecide = kind === "reject" || rights.mayDecide;
  const { payloadHash, reason } = input;
  const vote = { voterId, kind, ...rights, mayDecide, payloadHash, reason };
  // No proof is taken for a vote that would not count with one.
  const proven = decide(request, { ...vote, steppedUp: true }, record.nowMs);
  if (!proven.ok) return err(refusalOf(proven.error, record));
  const stepUp = kind === "approve" ? await stepUpFor(tx, voterId, "approve", input, record) : ok(null);
  if (!stepUp.ok) return stepUp;
  const decided = decide(request, { ...vote, steppedUp: stepUp.value !== null }, record.nowMs);
  if (!decided.ok) return err(refusalOf(decided.error, record));
  const { id } = request;
  await insertVote(tx, { requestId: id, voterId, kind, reason, payloadHash, stepUpId: stepUp.value });
  const next = decided.value;
  if (next.state === "scheduled") {
    await scheduleRequest(tx, id, next.notBeforeMs);
    if (next.notBeforeMs <= record.nowMs) tx.due.push(id);
  }
  if (next.state === "rejected") await closeRequest(tx, id, "rejected", reason);
  await tellOfRequest(tx, id);
  return ok({ state: next.state, number });
}

/** What the trail says of something that happened to a request. */
export const entryOf = (record: LockedRequest, reason?: string) => ({
  subject: "approval-request",
  subjectId: record.request.id,
  ...(record.request.systemId ? { systemId: record.request.systemId } : {}),
  detail: {
    about: `${formatRequestNumber(record.number)}: ${record.about}`,
    after: { payloadHash: record.request.payloadHash },
    ...(reason ? { reason } : {}),
  },
});

/** Signs exactly what was shown. With the last signature it takes effect, at once or after its delay. */
export const approve = defineCommand({
  name: "approvals.approve",
  input: approveInput,
  permission: "approvals:decide",
  scope: ({ systemId }) => systemId,
  throttle: guesses,
  approval: "never",
  before: ({ tx, actor, input }) => requestToDecide(tx, actor.id, input),
  run: ({ tx, actor, input, before }) => castVote(tx, actor.id, "approve", input, before),
  audit: ({ input, before }) => entryOf(before, input.reason),
});

/** Says no: one rejection closes a request, also while it waits for its effect. */
export const reject = defineCommand({
  name: "approvals.reject",
  input: voteInput,
  permission: "approvals:decide",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: ({ tx, actor, input }) => requestToDecide(tx, actor.id, input),
  run: ({ tx, actor, input, before }) => castVote(tx, actor.id, "reject", input, before),
  audit: ({ input, before }) => entryOf(before, input.reason),
});

/** Takes one's own request back before it takes effect. */
export const withdraw = defineCommand({
  name: "approvals.withdraw",
  input: withdrawInput,
  permission: "self",
  approval: "never",
  before: ({ tx, input }) => requestToChange(tx, input.requestId),
  run: async ({ tx, actor, before }) => {
    const withdrawn = withdrawRequest(before.request, actor.id, before.nowMs);
    if (!withdrawn.ok) return err(refusalOf(withdrawn.error, before));
    await closeRequest(tx, before.request.id, "withdrawn", `${before.requester.name} took it back.`);
    await tellOfRequest(tx, before.request.id);
    return ok({ number: before.number });
  },
  audit: ({ before }) => entryOf(before),
});

/** Schedules a request that has every signature by now without another vote. */
export const schedule = defineCommand({
  name: "approvals.schedule",
  input: scheduleInput,
  permission: "job",
  approval: "never",
  before: ({ tx, input }) => requestToChange(tx, input.requestId),
  run: async ({ tx, before }) => {
    const ripe = ripen(before.request, before.nowMs);
    if (!ripe.ok) return err(refusalOf(ripe.error, before));
    const { id, notBeforeMs } = ripe.value;
    await scheduleRequest(tx, id, notBeforeMs);
    if (notBeforeMs <= before.nowMs) tx.due.push(id);
    await tellOfRequest(tx, id);
    return ok({ number: before.number });
  },
  audit: ({ before }) => entryOf(before),
});

/** Closes a request whose time is over; without a decision it has no effect. */
export const expire = defineCommand({
  name: "approvals.expire",
  input: expireInput,
  permission: "job",
  approval: "never",
  before: ({ tx, input }) => requestToChange(tx, input.requestId),
  run: async ({ tx, before }) => {
    const expired = expireRequest(before.request, before.nowMs);
    if (!expired.ok) return err(refusalOf(expired.error, before));
    const outcome =
      before.request.state === "scheduled"
        ? "It was approved and could not run in time."
        : "Not enough people decided in time.";
    await closeRequest(tx, before.request.id, "expired", outcome);
    await tellOfRequest(tx, before.request.id);
    return ok({ number: before.number });
  },
  audit: ({ before }) => entryOf(before),
});
