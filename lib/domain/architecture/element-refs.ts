import { err, ok, type Result } from "../kernel/result";
import { ELEMENT_PREFIX } from "./vocabulary";

/** An element as people name it: kind and readable number. */
export interface ElementRefText {
  readonly kind: "flow" | "component";
  readonly number: number;
}

export const REFS_MAX = 200;
const KINDS = ["flow", "component"] as const;

/**
 * Reads flows and components as people write them, as in "F-3, F-4 C-2".
 *
 * @returns each once, in the order of the text; none for an empty text; a sentence where one was not understood
 */
export function parseElementRefs(text: string): Result<readonly ElementRefText[], string> {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  if (words.length > REFS_MAX) return err(`Name at most ${REFS_MAX} elements.`);
  const refs = new Map<string, ElementRefText>();
  for (const word of words) {
    const [, prefix, digits] = /^([FC])-?(\d{1,6})$/i.exec(word) ?? [];
    const kind = KINDS.find((one) => ELEMENT_PREFIX[one] === prefix?.toUpperCase());
    if (!kind || !digits) return err(`“${word.slice(0, 20)}” is no flow or component; write F-3 or C-2.`);
    refs.set(`${kind}-${Number(digits)}`, { kind, number: Number(digits) });
  }
  return ok([...refs.values()]);
}
