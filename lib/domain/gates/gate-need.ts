import type { ApprovalNeed, Burden, SignedChange } from "../approvals/need";
import { PHASES, type Phase } from "../checklists/vocabulary";
import type { UserId, UtcDate } from "../kernel/ids";
import { startOfDayMs } from "../kernel/utc-date";
import { criteriaOf, type Gate } from "./gate";
import { type GateItem, type GateVerdict, verdictWords } from "./gate-item";

/** Somebody's wish to pass a gate. */
export type WantedPassage = {
  readonly gate: Gate;
  readonly systemName: string;
  /** The phase in which the system is. */
  readonly phase: Phase;
  readonly items: readonly GateItem[];
  /** Findings that nothing covers, by id, with the level of each, 1 to 5. */
  readonly findings: Readonly<Record<string, number>>;
  /** What the levels are called, from 1 to 5. */
  readonly levelNames: readonly string[];
  /** In words, for each exception that leaves one of the items open: "X-3 until 2027-01-10, Ana Reyes answers for it". */
  readonly exceptions: readonly string[];
  /** What keeps the gate shut beside the items, in words. */
  readonly blocks: readonly string[];
  readonly reason: string;
  /** Those who added the evidence. */
  readonly authors: readonly UserId[];
};

const DAY_MS = 86_400_000;

/**
 * What a second person signs when a system passes a gate: always two persons. More proof and fewer findings don't overtake
 * what was signed; a lost proof, another exception, a new item or finding does.
 */
export function gateNeed(wanted: WantedPassage): ApprovalNeed {
  const { gate, systemName, reason, authors } = wanted;
  return {
    about: gateTitle(gate, systemName),
    reason: "A phase gate is passed by two persons: one asks, another looks at what it rests on.",
    asked: reason,
    authors,
    changes: [
      phaseLine(wanted),
      findingsLine(wanted),
      exceptionsLine(wanted),
      groundLine(wanted),
      ...wanted.items.map(itemLine),
      ...criteriaOf(gate).map(({ text }, index) => staying(`Vouched for, ${index + 1}`, text)),
      ...gate.looksAt.map(({ check }, index) => staying(`Look at, ${index + 1}`, check)),
    ],
  };
}

/** What passing a gate is called. */
export function gateTitle(gate: Gate, systemName: string): string {
  return gate.from === gate.to
    ? `Keep ${systemName} in ${gate.to}`
    : `Pass ${systemName} from ${gate.from} to ${gate.to}`;
}

function phaseLine({ gate, phase }: WantedPassage): SignedChange {
  const after = PHASES.indexOf(gate.to) > PHASES.indexOf(phase) ? gate.to : phase;
  return after === phase
    ? staying("Phase", `${phase}, looked at again`)
    : { field: "Phase", before: phase, after };
}

/** Each finding weighs its level, so one that is new or higher overtakes what was signed. */
function findingsLine({ findings, levelNames }: WantedPassage): SignedChange {
  const counts = levelNames.map((name, index) => ({
    name: name.toLowerCase(),
    count: Object.values(findings).filter((level) => level === index + 1).length,
  }));
  const words = counts
    .toReversed()
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${name}`);
  const text = words.length === 0 ? "None" : words.join(", ");
  return { ...staying("Threats that nothing covers", text), burden: findings };
}

function groundLine({ blocks }: WantedPassage): SignedChange {
  const text = blocks.length === 0 ? "Passed and covered" : blocks.join("\n");
  return { ...staying("The gates before", text), burden: blocks.length === 0 ? {} : { shut: blocks.length } };
}

/** Only for reading: each exception weighs on the line of its item. */
function exceptionsLine({ exceptions }: WantedPassage): SignedChange {
  const text = exceptions.length === 0 ? "None" : exceptions.join("\n");
  return { ...staying("Open exceptions", text), burden: {} };
}

function itemLine({ number, title, verdict }: GateItem): SignedChange {
  return { ...staying(`${number} ${title}`, verdictWords(verdict)), burden: burdenOf(verdict) };
}

/** An exception weighs as long as it lasts. */
function burdenOf(verdict: GateVerdict): Burden {
  switch (verdict.kind) {
    case "done":
      return {};
    case "left-open":
      return { "left open": dayNumber(verdict.until) };
    case "left-out":
      return { "left out": verdict.until ? dayNumber(verdict.until) : Number.MAX_SAFE_INTEGER };
    case "blocks":
      return { blocks: 1 };
  }
}

const dayNumber = (day: UtcDate): number => Math.round(startOfDayMs(day) / DAY_MS);
const staying = (field: string, text: string): SignedChange => ({ field, before: text, after: text });
