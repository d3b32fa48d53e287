import { NAME_MAX, PROSE_MAX } from "@/lib/domain/architecture/check-element";

/** Where something stands in a document. */
export type Path = readonly PropertyKey[];
/** Says something about a place of the file. */
export type Note = (path: Path, message: string) => void;

export { NAME_MAX };
/** Longest reference of an element, in UTF-16 units. */
export const REF_MAX = 300;

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none of anything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The entries of a list; none of anything else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text on one line without marks that can't be seen; empty where there is none. */
export function lineOfText(value: unknown, charsMax: number): string {
  if (typeof value !== "string") return "";
  const line = value
    .slice(0, charsMax * 4)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, " ")
    .trim();
  return cut(line, charsMax);
}

/** A text of several lines as people may read it: without HTML, and without marks that can't be seen. */
export function proseOf(value: unknown, charsMax = PROSE_MAX): string {
  if (typeof value !== "string") return "";
  const plain = value
    .slice(0, charsMax * 4)
    .replace(/\r\n?/g, "\n")
    .replace(/<\/?[a-zA-Z!][^<>]*>/g, " ")
    .replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}]/gu, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const wasCut = plain.length > charsMax || value.length > charsMax * 4;
  return wasCut
    ? cut(plain, charsMax)
        .replace(/<\/?[a-zA-Z!][^<>]*$/, "")
        .trim()
    : plain;
}

/** A name as people may read it: one line, without HTML and marks that can't be seen; empty where there is none. */
export const nameOf = (value: unknown, charsMax = NAME_MAX): string =>
  lineOfText(proseOf(value, charsMax * 2), charsMax);

const cut = (text: string, charsMax: number) =>
  text
    .slice(0, charsMax)
    .replace(/\p{Cs}/gu, "")
    .trim();

export const yesOrNo = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null);
