import type { SeedInputs } from "./seed-return";

/** The three numbers of the seed's formula, in its order. */
export const SEED_FIELDS = ["probability", "breach", "spend"] as const;
export type SeedFieldName = (typeof SEED_FIELDS)[number];

/** The seed's own example. */
export const SEED_EXAMPLE: Readonly<Record<SeedFieldName, string>> = {
  probability: "10",
  breach: "10 M",
  spend: "500 k",
};

/** One of them as it was written, with what is wrong with it. */
export interface SeedField {
  readonly name: SeedFieldName;
  readonly text: string;
  readonly error: string | null;
}

/** What somebody wrote, and the numbers where all three can be read. */
export interface SeedForm {
  readonly fields: readonly SeedField[];
  readonly inputs: SeedInputs | null;
  /** Nothing but the seed's example. */
  readonly isExample: boolean;
}

/**
 * Reads the three numbers as people write them: "10 M", "500k", "1,200,000"; the probability in percent. What is left out
 * is the seed's example.
 */
export function readSeedForm(read: (name: SeedFieldName) => string | null): SeedForm {
  const texts = SEED_FIELDS.map((name) => ({
    name,
    text: (read(name) ?? SEED_EXAMPLE[name]).trim().slice(0, 40),
  }));
  const parsed = texts.map(({ name, text }) => ({
    name,
    text,
    value: name === "probability" ? percent(text) : amount(text),
  }));
  const [probability, breach, spend] = parsed.map(({ value }) => value);
  const known = typeof probability === "number" && typeof breach === "number" && typeof spend === "number";
  return {
    fields: parsed.map(({ name, text, value }) => ({
      name,
      text,
      error: typeof value === "string" ? value : null,
    })),
    inputs: known
      ? { breachProbabilityPerYear: probability / 100, breachCostAmount: breach, costPerYear: spend }
      : null,
    isExample: texts.every(({ name, text }) => text === SEED_EXAMPLE[name]),
  };
}

function percent(text: string): number | string {
  const value = Number(text.replace(/\s*%$/, "").replace(",", ".") || Number.NaN);
  return value >= 0 && value <= 100 ? value : "Give a percentage from 0 to 100.";
}

const FACTOR: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, b: 1e9 };

function amount(text: string): number | string {
  const [, digits = "", suffix = ""] = /^([\d\s.,']+?)\s*([kmb]?)$/i.exec(text) ?? [];
  const value =
    Number(digits.replaceAll(/[\s,']/g, "") || Number.NaN) * (FACTOR[suffix.toLowerCase()] ?? Number.NaN);
  return value >= 0 && value <= 1e15 ? value : "Give an amount, as in 500 k or 10 M.";
}
