import type { PolicyId, SystemId, UserId } from "../kernel/ids";
import { err, ok, type Result } from "../kernel/result";
import { ROLES, type Role, rolesWith } from "../people/capability";

/** Who counts for a group, of those who may decide in the scope of the request: a group narrows, it never adds. */
export type Approvers =
  | { readonly kind: "anyone" }
  | { readonly kind: "roles"; readonly roles: readonly Role[] }
  | { readonly kind: "people"; readonly ids: readonly UserId[] };

/** People who have to agree: so many of these. */
export type ApproverGroup = { readonly who: Approvers; readonly count: number };

/** How requests of one kind are decided. A request keeps the policy that it was made under. */
export type ApprovalPolicy = {
  /** All groups must agree, each with people of its own. */
  readonly groups: readonly ApproverGroup[];
  /** From the last signature to the effect. */
  readonly delayS: number;
  readonly expiresAfterS: number;
  /** Whoever votes says why. */
  readonly reasonNeeded: boolean;
  /** Whoever approves shows a second factor for this very request. */
  readonly stepUpNeeded: boolean;
  /** In an emergency one named person may go ahead; somebody else reviews it afterwards. */
  readonly breakGlass: boolean;
};

/** A policy as an organisation keeps it: for one kind of action, everywhere or on one system. */
export type KeptPolicy = {
  readonly id: PolicyId;
  /** Name of a command or of an external action; `ANY_SUBJECT` for all. */
  readonly subject: string;
  /** Null: on every system, and in the organisation. */
  readonly systemId: SystemId | null;
  readonly policy: ApprovalPolicy;
  readonly version: number;
};

export const ANY_SUBJECT = "*";

/** One other person who may decide, with reason and second factor, within 72 hours, with effect at once. Source: design/approvals.md. */
export const DEFAULT_POLICY: ApprovalPolicy = {
  groups: [{ who: { kind: "anyone" }, count: 1 }],
  delayS: 0,
  expiresAfterS: 72 * 3_600,
  reasonNeeded: true,
  stepUpNeeded: true,
  breakGlass: false,
};

/** The same for what destroys: an hour in which everybody can still stop it. */
export const DESTRUCTIVE_POLICY: ApprovalPolicy = { ...DEFAULT_POLICY, delayS: 3_600 };

/** The people whom a policy names. */
export function namedIn({ groups }: Pick<ApprovalPolicy, "groups">): readonly UserId[] {
  return groups.flatMap(({ who }) => (who.kind === "people" ? who.ids : []));
}

/** Bounds of a policy; delay and expiry in seconds. Source: design/approvals.md, "A policy says". */
export const SIGNERS_MAX = 20;
export const GROUPS_MAX = 5;
export const NAMED_MAX = 50;
export const DELAY_S_MAX = 30 * 86_400;
export const EXPIRY_S_MIN = 60;
export const EXPIRY_S_MAX = 90 * 86_400;

/**
 * Reads a policy that was kept, and refuses one that would lower the bar: no group, a group of nobody, an expiry that
 * comes before the delay is over. Fails closed: what is not understood is not a policy.
 */
export function parsePolicy(value: unknown): Result<ApprovalPolicy, { readonly reason: string }> {
  if (typeof value !== "object" || value === null) return refuse("A policy is an object.");
  const { groups, delayS, expiresAfterS, reasonNeeded, stepUpNeeded, breakGlass } = value as Record<
    string,
    unknown
  >;
  if (!Array.isArray(groups) || groups.length === 0) return refuse("A policy names at least one group.");
  if (groups.length > GROUPS_MAX) return refuse(`A policy names at most ${GROUPS_MAX} groups.`);
  if (!groups.every(isGroup)) return refuse("Each group names who decides and how many, at least one.");
  const signers = groups.reduce((sum, { count }) => sum + count, 0);
  if (signers > SIGNERS_MAX) return refuse(`At most ${SIGNERS_MAX} signatures.`);
  if (!isWhole(delayS, 0, DELAY_S_MAX)) return refuse("The delay is 0 to 30 days.");
  if (!isWhole(expiresAfterS, EXPIRY_S_MIN, EXPIRY_S_MAX) || expiresAfterS <= delayS)
    return refuse("A request expires after its delay is over and within 90 days.");
  if (!isFlag(reasonNeeded) || !isFlag(stepUpNeeded) || !isFlag(breakGlass))
    return refuse("A policy says whether a reason, a second factor and breaking the glass go with it.");
  return ok({ groups, delayS, expiresAfterS, reasonNeeded, stepUpNeeded, breakGlass });
}

const refuse = (reason: string) => err({ reason });

function isGroup(value: unknown): value is ApproverGroup {
  if (typeof value !== "object" || value === null) return false;
  const { who, count } = value as Record<string, unknown>;
  return isWhole(count, 1, SIGNERS_MAX) && isApprovers(who);
}

function isApprovers(value: unknown): value is Approvers {
  if (typeof value !== "object" || value === null) return false;
  const { kind, roles, ids } = value as Record<string, unknown>;
  if (kind === "anyone") return true;
  if (kind === "roles") return isListOf(roles, (role) => DECIDING_ROLES.includes(role as Role), ROLES.length);
  return kind === "people" && isListOf(ids, (id) => typeof id === "string", NAMED_MAX);
}

/** Roles that may decide at all, and so the only ones that a group can name. */
export const DECIDING_ROLES: readonly Role[] = rolesWith("approvals:decide");

function isListOf(value: unknown, test: (one: unknown) => boolean, most: number): boolean {
  return Array.isArray(value) && value.length > 0 && value.length <= most && value.every(test);
}

const isFlag = (value: unknown): value is boolean => typeof value === "boolean";

function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
