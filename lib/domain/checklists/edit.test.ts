import { expect, test } from "vitest";
import type { Sha256Hex, UserId, UtcDate } from "../kernel/ids";
import { type AskedState, conflictingFields, exceptionReason } from "./edit";
import type { ItemText } from "./item-text";
import { unanswered } from "./testdata/unanswered";

const ana = "ana" as UserId;
const jonas = "jonas" as UserId;
const seen: AskedState = { ...unanswered("0" as Sha256Hex), questionHash: "q" as Sha256Hex };

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
  const now: AskedState = { ...seen, status: "not-applicable", notApplicableReason: "No broker here." };
  const wanted = { status: "not-applicable" as const, reason: "Another team answers." };
  expect(conflictingFields(seen, now, wanted)).toEqual(["status"]);
  expect(conflictingFields(seen, now, { ...wanted, reason: "No broker here." })).toEqual([]);
});

test("an answer to a question that is not asked any more is one, even where the status stayed", () => {
  const now: AskedState = { ...seen, questionHash: "another" as Sha256Hex };
  expect(conflictingFields(seen, now, { status: "done" })).toEqual(["question"]);
  expect(conflictingFields(seen, now, { status: "to-do" })).toEqual(["question"]);
  expect(conflictingFields(seen, now, { ownerId: ana })).toEqual([]);
  const reworded: AskedState = { ...seen, textHash: "1" as Sha256Hex };
  expect(conflictingFields(seen, reworded, { status: "done" })).toEqual([]);
});

test("leaving a must-item out is an exception, and so is another reason for it", () => {
  const text = { title: "Ask", must: true } as ItemText;
  const out = { text, status: "not-applicable" as const, notApplicableReason: "No broker here." };
  const wanted = { status: "not-applicable" as const, reason: "Another team answers." };
  expect(exceptionReason({ ...out, status: "to-do", notApplicableReason: null }, wanted)).not.toBeNull();
  expect(exceptionReason(out, wanted)).not.toBeNull();
  expect(exceptionReason(out, { ...wanted, reason: "No broker here." })).toBeNull();
  expect(exceptionReason({ ...out, text: { ...text, must: false } }, wanted)).toBeNull();
});
