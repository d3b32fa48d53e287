import type { z } from "zod";
import { type Problem, pathText, quoted } from "../problem/problem";

type Issue = z.core.$ZodIssue;
type LineOf = (path: readonly PropertyKey[]) => number | null;

/**
 * Says what to do about one finding of a schema.
 *
 * @param data the document that was checked, to show what stands there now.
 * @returns one problem, or one for each field that is not known.
 */
export function explainIssue(issue: Issue, data: unknown, lineOf: LineOf): readonly Problem[] {
  const at = (path: readonly PropertyKey[], message: string): Problem => ({
    line: lineOf(path),
    path: pathText(path),
    message,
  });
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) =>
      at(
        [...issue.path, name],
        `The field ${quoted(name)} is not known here: correct its spelling or remove it.`,
      ),
    );
  return [at(issue.path, adviceFor(issue, valueAt(data, issue.path)))];
}

function adviceFor(issue: Issue, found: unknown): string {
  if (found === undefined && issue.code !== "custom") return "This field is missing: add it.";
  switch (issue.code) {
    case "invalid_type":
      return typeAdvice(issue.expected, found);
    case "invalid_value":
      return `Write one of ${issue.values.join(", ")}; found ${shown(found)}.`;
    case "too_big":
      return sizeAdvice(issue.origin, "at most", Number(issue.maximum), found);
    case "too_small":
      return sizeAdvice(issue.origin, "at least", Number(issue.minimum), found);
    case "invalid_key":
      return issue.issues[0]?.message ?? "Correct this name.";
    default:
      return issue.message;
  }
}

function typeAdvice(expected: string, found: unknown): string {
  if (expected === "string" && (typeof found === "number" || typeof found === "boolean"))
    return `Put ${String(found)} in quotes, so that it is read as text.`;
  const wanted: Readonly<Record<string, string>> = {
    string: "a text",
    boolean: "true or false",
    array: "a list",
    object: "fields with values",
    record: "fields with values",
    int: "a whole number",
    number: "a number",
  };
  return `Write ${wanted[expected] ?? expected} here; found ${shown(found)}.`;
}

function sizeAdvice(origin: string, bound: string, size: number, found: unknown): string {
  if (origin === "string" && typeof found === "string")
    return size === 1 && bound === "at least"
      ? "Write something here; it is empty."
      : `Use ${bound} ${size} characters; these are ${found.length}.`;
  if (origin === "array")
    return `List ${bound} ${size}; found ${Array.isArray(found) ? found.length : "none"}.`;
  return `Write a number of ${bound} ${size}; found ${shown(found)}.`;
}

function shown(found: unknown): string {
  if (Array.isArray(found)) return "a list";
  if (found === null) return "nothing";
  return typeof found === "object" ? "fields" : quoted(found);
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, step) =>
      typeof part === "object" && part !== null && Object.hasOwn(part, step)
        ? (part as Readonly<Record<PropertyKey, unknown>>)[step]
        : undefined,
    data,
  );
}
