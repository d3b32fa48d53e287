import type { UserId } from "../kernel/ids";
import { couldBeOwn, type Vouched } from "../people/vouched";
import type { ApprovalPolicy } from "./policy";
import { belongsTo, type Signer, seatsFilled, withoutTwice } from "./quorum";

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
  const hasSpare = spareIn(policy, deciders);
  const makings = makingsOf(deciders);
  const signersFor = (one: Vouched) => deciders.filter((signer) => !couldBeOwn(signer, one));
  return [...deciders, ...letIn]
    .filter((one) => !hasSpare([one.id, ...one.onWordOf, ...(makings.get(one.id) ?? [])]))
    .filter((one) => !canBeDecided(policy, signersFor(one), [one.id]))
    .map(({ id }) => id);
}

/**
 * Whether a policy is satisfied without some people for certain: without them each group still has as many as all groups
 * need together, so that they can be seated in any order. Settles nearly everybody without a matching of their own.
 */
function spareIn({ groups }: ApprovalPolicy, deciders: readonly Decider[]) {
  const needed = groups.reduce((sum, { count }) => sum + count, 0);
  const signers = withoutTwice(deciders);
  const members = groups.map(
    ({ who }) => new Set(signers.filter((signer) => belongsTo(who, signer)).map(({ id }) => id)),
  );
  return (without: readonly UserId[]): boolean =>
    members.every((ids) => ids.size - without.filter((id) => ids.has(id)).length >= needed);
}

/** By person: those of the deciders whom they alone let in. */
function makingsOf(deciders: readonly Decider[]): ReadonlyMap<UserId, readonly UserId[]> {
  const makings = new Map<UserId, UserId[]>();
  for (const { id, onWordOf } of deciders)
    for (const by of onWordOf) makings.set(by, [...(makings.get(by) ?? []), id]);
  return makings;
}
