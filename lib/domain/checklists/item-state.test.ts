import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { UtcDate } from "../kernel/ids";
import { addDays } from "../kernel/utc-date";
import { expiryOf, type ItemFacts, itemState, nextChange, type ValidSpan } from "./item-state";
import { ITEM_STATUSES } from "./vocabulary";

const day = (text: string) => text as UtcDate;
const today = day("2026-03-10");
const facts = (some: Partial<ItemFacts> = {}): ItemFacts => ({
  evidenceValidDays: 90,
  applicability: { applies: true },
  status: "done",
  answeredOn: day("2026-01-01"),
  attestedOn: null,
  notApplicableReason: null,
  due: null,
  evidence: [],
  ...some,
});
const proof = (effectiveOn: string, validDays: number | null = 90): ValidSpan => ({
  effectiveOn: day(effectiveOn),
  expiresOn: expiryOf(day(effectiveOn), validDays),
});

describe("an item with proof", () => {
  test("is proven until the latest of its proofs ends", () => {
    expect(itemState(facts({ evidence: [proof("2026-01-01"), proof("2026-02-01")] }), today)).toEqual({
      state: "proven",
      credit: 1,
      remark: { kind: "proven-until", on: "2026-05-02" },
      badges: [],
    });
  });
  test("counts from its effective day, not before", () => {
    expect(itemState(facts({ evidence: [proof("2026-03-10")] }), today).state).toBe("proven");
    expect(itemState(facts({ evidence: [proof("2026-03-11")] }), today).state).toBe("gap");
  });
  test("ends at the start of the day on which its validity is over", () => {
    const evidence = [proof("2026-01-01")];
    expect(itemState(facts({ evidence }), day("2026-03-31")).state).toBe("proven");
    expect(itemState(facts({ evidence }), day("2026-04-01"))).toEqual({
      state: "gap",
      credit: 0,
      remark: { kind: "expired", on: "2026-04-01" },
      badges: [{ kind: "expired", on: "2026-04-01" }],
    });
  });
  test("without a validity never ends", () => {
    expect(
      itemState(facts({ evidenceValidDays: null, evidence: [proof("1999-01-01", null)] }), today).remark,
    ).toEqual({ kind: "proven-until", on: null });
  });
  test("says that it expires within 30 days, and not on the 31st", () => {
    const evidence = [proof("2026-01-09")];
    expect(itemState(facts({ evidence }), today)).toMatchObject({
      remark: { kind: "expires-soon", on: "2026-04-09", days: 30 },
      badges: [{ kind: "expiring", on: "2026-04-09", days: 30 }],
    });
    expect(itemState(facts({ evidence }), day("2026-03-09")).badges).toEqual([]);
  });
  test("that a later proof takes over does not expire in between", () => {
    const evidence = [proof("2025-12-20"), proof("2026-03-15")];
    expect(itemState(facts({ evidence }), today).remark).toEqual({ kind: "proven-until", on: "2026-06-13" });
  });
  test("is only planned while the work is in progress", () => {
    expect(itemState(facts({ status: "in-progress", evidence: [proof("2026-03-01")] }), today)).toMatchObject(
      { state: "planned", credit: 0, remark: { kind: "planned" } },
    );
  });
});

describe("an item with a claim", () => {
  test("earns half for as long as proof would hold", () => {
    const claimed = facts({ attestedOn: day("2026-02-01") });
    expect(itemState(claimed, today)).toMatchObject({
      state: "claimed",
      credit: 0.5,
      remark: { kind: "claimed-until", on: "2026-05-02" },
    });
    expect(itemState(claimed, day("2026-05-02"))).toMatchObject({
      state: "gap",
      credit: 0,
      remark: { kind: "expired", on: "2026-05-02" },
    });
  });
  test("falls from proven to claimed when the proof ends first", () => {
    const both = facts({ attestedOn: day("2026-03-01"), evidence: [proof("2025-12-20")] });
    expect(nextChange(both, today)).toBe("2026-03-20");
    expect(itemState(both, day("2026-03-20"))).toMatchObject({
      state: "claimed",
      remark: { kind: "claimed-until", on: "2026-05-30" },
      badges: [{ kind: "expired", on: "2026-03-20" }],
    });
    expect(nextChange(both, day("2026-03-20"))).toBe("2026-05-30");
    expect(itemState(both, day("2026-06-15")).remark).toEqual({ kind: "expired", on: "2026-05-30" });
  });
  test("that nobody dated earns nothing", () => {
    expect(itemState(facts(), today)).toMatchObject({
      state: "gap",
      credit: 0,
      remark: { kind: "unattested" },
    });
  });
  test("of a later day does not count yet", () => {
    expect(itemState(facts({ attestedOn: day("2026-03-11") }), today).state).toBe("gap");
  });
});

describe("an item without credit", () => {
  test("is unknown until somebody answers, then a gap", () => {
    expect(itemState(facts({ status: "to-do", answeredOn: null }), today)).toMatchObject({
      state: "unknown",
      remark: { kind: "nobody-answered" },
    });
    expect(itemState(facts({ status: "to-do" }), today)).toMatchObject({
      state: "gap",
      remark: { kind: "not-done" },
    });
  });
  test("is overdue from the day after its due day", () => {
    const open = facts({ status: "to-do", due: today });
    expect(itemState(open, today).badges).toEqual([]);
    expect(itemState(open, day("2026-03-11"))).toMatchObject({
      remark: { kind: "overdue", days: 1 },
      badges: [{ kind: "overdue", days: 1 }],
    });
  });
  test("says first that its proof expired, with overdue beside it", () => {
    expect(
      itemState(facts({ due: day("2026-03-01"), evidence: [proof("2025-11-01")] }), today),
    ).toMatchObject({
      remark: { kind: "expired", on: "2026-01-30" },
      badges: [
        { kind: "expired", on: "2026-01-30" },
        { kind: "overdue", days: 9 },
      ],
    });
  });
  test("is never overdue while it is proven or claimed", () => {
    expect(itemState(facts({ due: day("2026-01-01"), attestedOn: day("2026-03-01") }), today).badges).toEqual(
      [],
    );
  });
});

describe("an item that is not applicable", () => {
  test("by computation is not counted and gives the reason", () => {
    expect(
      itemState(facts({ applicability: { applies: false, reason: "Asked of edge systems only." } }), today),
    ).toEqual({
      state: "not-applicable",
      credit: null,
      remark: { kind: "not-applicable", by: "computed", reason: "Asked of edge systems only." },
      badges: [],
    });
  });
  test("by hand names the person's reason and is never overdue", () => {
    expect(
      itemState(
        facts({ status: "not-applicable", notApplicableReason: "No brokers.", due: day("2026-01-01") }),
        today,
      ),
    ).toMatchObject({
      remark: { kind: "not-applicable", by: "person", reason: "No brokers." },
      badges: [],
    });
  });
});

describe("laws of credit", () => {
  const aDay = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days));
  const aSpan: fc.Arbitrary<ValidSpan> = fc
    .tuple(aDay, fc.option(fc.integer({ min: 1, max: 400 })))
    .map(([effectiveOn, days]) => ({ effectiveOn, expiresOn: expiryOf(effectiveOn, days) }));
  const someFacts: fc.Arbitrary<ItemFacts> = fc.record({
    evidenceValidDays: fc.option(fc.integer({ min: 1, max: 400 })),
    applicability: fc.constantFrom<ItemFacts["applicability"]>(
      { applies: true },
      { applies: false, reason: "." },
    ),
    status: fc.constantFrom(...ITEM_STATUSES, "done" as const, "done" as const),
    answeredOn: fc.option(aDay),
    attestedOn: fc.option(aDay),
    notApplicableReason: fc.constant(null),
    due: fc.option(aDay),
    evidence: fc.array(aSpan, { maxLength: 5 }),
  });

  test("more evidence never lowers the credit", () => {
    fc.assert(
      fc.property(someFacts, aSpan, aDay, (some, span, on) => {
        const before = itemState(some, on).credit;
        const after = itemState({ ...some, evidence: [...some.evidence, span] }, on).credit;
        expect(after === before || (after ?? 0) > (before ?? 0)).toBe(true);
      }),
    );
  });
  test("time alone never raises the credit, unless something dated later becomes effective", () => {
    fc.assert(
      fc.property(someFacts, aDay, fc.integer({ min: 1, max: 500 }), (some, on, later) => {
        const then = addDays(on, later);
        const startsBetween = [some.attestedOn, ...some.evidence.map((span) => span.effectiveOn)].some(
          (start) => start !== null && start > on && start <= then,
        );
        fc.pre(!startsBetween);
        expect(itemState(some, then).credit ?? 0).toBeLessThanOrEqual(itemState(some, on).credit ?? 0);
      }),
    );
  });
  test("the forecast names the first day on which the credit falls, as found by looking at every day", () => {
    fc.assert(
      fc.property(someFacts, aDay, (some, on) => {
        let found: UtcDate | null = null;
        let before = itemState(some, on).credit ?? 0;
        for (let days = 1; days <= 1_300 && found === null; days += 1) {
          const credit = itemState(some, addDays(on, days)).credit ?? 0;
          if (credit < before) found = addDays(on, days);
          before = credit;
        }
        expect(nextChange(some, on)).toBe(found);
      }),
      { numRuns: 60 },
    );
  });
});
