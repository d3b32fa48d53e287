import { describe, expect, test } from "vitest";
import { driftBetween } from "../approvals/need";
import { emptyModel } from "../architecture/system-model";
import type { Item } from "../checklists/item";
import type { ElementId, SystemId, UserId, UtcDate } from "../kernel/ids";
import { addDays, startOfDayMs } from "../kernel/utc-date";
import { GATE_IDS, type Gate, type GateId, phaseAfter } from "./gate";
import { gateItems, verdictWords } from "./gate-item";
import { gateNeed, type WantedPassage } from "./gate-need";
import { gateStandings } from "./gate-standing";
import { type Ground, groundOf, reopenedBy } from "./ground";
import type { Passage } from "./passage";
import { day, exceptedItem, mustItem, provenItem, system, today } from "./testdata/items";

const PHASES = ["design", "implementation", "deployment", "operations", "operations"] as const;
const gates: readonly Gate[] = GATE_IDS.map((id, index) => ({
  id,
  from: PHASES[index] ?? "design",
  to: PHASES[index + 1] ?? "operations",
  purpose: "Thought through.",
  entry: [{ id: `${id}-in`, text: "It began well." }],
  exit: [{ id: `${id}-out`, text: "It ended well." }],
  looksAt: [{ check: "Look here.", items: ["item-1"] }],
}));
const ground: Ground = { dataClasses: [], zones: {}, crossings: {}, suppliers: {} };
const passage = (gate: GateId, number: number, on: UtcDate, over: Partial<Ground> = {}): Passage => ({
  gate,
  number,
  atMs: startOfDayMs(on),
  requestNumber: 1,
  by: { id: "jonas" as UserId, name: "Jonas Weber", handle: "jonas" },
  reason: "Ready.",
  snapshot: { criteria: [], items: [], findings: {}, ground: { ...ground, ...over } },
});
const standingsOf = (items: readonly Item[], passages: readonly Passage[] = [], on = today, now = ground) =>
  gateStandings({ gates, items, system, ground: now, passages, today: on });
const wordsOf = (item: Item, on = today) =>
  gateItems([item], system, "design", on).map(({ verdict }) => verdictWords(verdict));

describe("a must-item before its gate", () => {
  test("is done with proof that holds for seven more days, and not with six", () => {
    expect(wordsOf(provenItem(1, addDays(today, -83)))).toEqual(["Proven until 2026-03-17"]);
    expect(wordsOf(provenItem(1, addDays(today, -84)))).toEqual([
      "Blocks: Its proof ends in 6 days; a gate needs 7",
    ]);
  });
  test("may be left open by an exception, until 00:00 UTC of its day", () => {
    const item = exceptedItem(1, day("2026-03-11"));
    expect(wordsOf(item)).toEqual(["Left open by X-3 until 2026-03-11"]);
    expect(wordsOf(item, day("2026-03-11"))).toEqual([
      "Blocks: Nobody has answered; X-3 lapsed on 2026-03-11",
    ]);
  });
  test("that doesn't apply is said with its reason, by the system's kind or by two persons", () => {
    const other = mustItem(1);
    const elsewhere = { ...other, text: { ...other.text, appliesTo: ["edge" as const] } };
    expect(wordsOf(elsewhere)[0]).toMatch(/^Not applicable: Asked of edge systems only/);
    expect(wordsOf(exceptedItem(1, day("2026-04-01"), "not-applicable"))).toEqual([
      "Not applicable by X-3 until 2026-04-01: Replaced in May.",
    ]);
  });
  test("blocks while it is unknown, planned, claimed or expired; other items and phases don't", () => {
    expect(wordsOf(mustItem(1))).toEqual(["Blocks: Nobody has answered"]);
    expect(wordsOf(mustItem(1, { status: "in-progress", answeredOn: today }))).toEqual([
      "Blocks: In progress",
    ]);
    expect(wordsOf(mustItem(1, { status: "done", answeredOn: today, attestedOn: today }))).toEqual([
      "Blocks: Said to be done, but nothing shows it",
    ]);
    expect(wordsOf(provenItem(1, addDays(today, -90)))).toEqual(["Blocks: Its proof expired on 2026-03-10"]);
    const item = mustItem(1);
    expect(gateItems([{ ...item, text: { ...item.text, must: false } }], system, "design", today)).toEqual(
      [],
    );
    expect(gateItems([item], system, "operations", today)).toEqual([]);
  });
});

describe("the gates of a system", () => {
  const proven = provenItem(1, today);
  test("are passed one after the other", () => {
    const [first, second] = standingsOf([proven, { ...provenItem(2, today), phase: "implementation" }]);
    expect(first?.blocks).toEqual([]);
    expect(second?.blocks.map(({ why }) => why)).toEqual([
      "The gate from design to implementation is not passed yet.",
    ]);
    const after = standingsOf(
      [proven, { ...provenItem(2, today), phase: "implementation" }],
      [passage("design-to-implementation", 1, today)],
    );
    expect(after[1]?.blocks).toEqual([]);
  });
  test("put it into the phase after the furthest one that it passed", () => {
    expect(phaseAfter([], gates)).toBe("design");
    expect(phaseAfter(["implementation-to-deployment", "design-to-implementation"], gates)).toBe(
      "deployment",
    );
    expect(phaseAfter(["operations-review"], gates)).toBe("operations");
  });
  test("are no longer covered since the day on which the first proof ended, and shut the next one", () => {
    const items = [provenItem(1, day("2026-01-01")), provenItem(2, day("2025-12-20")), proven];
    const passages = [passage("design-to-implementation", 1, day("2026-02-01"))];
    const [first, second] = standingsOf(items, passages, day("2026-04-05"));
    expect(first?.lost?.items.map(({ number }) => number)).toEqual(["DE-01", "DE-02"]);
    expect(first?.lost?.since).toBe("2026-03-20");
    expect(second?.blocks[0]?.why).toBe(
      "The gate from design to implementation is no longer covered: DE-01, DE-02",
    );
    expect(standingsOf(items, passages, day("2026-03-19"))[0]?.lost).toBeNull();
  });
  test("count their newest passage, and a review is due after 180 days", () => {
    const passages = [
      passage("operations-review", 1, addDays(today, -400)),
      passage("operations-review", 2, addDays(today, -180)),
    ];
    expect(standingsOf([], passages)[3]).toMatchObject({ isDue: true, passed: { number: 2 } });
    expect(standingsOf([], passages, addDays(today, -1))[3]?.isDue).toBe(false);
  });
});

describe("a design", () => {
  const zone = (name: string, coordination: "none" | "full") => ({ name, coordination });
  const a = "a" as ElementId;
  const b = "b" as ElementId;
  const then: Ground = { ...ground, dataClasses: ["payment"], zones: { [a]: zone("Z-1 Core", "none") } };
  test("is thought through again for what came under it", () => {
    const now: Ground = {
      dataClasses: ["payment", "health"],
      zones: { [a]: zone("Z-1 Core", "full"), [b]: zone("Z-2 Partner", "none") },
      crossings: { [b]: "F-1 Web to API" },
      suppliers: { [a]: "C-9 Bank" },
    };
    expect(reopenedBy(then, now)).toEqual([
      "The zone Z-2 Partner is new.",
      "Members of Z-1 Core share something else: one authority, before nothing.",
      "F-1 Web to API crosses a trust boundary and did not before.",
      "The supplier C-9 Bank gets data.",
      "The system handles health data now.",
    ]);
    expect(reopenedBy(now, now)).toEqual([]);
  });
  test("is not where something was only taken away", () => {
    expect(reopenedBy(then, ground)).toEqual([]);
    expect(groundOf(emptyModel("s" as SystemId, "x"), { dataClasses: [] })).toEqual(ground);
  });
});

describe("what two persons sign of a gate", () => {
  const wanted = (items: readonly Item[], over: Partial<WantedPassage> = {}): WantedPassage => ({
    gate: gates[0] as Gate,
    systemName: "Ledger",
    phase: "design",
    items: gateItems(items, system, "design", today),
    findings: {},
    levelNames: ["Very low", "Low", "Medium", "High", "Critical"],
    exceptions: [],
    blocks: [],
    reason: "Ready.",
    authors: [],
    ...over,
  });
  const drift = (asked: WantedPassage, now: WantedPassage) =>
    driftBetween(gateNeed(asked).changes, gateNeed(now).changes);
  const proven = provenItem(1, today);

  test("names the phase, the items, the uncovered threats by level, and what was vouched for", () => {
    const { about, changes } = gateNeed(wanted([proven], { findings: { "r@a": 5, "r@b": 3, "s@b": 3 } }));
    expect(about).toBe("Pass Ledger from design to implementation");
    const lines = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
    expect(lines).toMatchObject({
      Phase: "implementation",
      "Threats that nothing covers": "1 critical, 2 medium",
      "DE-01 Item 1": "Proven until 2026-06-08",
      "Vouched for, 2": "It ended well.",
      "Look at, 1": "Look here.",
    });
    expect(gateNeed(wanted([proven], { phase: "operations" })).changes[0]?.after).toBe(
      "operations, looked at again",
    );
  });
  test("holds while there is more proof and less to fear", () => {
    const asked = wanted([proven, exceptedItem(2, day("2026-04-01"))], { findings: { "r@a": 4, "r@b": 2 } });
    expect(drift(asked, asked)).toBeNull();
    const better = wanted([provenItem(1, addDays(today, -1)), provenItem(2, today), provenItem(3, today)], {
      findings: { "r@a": 3 },
    });
    expect(drift(asked, better)).toBeNull();
  });
  test.each([
    ["an item lost its proof", wanted([mustItem(1)])],
    ["an item is left open by now", wanted([exceptedItem(1, day("2026-04-01"))])],
    ["there is a new open item", wanted([proven, mustItem(2)])],
    ["an item is gone", wanted([])],
    ["a finding is new", wanted([proven], { findings: { "r@a": 2, "r@b": 1 } })],
    ["a finding is higher", wanted([proven], { findings: { "r@a": 3 } })],
    ["the gate before is not covered any more", wanted([proven], { blocks: ["Not covered."] })],
    ["the phase is another", wanted([proven], { phase: "operations" })],
  ])("is overtaken where %s", (_what, now) => {
    expect(drift(wanted([proven], { findings: { "r@a": 2 } }), now)).not.toBeNull();
  });
  test("is overtaken by another kind or a longer term of exception, not by a shorter one", () => {
    const until = (on: string, kind: "accept" | "not-applicable" = "accept") =>
      wanted([exceptedItem(1, day(on), kind)]);
    expect(drift(until("2026-04-01"), until("2026-04-02"))).not.toBeNull();
    expect(drift(until("2026-04-01"), until("2026-03-31"))).toBeNull();
    expect(drift(until("2026-04-01"), until("2026-04-01", "not-applicable"))).not.toBeNull();
  });
});
