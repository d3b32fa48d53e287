import type { ApprovalRequestId, InstantMs, Sha256Hex, SystemId, UserId } from "../kernel/ids";
import type { Role } from "../people/capability";
import type { ApprovalPolicy } from "./policy";

/** What a request can be in while it waits. */
export const OPEN_STATES = ["pending", "scheduled"] as const;
/** How a request ends; none of these is ever left. */
export const CLOSED_STATES = ["executed", "failed", "rejected", "withdrawn", "expired", "stale"] as const;
export const APPROVAL_STATES = [...OPEN_STATES, ...CLOSED_STATES] as const;
export type OpenState = (typeof OPEN_STATES)[number];
export type ClosedState = (typeof CLOSED_STATES)[number];
export type ApprovalState = OpenState | ClosedState;

/** Which state can follow which; what is closed stays as it is. Source: design/approvals.md, invariant 5. */
export const NEXT_STATES: Readonly<Record<ApprovalState, readonly ApprovalState[]>> = {
  pending: ["scheduled", "rejected", "withdrawn", "expired", "stale"],
  scheduled: ["executed", "failed", "rejected", "withdrawn", "expired", "stale"],
  executed: [],
  failed: [],
  rejected: [],
  withdrawn: [],
  expired: [],
  stale: [],
};

export type VoteKind = "approve" | "reject";

/** A vote that was given, with what its giver may do at this moment. */
export type CastVote = {
  readonly voterId: UserId;
  readonly kind: VoteKind;
  /** False where the account is not active or the right is gone: then the vote doesn't count any more. */
  readonly mayDecide: boolean;
  readonly role: Role;
  /** Who alone let the voter in. */
  readonly onWordOf: readonly UserId[];
  /** It was given with a second factor, for this request and this content. */
  readonly steppedUp: boolean;
};

/** One named person went ahead without the signatures, in an emergency. Somebody else reviews it. */
export type BrokenGlass = {
  readonly byId: UserId;
  readonly atMs: InstantMs;
  /** May they still break it? Otherwise it counts for nothing. */
  readonly may: boolean;
};

type Base = {
  readonly id: ApprovalRequestId;
  readonly requesterId: UserId;
  /** Null: it concerns the organisation. */
  readonly systemId: SystemId | null;
  /** People besides the requester whose approval doesn't count, because the content is theirs. */
  readonly authorIds: readonly UserId[];
  /** SHA-256 of what runs: the command and its input in canonical form. */
  readonly payloadHash: Sha256Hex;
  /** As it was when it was asked for. */
  readonly policy: ApprovalPolicy;
  /** What holds for such requests at this moment; null where the policy was taken away: then nothing runs. */
  readonly current: ApprovalPolicy | null;
  readonly createdAtMs: InstantMs;
  readonly expiresAtMs: InstantMs;
  readonly votes: readonly CastVote[];
  readonly brokenGlass: BrokenGlass | null;
};

/** It has fewer signatures than it needs. */
export type PendingRequest = Base & { readonly state: "pending" };
/** What people call approved: it has every signature and runs at `notBeforeMs`. */
export type ScheduledRequest = Base & {
  readonly state: "scheduled";
  readonly notBeforeMs: InstantMs;
  /** When it got its last signature. */
  readonly signedAtMs: InstantMs;
};
/** It is over. */
export type ClosedRequest = Base & { readonly state: ClosedState; readonly decidedAtMs: InstantMs };
export type ApprovalRequest = PendingRequest | ScheduledRequest | ClosedRequest;

/** Whether it still waits: for a decision or for its effect. */
export function isOpen(request: ApprovalRequest): request is PendingRequest | ScheduledRequest {
  return request.state === "pending" || request.state === "scheduled";
}

/** How a request is called: AR-1184. */
export function formatRequestNumber(number: number): string {
  return `AR-${number}`;
}

/** Reads "AR-1184" or "1184"; null for anything else. */
export function parseRequestNumber(text: string): number | null {
  const digits = /^(?:AR-)?([1-9]\d{0,8})$/i.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
