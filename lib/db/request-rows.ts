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
  VoteKind,
} from "@/lib/domain/approvals/request";
import type { GlassRecord, RequestRecord } from "@/lib/domain/approvals/request-record";
import type { ApprovalRequestId, InstantMs, Sha256Hex, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { MembershipRole, Role } from "@/lib/domain/people/capability";
import type { StepUpMethod } from "@/lib/domain/people/factors";
import { mayInScope, type Rights } from "@/lib/domain/people/may";
import type { PersonRef } from "@/lib/domain/people/person";
import { couldBeOwn, type Vouched } from "@/lib/domain/people/vouched";
import type { Prisma } from "./generated/client";

export const REF = { id: true, name: true, handle: true } as const;
export const VOTER = {
  ...REF,
  role: true,
  status: true,
  decidingSince: true,
  onWordOf: true,
  memberships: { select: { systemId: true, role: true } },
};
/** Everything that a request is shown with. */
export const REQUEST_WITH_NAMES = {
  requester: { select: { ...REF, onWordOf: true } },
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
 * Whether somebody may sign a request in this scope, at this moment; a right that came after it was asked for is none, nor
 * is a signature that could be the requester's own.
 */
export function mayDecide(
  person: Voter,
  { systemId, createdAt, requester, command }: Pick<Row, "systemId" | "createdAt" | "requester" | "command">,
): boolean {
  if (person.status !== "active" || person.decidingSince > createdAt) return false;
  if (couldBeOwn(vouchedOf(person), vouchedOf(requester), command)) return false;
  return mayInScope(rightsOf(person), systemId as SystemId | null, "approvals:decide");
}

const vouchedOf = ({ id, onWordOf }: { id: string; onWordOf: string[] }): Vouched => ({
  id: id as UserId,
  onWordOf: onWordOf as UserId[],
});
export const refOf = ({ id, name, handle }: { id: string; name: string; handle: string }): PersonRef => ({
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
  if (state === "scheduled") {
    const notBeforeMs = msOf(row.notBefore ?? row.expiresAt);
    return { ...base, state, notBeforeMs, signedAtMs: signedAt(row) };
  }
  return { ...base, state, decidedAtMs: msOf(row.decidedAt ?? row.expiresAt) };
}

/** When it got its last signature. */
function signedAt({ votes, createdAt }: Row): InstantMs {
  return msOf(votes.at(-1)?.at ?? createdAt);
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
  return {
    by: { ...refOf(by), ...vouchedOf(by) },
    reason,
    atMs: msOf(at),
    reviewUntilMs: msOf(reviewUntil),
    review,
  };
}

/** @param kept the organisation's policies that rule at this moment */
export function toRequestRecord(row: Row, kept: readonly KeptPolicy[]): RequestRecord {
  const votes = row.votes.map((vote) => ({
    voterId: vote.voterId as UserId,
    kind: vote.vote as VoteKind,
    mayDecide: mayDecide(vote.voter, row),
    role: vote.voter.role as Role,
    onWordOf: vote.voter.onWordOf as UserId[],
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
    requester: { ...refOf(row.requester), ...vouchedOf(row.requester) },
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
