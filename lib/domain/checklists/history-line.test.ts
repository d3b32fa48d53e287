import { expect, test } from "vitest";
import type { EvidenceId, Sha256Hex, UserId, UtcDate } from "../kernel/ids";
import { historyLines, type KeptState } from "./history-line";
import type { ItemSnapshot } from "./item-diff";
import { unanswered } from "./testdata/unanswered";

const names = {
  person: (id: UserId) => ({ ana: "Ana Kovač", jonas: "Jonas Weber" })[id as string] ?? "?",
  proof: (id: EvidenceId) => `proof ${id}`,
  day: (date: UtcDate) => date.slice(5),
};
const start = unanswered("0" as Sha256Hex);

/** States from one after the other, each by Ana. */
function told(...changes: readonly Partial<ItemSnapshot>[]): readonly string[] {
  let snapshot = start;
  const states: KeptState[] = [{ version: 1, atMs: 0, actorId: null, snapshot }];
  for (const change of changes) {
    snapshot = { ...snapshot, ...change };
    states.unshift({ version: states.length + 1, atMs: states.length, actorId: "ana" as UserId, snapshot });
  }
  return historyLines(states, names).map(({ who, text }) => `${who} ${text}`);
}

test("names who changed what, from what and to what, newest first", () => {
  const jonas = "jonas" as UserId;
  expect(told({ ownerId: jonas }, { due: "2026-12-03" as UtcDate, ownerId: null })).toEqual([
    "Ana Kovač changed the owner: Jonas Weber → nobody",
    "Ana Kovač changed the due day: none → 12-03",
    "Ana Kovač changed the owner: nobody → Jonas Weber",
    "null put it on the checklist",
  ]);
});

test("says the reason with the status, and only once", () => {
  const today = "2026-11-21" as UtcDate;
  const out = { status: "not-applicable" as const, notApplicableReason: "No broker.", answeredOn: today };
  expect(told(out)[0]).toBe("Ana Kovač changed the status: To do → Not applicable (No broker.)");
  expect(told(out)).toHaveLength(2);
});

test("tells the first answer from silence, and a confirmation from an answer", () => {
  const [day, later] = ["2026-11-20", "2026-11-21"] as UtcDate[];
  expect(told({ answeredOn: day ?? null })[0]).toBe("Ana Kovač answered: To do");
  const done = { status: "done" as const, answeredOn: day ?? null, attestedOn: day ?? null };
  expect(told(done, { answeredOn: later ?? null, attestedOn: later ?? null })[0]).toBe(
    "Ana Kovač confirmed it again",
  );
});

test("lists each new proof", () => {
  const [a, b] = ["a", "b"] as EvidenceId[];
  expect(told({ evidenceIds: a ? [a] : [] }, { evidenceIds: a && b ? [a, b] : [] })[0]).toBe(
    "Ana Kovač added the proof “proof b”",
  );
});

test("leaves out the oldest state that is only there to compare with", () => {
  const state = (version: number): KeptState => ({ version, atMs: 0, actorId: null, snapshot: start });
  expect(historyLines([state(8), state(7)], names)).toEqual([]);
});

test("says when it left the checklist and when it came back", () => {
  expect(told({ retired: true }, { retired: false }).slice(0, 2)).toEqual([
    "Ana Kovač came back",
    "Ana Kovač left the checklist",
  ]);
});

test("says nothing of a field that earlier revisions did not keep", () => {
  const { retired: _retired, phase: _phase, attestedBy: _attestedBy, ...kept } = start;
  const state = { atMs: 0, actorId: null };
  const states = [
    { ...state, version: 2, snapshot: { ...start, attestedBy: "ana" as UserId } },
    { ...state, version: 1, snapshot: kept as ItemSnapshot },
  ];
  expect(historyLines(states, names).map(({ text }) => text)).toEqual(["put it on the checklist"]);
});
