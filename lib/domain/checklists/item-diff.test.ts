import { describe, expect, test } from "vitest";
import type { EvidenceId, Sha256Hex, UserId, UtcDate } from "../kernel/ids";
import { itemDiff } from "./item-diff";
import { unanswered } from "./testdata/unanswered";

const snapshot = unanswered("a".repeat(64) as Sha256Hex);
const evidence = (...ids: string[]) => ids as EvidenceId[];

describe("the difference of two revisions of an item", () => {
  test("is empty when both say the same", () => {
    expect(itemDiff(snapshot, { ...snapshot })).toEqual([]);
  });
  test("names each field that changed, in the order of the screen", () => {
    expect(
      itemDiff(snapshot, {
        ...snapshot,
        due: "2026-04-01" as UtcDate,
        status: "done",
        ownerId: "ana" as UserId,
      }),
    ).toEqual([
      { field: "status", before: "to-do", after: "done" },
      { field: "ownerId", before: null, after: "ana" },
      { field: "due", before: null, after: "2026-04-01" },
    ]);
  });
  test("does not care in which order evidence is listed", () => {
    const before = { ...snapshot, evidenceIds: evidence("a", "b") };
    expect(itemDiff(before, { ...snapshot, evidenceIds: evidence("b", "a") })).toEqual([]);
    expect(itemDiff(before, { ...snapshot, evidenceIds: evidence("b", "c") })).toEqual([
      { field: "evidenceIds", before: ["a", "b"], after: ["b", "c"] },
    ]);
  });
  test("of a new item lists what it says", () => {
    expect(itemDiff(null, snapshot).map(({ field }) => field)).toEqual(["status", "phase", "textHash"]);
  });
});
