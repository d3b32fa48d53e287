import type { SystemId } from "../kernel/ids";
import type { Role } from "../people/capability";
import { mayInScope, type Rights } from "../people/may";
import type { Vouched } from "../people/vouched";
import { type ApprovalPolicy, DEFAULT_POLICY, type KeptPolicy } from "./policy";
import { strandedBy } from "./satisfiable";

/** Somebody with an active account, with their rights. */
export type Standing = Rights & Vouched & { readonly name: string; readonly role: Role };
/** Somebody who decides nothing, and whom somebody alone let in. */
export type LetIn = Vouched & { readonly name: string };

/** Somebody (null: everybody) for whom nobody would be left who may approve, where and under which policy. */
export type Stranded = {
  readonly subject: string | null;
  readonly systemId: SystemId | null;
  readonly name: string | null;
};

/** Who may decide in a scope. */
export function decidersIn(people: readonly Standing[], systemId: SystemId | null): readonly Standing[] {
  return people.filter((person) => mayInScope(person, systemId, "approvals:decide"));
}

/**
 * For whom a policy leaves nobody who may approve, in every scope that it covers: those in which somebody's membership
 * changes who decides, and the organisation.
 *
 * @param systemId the only system that it is for; null for all
 */
export function strandedUnder(
  policy: ApprovalPolicy,
  systemId: SystemId | null,
  people: readonly Standing[],
  { subject = null, letIn = [] }: { subject?: string | null; letIn?: readonly LetIn[] } = {},
): readonly Stranded[] {
  const names = new Map([...people, ...letIn].map(({ id, name }) => [id, name]));
  return scopesOf(people, systemId).flatMap((scope) => {
    const stranded = strandedBy(policy, decidersIn(people, scope), letIn);
    if (stranded === "everybody") return [{ subject, systemId: scope, name: null }];
    return stranded.map((id) => ({ subject, systemId: scope, name: names.get(id) ?? null }));
  });
}

/**
 * For whom nobody would be left after a change of people, who had somebody before it: under the product's policy and under
 * each of the organisation's.
 */
export function newlyStranded(
  kept: readonly KeptPolicy[],
  before: readonly Standing[],
  after: readonly Standing[],
  letIn: readonly LetIn[] = [],
): readonly Stranded[] {
  const all = (people: readonly Standing[]) => [
    ...strandedUnder(DEFAULT_POLICY, null, people, { letIn }),
    ...kept.flatMap(({ policy, systemId, subject }) =>
      strandedUnder(policy, systemId, people, { subject, letIn }),
    ),
  ];
  const keyOf = ({ subject, systemId, name }: Stranded) => JSON.stringify([subject, systemId, name]);
  const known = new Set(all(before).map(keyOf));
  return all(after).filter((one) => !known.has(keyOf(one)));
}

function scopesOf(people: readonly Standing[], systemId: SystemId | null): readonly (SystemId | null)[] {
  if (systemId !== null) return [systemId];
  return [null, ...new Set(people.flatMap(({ memberships }) => [...memberships.keys()]))];
}

/** A sentence that says for whom nobody is left. */
export function strandedWords({ name }: Pick<Stranded, "name">): string {
  return name === null
    ? "Nobody could get a decision: there are too few who may approve."
    : `For what ${name} asks nobody would be left who may approve.`;
}
