import type { Phase } from "../checklists/vocabulary";

export const GATE_IDS = [
  "design-to-implementation",
  "implementation-to-deployment",
  "deployment-to-operations",
  "operations-review",
] as const;
export type GateId = (typeof GATE_IDS)[number];

/** Something that no item proves and a person vouches for. */
export type Criterion = {
  /** Kept with each passage, so it never comes to mean something else. */
  readonly id: string;
  readonly text: string;
};

/** What has to be true before a system goes on to its next phase. The must-items of `from` belong to it without being named. */
export type Gate = {
  readonly id: GateId;
  readonly from: Phase;
  readonly to: Phase;
  readonly purpose: string;
  readonly entry: readonly Criterion[];
  readonly exit: readonly Criterion[];
  /** Where an approver looks first, with the keys of the items where it shows. */
  readonly looksAt: readonly { readonly check: string; readonly items: readonly string[] }[];
};

/** All that somebody vouches for who asks for a gate, in order. */
export const criteriaOf = (gate: Gate): readonly Criterion[] => [...gate.entry, ...gate.exit];

/** The gate that has to be passed before this one; null before the first. */
export function gateBefore(id: GateId): GateId | null {
  return GATE_IDS[GATE_IDS.indexOf(id) - 1] ?? null;
}

/**
 * The phase that a system is in: the one after the furthest gate that it passed.
 *
 * @param passed gates that were passed at least once, in any order
 */
export function phaseAfter(passed: readonly GateId[], gates: readonly Gate[]): Phase {
  const furthest = gates.findLast(({ id }) => passed.includes(id));
  return furthest?.to ?? "design";
}
