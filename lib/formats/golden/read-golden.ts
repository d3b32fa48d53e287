import { ok, type Result } from "@/lib/domain/kernel/result";
import { explainIssue } from "../checklist-template/explain-issue";
import { leavesOf, type PlacedLeaf } from "../expectation/expectation";
import { readJsonFile } from "../json/read-file";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { type GoldenInputs, goldenSchema, LIMITS } from "./schema";

/** A worked example: what goes in, and apart from it what should come out. */
export interface GoldenFile {
  readonly inputs: GoldenInputs;
  /** Every number (or null) under a field whose name starts with "expected", in the order of the file. */
  readonly expected: readonly PlacedLeaf[];
}

/**
 * Reads a worked example of a whole system.
 *
 * Fields whose names start with "expected" are taken out before anything else is looked at, so that nothing can be
 * computed from them. Refused: more than 4 MB, unknown fields, numbers out of range.
 * @param bytes the file, JSON
 */
export function readGolden(bytes: Uint8Array): Result<GoldenFile, FileRefusal> {
  const document = readJsonFile(bytes, LIMITS.fileBytes);
  if (!document.ok) return document;
  const { data, lineOf } = document.value;
  const parsed = goldenSchema.safeParse(withoutExpected(data));
  if (!parsed.success)
    return refuseFile(parsed.error.issues.flatMap((issue) => explainIssue(issue, data, lineOf)));
  const expected = expectedIn(data, "").filter(({ value }) => typeof value === "number" || value === null);
  return ok({ inputs: parsed.data, expected });
}

const isExpected = (name: string) => name.startsWith("expected");

function withoutExpected(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutExpected);
  if (typeof data !== "object" || data === null) return data;
  const kept = Object.entries(data).filter(([name]) => !isExpected(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutExpected(value)]));
}

function expectedIn(data: unknown, path: string): readonly PlacedLeaf[] {
  if (Array.isArray(data)) return data.flatMap((item, index) => expectedIn(item, `${path}[${index}]`));
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) => {
    const at = path === "" ? name : `${path}.${name}`;
    return isExpected(name) ? leavesOf(value, at) : expectedIn(value, at);
  });
}
