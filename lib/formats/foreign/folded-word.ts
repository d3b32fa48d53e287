const CHARS_MAX = 80;

/** A word of a foreign list, folded: lower case, with `-` for everything between words; empty where there is none. */
export function foldedWord(value: unknown): string {
  if (typeof value !== "string") return "";
  const words = value.slice(0, CHARS_MAX).replace(/([a-z])([A-Z])/g, "$1-$2");
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** A folded word as people read it: `in-progress` is "in progress". */
export const spelled = (word: string): string => word.replaceAll("-", " ");
