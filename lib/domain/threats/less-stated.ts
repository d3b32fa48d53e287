import type { StatedThreat } from "../architecture/element";

/** What a change of a stated threat takes away from what counts as a threat. */
export type Lessening = "taken-back" | "other-words" | "other-threat" | "places-lost" | "less-likely";

type Counted = Pick<StatedThreat, "name" | "threat" | "places" | "likelihood">;

/**
 * How a stated threat counts for less after a change: such a threat is left by an exception or by two persons, like one
 * that a rule found. Its name is what two persons read when they decide about it. One that names no threat of the catalogue counts nowhere, and so loses nothing.
 *
 * @param after null: it is taken back
 */
export function lessStated(before: Counted, after: Counted | null): readonly Lessening[] {
  if (before.threat === null) return [];
  if (after === null) return ["taken-back"];
  return [
    ...(after.name !== before.name ? ["other-words" as const] : []),
    ...(after.threat !== before.threat ? ["other-threat" as const] : []),
    ...(before.places.some((id) => !after.places.includes(id)) ? ["places-lost" as const] : []),
    ...(after.likelihood < before.likelihood ? ["less-likely" as const] : []),
  ];
}

const WORDS: Readonly<Record<Lessening, string>> = {
  "taken-back": "takes it back",
  "other-words": "gives it another name",
  "other-threat": "makes it another threat",
  "places-lost": "takes it off elements",
  "less-likely": "lowers its likelihood",
};

/** Why a second person is needed, in one sentence. */
export function lesseningReason(name: string, lessenings: readonly Lessening[]): string {
  return `${name} counts as a threat and this ${lessenings.map((one) => WORDS[one]).join(" and ")}, so a second person decides.`;
}
