import { err, type Result } from "@/lib/domain/kernel/result";

/** One thing that is wrong with a file, and what to do about it. */
export interface Problem {
  /** Counted from 1; null when the problem has no place. */
  readonly line: number | null;
  /** Where in the document, as in `items[3].proof`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
}

/** Why nothing of a file was taken. */
export interface FileRefusal {
  /** In the order of the lines, at most `PROBLEMS_SHOWN_MAX`. */
  readonly problems: readonly Problem[];
  /** How many more there are. */
  readonly more: number;
}

export const PROBLEMS_SHOWN_MAX = 200;

/** Refuses a file with all that is wrong with it: the first 200 problems by line, and the count of the rest. */
export function refuseFile(problems: readonly Problem[]): Result<never, FileRefusal> {
  const byLine = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return err({
    problems: byLine.slice(0, PROBLEMS_SHOWN_MAX),
    more: Math.max(0, byLine.length - PROBLEMS_SHOWN_MAX),
  });
}

/** Writes a path as people read it: `items[3].proof.accepts`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}

/** A foreign text as it may be shown in a message: one line, cut, in quotes. */
export function quoted(value: unknown): string {
  const text = plainText(value)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}

/** An object of a foreign file may claim to turn itself into a text, and can't. */
function plainText(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return String(value);
}
