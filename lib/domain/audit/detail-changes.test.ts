import { expect, test } from "vitest";
import { detailChanges } from "./detail-changes";

const ANA = "0190a1b2-0000-7000-8000-000000000001";
const ITEM = "0190a1b2-0000-7000-8000-000000000002";
const nameOf = (id: string) => (id === ANA ? "Ana Kovač" : undefined);

test("only what differs, codes and ids in words", () => {
  const before = { status: "to-do", ownerId: null, due: "2026-12-01", notApplicableReason: null };
  const after = { status: "in-progress", ownerId: ANA, due: "2026-12-01", notApplicableReason: "" };
  expect(detailChanges({ before, after }, nameOf)).toEqual([
    { field: "status", before: "To do", after: "In progress" },
    { field: "owner", before: null, after: "Ana Kovač" },
  ]);
});

test("without an earlier state every field that has a value", () => {
  const after = { role: "security-lead", singleKeys: true, tags: ["pci", "edge"], items: [ITEM], empty: [] };
  expect(detailChanges({ after }, nameOf)).toEqual([
    { field: "role", before: null, after: "Security lead" },
    { field: "single keys", before: null, after: "yes" },
    { field: "tags", before: null, after: "pci, edge" },
    { field: "items", before: null, after: "1 item" },
  ]);
});

test("a detail of any shape is survived", () => {
  for (const odd of [null, undefined, 7, "x", []])
    expect(detailChanges({ before: odd, after: odd }, nameOf)).toEqual([]);
  expect(detailChanges({ after: { deep: { a: 1 } } }, nameOf)[0]?.after).toBe('{"a":1}');
});
