import type { UserId } from "../kernel/ids";
import type { ApprovalPolicy } from "./policy";
import { type Signer, seatsFilled } from "./quorum";

/**
 * Whether a request under this policy could ever be decided for whoever asks.
 *
 * @param deciders those who may decide in its scope
 * @param without people whose signature doesn't count: who asks, and the authors of the content
 */
export function canBeDecided(
  policy: ApprovalPolicy,
  deciders: readonly Signer[],
  without: readonly UserId[],
): boolean {
  const needed = policy.groups.reduce((sum, { count }) => sum + count, 0);
  const others = deciders.filter(({ id }) => !without.includes(id));
  return others.length >= needed && seatsFilled(policy, others) === needed;
}

/**
 * For whom nobody is left who may approve.
 *
 * @returns `everybody` where the policy can't be satisfied at all, else those deciders who can't get a decision on what
 *   they ask for themselves; nobody else can be short of signers, since nobody else is one
 */
export function strandedBy(
  policy: ApprovalPolicy,
  deciders: readonly Signer[],
): "everybody" | readonly UserId[] {
  if (!canBeDecided(policy, deciders, [])) return "everybody";
  return deciders.filter(({ id }) => !canBeDecided(policy, deciders, [id])).map(({ id }) => id);
}
