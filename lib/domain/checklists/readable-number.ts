import { assert } from "../kernel/assert";
import { PHASE_PREFIX, PHASES, type Phase } from "./vocabulary";

export interface ReadableNumber {
  readonly phase: Phase;
  /** Counts from 1 within the phase of one system. */
  readonly ordinal: number;
}

const ORDINAL_MAX = 99_999;

/** Writes an item's number as people say it: IM-07, IM-12, OP-123. */
export function formatReadableNumber({ phase, ordinal }: ReadableNumber): string {
  assert(
    Number.isInteger(ordinal) && ordinal >= 1 && ordinal <= ORDINAL_MAX,
    "an item's ordinal is 1 to 99,999",
  );
  return `${PHASE_PREFIX[phase]}-${String(ordinal).padStart(2, "0")}`;
}

/** Reads an item's number in the ways in which people type it (im-7, IM-07, IM 7); null for anything else. */
export function parseReadableNumber(text: string): ReadableNumber | null {
  const match = /^([A-Z]{2})[- ]?0{0,4}([1-9]\d{0,4})$/.exec(text.trim().toUpperCase());
  const phase = PHASES.find((one) => PHASE_PREFIX[one] === match?.[1]);
  return phase && match ? { phase, ordinal: Number(match[2]) } : null;
}
