import { STRIDE, type Stride } from "@/lib/domain/catalogue/threat";
import { foldedWord } from "./folded-word";

const LETTER_OF: ReadonlyMap<string, Stride> = new Map([
  ["spoofing", "S"],
  ["tampering", "T"],
  ["repudiation", "R"],
  ["information-disclosure", "I"],
  ["denial-of-service", "D"],
  ["elevation-of-privilege", "E"],
  ...STRIDE.map((letter) => [letter.toLowerCase(), letter] as const),
]);

/** The letter for a category of STRIDE, written out or as its letter; null for anything else. */
export function strideOfWord(value: unknown): Stride | null {
  return LETTER_OF.get(foldedWord(value)) ?? null;
}
