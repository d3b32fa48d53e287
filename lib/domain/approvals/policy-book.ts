import type { PolicyId, SystemId } from "../kernel/ids";
import {
  ANY_SUBJECT,
  type ApprovalPolicy,
  DEFAULT_POLICY,
  DESTRUCTIVE_POLICY,
  type KeptPolicy,
} from "./policy";

/** What is decided about: the name of the command or external action, where, and whether it destroys. */
export type PolicySubject = {
  readonly subject: string;
  readonly systemId: SystemId | null;
  readonly destructive: boolean;
};

/** A policy and where it comes from: null is the product's own. */
export type RulingPolicy = { readonly id: PolicyId | null; readonly policy: ApprovalPolicy };

/**
 * The policy that rules: of this action on this system, of any action on this system, of this action everywhere, of any
 * action everywhere, and failing these the product's own.
 */
export function rulingPolicy(kept: readonly KeptPolicy[], about: PolicySubject): RulingPolicy {
  const at = (subject: string, systemId: SystemId | null) =>
    kept.find((one) => one.subject === subject && one.systemId === systemId);
  const { subject, systemId, destructive } = about;
  const onSystem = systemId === null ? undefined : (at(subject, systemId) ?? at(ANY_SUBJECT, systemId));
  const found = onSystem ?? at(subject, null) ?? at(ANY_SUBJECT, null);
  if (!found) return { id: null, policy: destructive ? DESTRUCTIVE_POLICY : DEFAULT_POLICY };
  const general = found.subject === ANY_SUBJECT;
  return { id: found.id, policy: destructive && general ? withDelay(found.policy) : found.policy };
}

/** A policy for everything does not know what destroys: the hour in which that can be stopped stays. */
function withDelay(policy: ApprovalPolicy): ApprovalPolicy {
  const delayS = Math.max(policy.delayS, DESTRUCTIVE_POLICY.delayS);
  return { ...policy, delayS, expiresAfterS: Math.max(policy.expiresAfterS, 2 * delayS) };
}
