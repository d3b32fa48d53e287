import type { InstantMs } from "../kernel/ids";

/** How soon and how carefully a request wants to be read. */
export const RISK_LEVELS = ["high", "medium", "low"] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export type Triage = {
  readonly level: RiskLevel;
  /** Higher comes first; within one number what expires sooner. */
  readonly weight: number;
  /** Why it stands where it stands, the strongest reason first. */
  readonly why: readonly string[];
};

/** What the place of a request in the list depends on. */
export type TriageFacts = {
  readonly command: string;
  /** 1 to 4 of the system; null where it concerns the organisation. */
  readonly criticality: number | null;
  readonly expiresAtMs: InstantMs;
  /** Days until when its effect waits after the last signature. */
  readonly delayS: number;
};

/** What the names of commands say about their weight; the longest that fits counts. */
const WEIGHTS: Readonly<Record<string, readonly [weight: number, words: string]>> = {
  policies: [3, "Changes how critical actions are decided"],
  people: [3, "Changes who may do what"],
  tokens: [3, "Lets a program act"],
  external: [3, "Acts outside of Countersign"],
  "external.extend": [2, "Acts outside of Countersign"],
  audit: [3, "Touches the trail"],
  catalogue: [3, "Changes what every system is worth"],
  "systems.archive": [3, "Takes a whole system out of view"],
  systems: [2, "Changes a system"],
  controls: [2, "Weakens a control"],
  architecture: [2, "Changes the architecture"],
  threats: [2, "Makes a threat count for less"],
  "threats.accept-finding": [2, "Leaves a threat open"],
  "checklists.pass-gate": [2, "Opens a phase gate"],
  "checklists.delete-evidence": [2, "Removes proof"],
  checklists: [2, "Leaves an item open"],
  latency: [1, "Loosens a latency budget"],
};
/** What nobody has weighed is taken for heavy. */
export const UNKNOWN = [3, "An action of a kind that is not weighed yet"] as const;

const ORGANISATION_CRITICALITY = 4;
const HIGH_FROM = 6;
const MEDIUM_FROM = 4;
const HOUR_MS = 3_600_000;
const URGENT_HOURS = 2;

/**
 * Sorts an open request by risk: how heavy the command is (1 to 3) plus how critical what it touches (1 to 4), 6 and
 * more is high, 4 and 5 medium; what runs out within two hours moves up one level, so that it is not overlooked.
 */
export function triageOf(facts: TriageFacts, nowMs: InstantMs): Triage {
  const { command, criticality, expiresAtMs, delayS } = facts;
  const [weight, action] = weightOf(command);
  const hoursLeft = (expiresAtMs - nowMs) / HOUR_MS;
  const own = weight + (criticality ?? ORGANISATION_CRITICALITY);
  const sum = own + (hoursLeft < URGENT_HOURS ? 2 : 0);
  return {
    level: sum >= HIGH_FROM ? "high" : sum >= MEDIUM_FROM ? "medium" : "low",
    weight: sum,
    why: [
      action,
      criticality === null ? "concerns the whole organisation" : `criticality ${criticality} of 4`,
      ...(hoursLeft < URGENT_HOURS ? ["little time left"] : []),
      ...(delayS === 0
        ? ["takes effect with the last signature"]
        : ["can be stopped after the last signature"]),
    ],
  };
}

/** Compares two requests: the heavier first, then what expires sooner. */
export function byRisk(
  one: { readonly triage: Triage; readonly expiresAtMs: InstantMs },
  other: { readonly triage: Triage; readonly expiresAtMs: InstantMs },
): number {
  const levels = RISK_LEVELS.indexOf(one.triage.level) - RISK_LEVELS.indexOf(other.triage.level);
  return levels || other.triage.weight - one.triage.weight || one.expiresAtMs - other.expiresAtMs;
}

function weightOf(command: string): readonly [number, string] {
  const name = Object.keys(WEIGHTS)
    .filter(
      (prefix) => command === prefix || command.startsWith(`${prefix}.`) || command.startsWith(`${prefix}-`),
    )
    .sort((one, other) => other.length - one.length)[0];
  return (name && WEIGHTS[name]) || UNKNOWN;
}
