import type { SystemKind } from "../checklists/applicability";
import type { Item } from "../checklists/item";
import type { InstantMs, UtcDate } from "../kernel/ids";
import { daysBetween, utcDateOf } from "../kernel/utc-date";
import { type Gate, type GateId, gateBefore } from "./gate";
import { type GateItem, gateItems } from "./gate-item";
import type { Ground } from "./ground";
import { type LostCover, lostCover, newestPassages, type Passage, REVIEW_DAYS } from "./passage";

/** What keeps a gate shut: an item, or something about the gate as a whole. */
export type GateBlock = { readonly item: GateItem | null; readonly why: string };

/** Where a gate of a system stands on a day. */
export type GateStanding = {
  readonly gate: Gate;
  readonly items: readonly GateItem[];
  /** Empty: somebody may ask for it. */
  readonly blocks: readonly GateBlock[];
  /** The newest time that it was passed. */
  readonly passed: Passage | null;
  readonly lost: LostCover | null;
  /** A review that is due again. */
  readonly isDue: boolean;
};

/** What gates are decided from. */
export type GateFacts = {
  readonly gates: readonly Gate[];
  readonly items: readonly Item[];
  readonly system: SystemKind;
  readonly ground: Ground;
  readonly passages: readonly Passage[];
  readonly today: UtcDate;
};

/** Where each gate of a system stands, in their order. */
export function gateStandings(facts: GateFacts): readonly GateStanding[] {
  const { gates, items, system, ground, passages, today } = facts;
  const newest = newestPassages(passages);
  const standings: GateStanding[] = [];
  for (const gate of gates) {
    const own = gateItems(items, system, gate.from, today);
    const passed = newest.get(gate.id) ?? null;
    const earlier = standings.find((one) => one.gate.id === gateBefore(gate.id));
    standings.push({
      gate,
      items: own,
      blocks: [...(earlier ? earlierBlocks(earlier) : []), ...itemBlocks(own)],
      passed,
      lost: passed && lostCover(gate, passed, own, ground),
      isDue: gate.from === gate.to && passed !== null && isDue(passed.atMs, today),
    });
  }
  return standings;
}

/** Where one gate stands. */
export const standingOfGate = (standings: readonly GateStanding[], id: GateId): GateStanding | null =>
  standings.find(({ gate }) => gate.id === id) ?? null;

function itemBlocks(items: readonly GateItem[]): readonly GateBlock[] {
  if (items.length === 0)
    return [{ item: null, why: "This phase has no must-items. Give the system a checklist first." }];
  return items.flatMap((item) => (item.verdict.kind === "blocks" ? [{ item, why: item.verdict.why }] : []));
}

function earlierBlocks({ gate, passed, lost }: GateStanding): readonly GateBlock[] {
  const name = `The gate from ${gate.from} to ${gate.to}`;
  if (!passed) return [{ item: null, why: `${name} is not passed yet.` }];
  if (!lost) return [];
  const what = [...lost.items.map(({ number }) => number), ...lost.reopenedBy];
  return [{ item: null, why: `${name} is no longer covered: ${what.join(", ")}` }];
}

const isDue = (passedAtMs: InstantMs, today: UtcDate): boolean =>
  daysBetween(utcDateOf(passedAtMs), today) >= REVIEW_DAYS;
