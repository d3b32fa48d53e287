import { expect, test } from "vitest";
import type { EvidenceId, Sha256Hex, UserId, UtcDate } from "../kernel/ids";
import { conflictingFields } from "./edit";
import type { ItemSnapshot } from "./item-diff";

const ana = "ana" as UserId;
const jonas = "jonas" as UserId;
const seen: ItemSnapshot = {
  status: "to-do",
  ownerId: null,
  due: null,
  notApplicableReason: null,
  answeredOn: null,
  attestedOn: null,
  textHash: "0" as Sha256Hex,
  evidenceIds: [] as EvidenceId[],
};

test("a field that nobody else touched is no conflict", () => {
  expect(conflictingFields(seen, { ...seen, due: "2026-12-01" as UtcDate }, { ownerId: ana })).toEqual([]);
});

test("the same field changed to something else is one", () => {
  expect(conflictingFields(seen, { ...seen, ownerId: jonas }, { ownerId: ana })).toEqual(["ownerId"]);
});

test("the same field changed to the same is none", () => {
  expect(conflictingFields(seen, { ...seen, ownerId: ana }, { ownerId: ana })).toEqual([]);
});

test("a field that the edit leaves out is none, whatever happened to it", () => {
  expect(conflictingFields(seen, { ...seen, status: "done" }, { ownerId: ana })).toEqual([]);
});

test("two reasons for leaving it out are one", () => {
  const now: ItemSnapshot = { ...seen, status: "not-applicable", notApplicableReason: "No broker here." };
  const wanted = { status: "not-applicable" as const, reason: "Another team answers." };
  expect(conflictingFields(seen, now, wanted)).toEqual(["status"]);
  expect(conflictingFields(seen, now, { ...wanted, reason: "No broker here." })).toEqual([]);
});
