import { type ItemStanding, lacksProof } from "./item-state";
import { PHASES, type Phase, type State } from "./vocabulary";

/** Weight of an item in the mean credit. Source: design/model.md, "Score". */
export const MUST_WEIGHT = 3;
/** Of every other item. */
export const OTHER_WEIGHT = 1;

export interface CountedItem {
  readonly phase: Phase;
  readonly must: boolean;
  readonly standing: ItemStanding;
}

/** What a list of items adds up to. */
export interface Tally {
  readonly total: number;
  readonly byState: Readonly<Record<State, number>>;
  /** Must-items that do not yet let their gate open: neither proven nor not applicable. */
  readonly mustOpen: number;
  /** Proven among those that count, 0 to 1; null when none counts. */
  readonly provenShare: number | null;
  /** Mean credit, must-items weighing 3 and others 1, not applicable left out; null when none counts. */
  readonly creditMean: number | null;
  readonly overdue: number;
  /** Items whose proof or claim ends within 30 days. */
  readonly expiring: number;
}

export interface Progress {
  readonly overall: Tally;
  readonly byPhase: Readonly<Record<Phase, Tally>>;
}

interface Sum {
  byState: Record<State, number>;
  total: number;
  mustOpen: number;
  overdue: number;
  expiring: number;
  creditSum: number;
  weightSum: number;
}

/** Counts of all items and of each phase, in one pass. */
export function progressOf(items: Iterable<CountedItem>): Progress {
  const overall = emptySum();
  const byPhase: Record<Phase, Sum> = {
    design: emptySum(),
    implementation: emptySum(),
    deployment: emptySum(),
    operations: emptySum(),
  };
  for (const item of items) {
    add(overall, item);
    add(byPhase[item.phase], item);
  }
  const tallies = PHASES.map((phase) => [phase, finish(byPhase[phase])] as const);
  return { overall: finish(overall), byPhase: Object.fromEntries(tallies) as Record<Phase, Tally> };
}

/** Counts of any list of items: a group, a filter's result. */
export function tallyOf(items: Iterable<Omit<CountedItem, "phase">>): Tally {
  const sum = emptySum();
  for (const item of items) add(sum, item);
  return finish(sum);
}

/** Whether an item keeps the gate of its phase shut: a must-item that lacks proof. */
export function blocksGate({ must, standing }: Pick<CountedItem, "must" | "standing">): boolean {
  return must && lacksProof(standing.state);
}

function emptySum(): Sum {
  return {
    byState: { proven: 0, claimed: 0, planned: 0, gap: 0, unknown: 0, "not-applicable": 0 },
    total: 0,
    mustOpen: 0,
    overdue: 0,
    expiring: 0,
    creditSum: 0,
    weightSum: 0,
  };
}

function add(sum: Sum, item: Omit<CountedItem, "phase">): void {
  const { must, standing } = item;
  const { state, credit, badges } = standing;
  sum.total += 1;
  sum.byState[state] += 1;
  if (blocksGate(item)) sum.mustOpen += 1;
  if (credit !== null) {
    const weight = must ? MUST_WEIGHT : OTHER_WEIGHT;
    sum.creditSum += weight * credit;
    sum.weightSum += weight;
  }
  for (const badge of badges) {
    if (badge.kind === "overdue") sum.overdue += 1;
    if (badge.kind === "expiring") sum.expiring += 1;
  }
}

function finish({ creditSum, weightSum, ...counts }: Sum): Tally {
  const counted = counts.total - counts.byState["not-applicable"];
  return {
    ...counts,
    provenShare: counted === 0 ? null : counts.byState.proven / counted,
    creditMean: weightSum === 0 ? null : creditSum / weightSum,
  };
}
