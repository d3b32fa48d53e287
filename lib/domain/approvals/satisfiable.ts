import type { UserId } from "../kernel/ids";
import { couldBeOwn, type Vouched } from "../people/vouched";
import type { ApprovalPolicy } from "./policy";
import { type Signer, seatsFilled, withoutTwice } from "./quorum";

type Decider = Signer & Vouched;

/**
 * Whether a request under this policy could ever be decided for whoever asks.
 *
 * @param deciders those who may decide in its scope
 * @param without people whose signature doesn't count: who asks, and the authors of the content
 */
export function canBeDecided(
  policy: ApprovalPolicy,
  deciders: readonly Decider[],
  without: readonly UserId[],
): boolean {
  const needed = policy.groups.reduce((sum, { count }) => sum + count, 0);
  const others = withoutTwice(deciders.filter(({ id }) => !without.includes(id)));
  return others.length >= needed && seatsFilled(policy, others) === needed;
}

/**
 * For whom nobody is left who may approve.
 *
 * @param letIn people who decide nothing, and whom somebody alone let in
 * @returns `everybody` where the policy can't be satisfied at all, else those who can't get a decision on what they ask for
 *   themselves: deciders, and whoever could be one; nobody else can be short of signers
 */
export function strandedBy(
  policy: ApprovalPolicy,
  deciders: readonly Decider[],
  letIn: readonly Vouched[] = [],
): "everybody" | readonly UserId[] {
  if (!canBeDecided(policy, deciders, [])) return "everybody";
  const signersFor = (one: Vouched) => deciders.filter((signer) => !couldBeOwn(signer, one));
  return [...deciders, ...letIn]
    .filter((one) => !canBeDecided(policy, signersFor(one), [one.id]))
    .map(({ id }) => id);
}
