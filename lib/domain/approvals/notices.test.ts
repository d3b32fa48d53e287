import { describe, expect, test } from "vitest";
import type { InstantMs, UserId } from "../kernel/ids";
import { eventOf, noticesOf, RECIPIENTS_MAX } from "./notices";
import type { RequestRecord } from "./request-record";

const id = (name: string) => name as UserId;
const person = (name: string) => ({ id: id(name), name, handle: name });
const T0 = Date.UTC(2026, 10, 30, 12, 0) as InstantMs;
const at = (minutes: number) => (T0 + minutes * 60_000) as InstantMs;

function record(change: {
  readonly state?: string;
  readonly votes?: readonly (readonly [string, "approve" | "reject"])[];
  readonly notBeforeMs?: InstantMs;
  readonly outcome?: string;
  readonly glass?: RequestRecord["glass"];
}): RequestRecord {
  const votes = (change.votes ?? []).map(([name, kind]) => ({
    voterId: id(name),
    kind,
    voter: person(name),
    reason: "Read it and meant it.",
    atMs: at(1),
  }));
  return {
    request: {
      id: "r1",
      requesterId: id("jonas"),
      systemId: null,
      state: change.state ?? "pending",
      notBeforeMs: change.notBeforeMs,
      createdAtMs: T0,
      expiresAtMs: at(120),
      votes,
    },
    number: 7,
    about: "Retire the mesh",
    input: '{"secret":"hunter2"}',
    requester: person("jonas"),
    votes,
    glass: change.glass ?? null,
    outcome: change.outcome ?? null,
  } as unknown as RequestRecord;
}
function told(one: RequestRecord, approvers: readonly string[] = []) {
  const event = eventOf(one, T0);
  return event === null ? null : noticesOf(one, event, approvers.map(id));
}
const to = (drafts: ReturnType<typeof told>) => drafts?.map(({ recipientId }) => recipientId);

describe("who is told", () => {
  test("a new request: everybody who may vote, not who asked", () => {
    expect(to(told(record({}), ["mei", "jonas", "olu"]))).toEqual(["mei", "olu"]);
  });
  test("a signature of several: who asked", () => {
    const drafts = told(record({ votes: [["mei", "approve"]] }), ["mei", "olu"]);
    expect(to(drafts)).toEqual(["jonas"]);
    expect(drafts?.[0]?.title).toBe("mei signed: Retire the mesh");
  });
  test("the last signature of what takes effect at once: nobody until it has", () => {
    expect(told(record({ state: "scheduled", notBeforeMs: T0 }))).toBeNull();
    expect(told(record({ state: "scheduled", notBeforeMs: (T0 + 59_999) as InstantMs }))).toBeNull();
  });
  test("a delayed effect: every approver and who asked, with the moment", () => {
    const one = record({ state: "scheduled", notBeforeMs: at(60), votes: [["mei", "approve"]] });
    const drafts = told(one, ["mei", "olu"]);
    expect(to(drafts)).toEqual(["jonas", "mei", "olu"]);
    expect(drafts?.[0]?.title).toBe("Takes effect on 30 Nov 2026, 13:00 UTC: Retire the mesh");
  });
  test("a rejection: who asked and who signed, not who rejected", () => {
    const one = record({
      state: "rejected",
      votes: [
        ["mei", "approve"],
        ["olu", "reject"],
      ],
    });
    expect(to(told(one))).toEqual(["jonas", "mei"]);
    expect(told(one)?.[0]?.text).toContain("olu said no: Read it and meant it.");
  });
  test("a withdrawal: who voted, not who took it back", () => {
    expect(to(told(record({ state: "withdrawn", votes: [["mei", "approve"]] })))).toEqual(["mei"]);
  });
  test.each(["executed", "failed", "expired", "stale"])("%s: who asked and who voted", (state) => {
    expect(to(told(record({ state, votes: [["mei", "approve"]] })))).toEqual(["jonas", "mei"]);
  });
  test("an emergency: all approvers and who asked, not who did it; its review the other way round", () => {
    const glass = {
      by: { ...person("olu"), onWordOf: [] },
      reason: "Payments are down.",
      atMs: T0,
      reviewUntilMs: at(4_320),
      review: null,
    };
    expect(to(told(record({ state: "scheduled", notBeforeMs: T0, glass }), ["mei", "olu"]))).toEqual([
      "mei",
      "jonas",
    ]);
    const review = { by: person("mei"), atMs: at(60), verdict: "justified", note: "It was." } as const;
    expect(to(told(record({ state: "executed", glass: { ...glass, review } }), ["mei", "olu"]))).toEqual([
      "olu",
      "jonas",
    ]);
  });
});

test("at most so many are told, each once", () => {
  const many = Array.from({ length: 500 }, (_, place) => `p${place}`);
  const recipients = to(told(record({}), [...many, ...many])) ?? [];
  expect(recipients).toHaveLength(RECIPIENTS_MAX);
  expect(new Set(recipients).size).toBe(RECIPIENTS_MAX);
});

test("no notice holds anything of the content that runs", () => {
  for (const state of ["pending", "executed", "failed", "expired", "stale"])
    expect(JSON.stringify(told(record({ state, votes: [["mei", "approve"]] }), ["mei"]))).not.toContain(
      "hunter2",
    );
});

test("a title is cut where the database would refuse it", () => {
  const one = { ...record({}), about: "x".repeat(500) } as RequestRecord;
  expect(told(one, ["mei"])?.[0]?.title).toHaveLength(300);
});
