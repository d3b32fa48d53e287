import type { SystemId } from "@/lib/domain/kernel/ids";
import { mayInScope, type Rights } from "./may";
import { mayDecide } from "./power";
import { couldBeOwn, type Vouched } from "./vouched";

/** Somebody with an active account whose role may decide. */
export type Decider = Rights & Vouched & { readonly name: string };

/** For whom, and where, nobody is left who could decide; `null` stands for anybody who asks, and for the organisation. */
export type LeftAlone = { readonly who: Decider | null; readonly systemId: SystemId | null };

/**
 * For whom a change would leave nobody to decide who has somebody today: under the rule that one other person decides
 * who could not be the requester. What the organisation's own policies ask for beyond that is the
 * matter of lib/domain/approvals/stranded.ts.
 *
 * @param before active people whose role may decide
 * @param after the same people after the change; those who are left out decide nothing any more
 * @param systems where memberships could differ from the organisation
 * @returns the first it finds, the organisation before systems; null where the change strands nobody
 */
export function leftAlone(
  before: readonly Decider[],
  after: readonly Decider[],
  systems: readonly SystemId[],
): LeftAlone | null {
  for (const systemId of [null, ...systems]) {
    const was = decidersIn(before, systemId);
    const stay = decidersIn(after, systemId);
    for (const who of [...after, null])
      if (hasDecider(was, who) && !hasDecider(stay, who)) return { who, systemId };
  }
  return null;
}

/** Systems that a membership of one of these people is about. */
export function systemsOfMemberships(people: readonly Decider[]): readonly SystemId[] {
  return [...new Set(people.flatMap(({ memberships }) => [...memberships.keys()]))].sort();
}

function decidersIn(people: readonly Decider[], systemId: SystemId | null): readonly Decider[] {
  return people.filter(
    (person) => mayDecide(person.role) && mayInScope(person, systemId, "approvals:decide"),
  );
}

function hasDecider(deciders: readonly Decider[], who: Decider | null): boolean {
  return deciders.some((one) => who === null || (one.id !== who.id && !couldBeOwn(one, who)));
}
