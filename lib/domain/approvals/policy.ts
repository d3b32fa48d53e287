import { err, ok, type Result } from "../kernel/result";

/** What somebody must be allowed to do to count as a signer of a group. */
export type DecideCapability = "approvals:decide";

/** People who have to agree: so many of those with this capability in the scope of the request. */
export type ApproverGroup = { readonly capability: DecideCapability; readonly count: number };

/** How requests of one kind are decided. A request keeps the policy that it was made under. */
export type ApprovalPolicy = {
  /** All groups must agree, each with people of its own. */
  readonly groups: readonly ApproverGroup[];
  /** From the last signature to the effect. */
  readonly delayS: number;
  readonly expiresAfterS: number;
  /** Whoever votes says why. */
  readonly reasonNeeded: boolean;
};

/** One other person who may decide, with a reason, within 72 hours, with effect at once. Source: design/approvals.md. */
export const DEFAULT_POLICY: ApprovalPolicy = {
  groups: [{ capability: "approvals:decide", count: 1 }],
  delayS: 0,
  expiresAfterS: 72 * 3_600,
  reasonNeeded: true,
};

/** Bounds of a policy; delay and expiry in seconds. Source: design/approvals.md, "A policy says". */
export const SIGNERS_MAX = 20;
export const DELAY_S_MAX = 30 * 86_400;
export const EXPIRY_S_MAX = 90 * 86_400;

/**
 * Reads a policy that was kept, and refuses one that would lower the bar: no group, a group of nobody, an expiry that
 * comes before the delay is over. Fails closed: what is not understood is not a policy.
 */
export function parsePolicy(value: unknown): Result<ApprovalPolicy, { readonly reason: string }> {
  if (typeof value !== "object" || value === null) return refuse("A policy is an object.");
  const { groups, delayS, expiresAfterS, reasonNeeded } = value as Record<string, unknown>;
  if (!Array.isArray(groups) || groups.length === 0) return refuse("A policy names at least one group.");
  if (!groups.every(isGroup)) return refuse("Each group names who decides and how many, at least one.");
  const signers = groups.reduce((sum, { count }) => sum + count, 0);
  if (signers > SIGNERS_MAX) return refuse(`At most ${SIGNERS_MAX} signatures.`);
  if (!isWhole(delayS, 0, DELAY_S_MAX)) return refuse("The delay is 0 to 30 days.");
  if (!isWhole(expiresAfterS, 60, EXPIRY_S_MAX) || expiresAfterS <= delayS)
    return refuse("A request expires after its delay is over and within 90 days.");
  if (typeof reasonNeeded !== "boolean") return refuse("A policy says whether a reason is needed.");
  return ok({ groups, delayS, expiresAfterS, reasonNeeded });
}

const refuse = (reason: string) => err({ reason });

function isGroup(value: unknown): value is ApproverGroup {
  if (typeof value !== "object" || value === null) return false;
  const { capability, count } = value as Record<string, unknown>;
  return capability === "approvals:decide" && isWhole(count, 1, SIGNERS_MAX);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
