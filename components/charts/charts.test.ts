import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawHops } from "./hop-places";
import { evenly, type LossCurve, lossRows, lossShare, lossSpan, readingAt } from "./loss-curves";
import { linearTicks, logTicks, percentOf, shareBetween } from "./scale";

describe("ticks", () => {
  test("are round and within the range", () => {
    expect(linearTicks(0, 63.6, 8)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(linearTicks(-0.6, 2.1, 5)).toEqual([0, 1, 2]);
    expect(linearTicks(3, 3, 5)).toEqual([]);
    expect(logTicks(1e5, 6e7)).toEqual([1e5, 1e6, 1e7]);
    expect(logTicks(2e5, 3e6)).toEqual([2e5, 5e5, 1e6, 2e6]);
  });

  test("never more than asked for, and rising", () => {
    const range = fc.tuple(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
    );
    fc.assert(
      fc.property(range, fc.integer({ min: 2, max: 12 }), ([from, width], countMax) => {
        const ticks = linearTicks(from, from + width, countMax);
        expect(ticks.length).toBeLessThanOrEqual(countMax);
        expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
      }),
    );
  });

  test("places outside the axis are kept at its ends", () => {
    expect(shareBetween(-1, 0, 10)).toBe(0);
    expect(shareBetween(11, 0, 10)).toBe(1);
    expect(percentOf(1 / 3)).toBe("33.333%");
  });
});

const hop = (key: string, ...times: readonly (number | null)[]) => ({
  key,
  label: key,
  from: "a",
  to: key,
  msRunning: null,
  segments: times.map((ms) => ({ kind: "token" as const, label: "Token", ms })),
});

describe("bars of hops", () => {
  test("each begins where the one before ends", () => {
    const { hops } = drawHops([hop("a", 10, 5), hop("b", 3)], 18, 60, []);
    expect(hops[1]!.segments[0]!.left).toBeCloseTo(hops[0]!.endShare);
    expect(hops[0]!.msShare).toBe(15);
    expect(hops[0]!.connectorShare).toBe(hops[0]!.endShare);
    expect(hops[1]!.connectorShare).toBeNull();
  });

  test("an unknown step takes no room and is not zero", () => {
    const { hops } = drawHops([hop("a", null, 5)], null, 60, []);
    expect(hops[0]!.segments).toHaveLength(1);
  });

  test("hatches what lies past the budget, on the hop and on the whole", () => {
    const { hops, whole, budgetShare } = drawHops([hop("a", 50), hop("b", 13)], 63, 60, []);
    expect(hops[0]!.over).toBeNull();
    expect(hops[1]!.over!.left).toBeCloseTo(budgetShare!);
    expect(whole).toMatchObject({ rest: "3\u00a0ms over" });
    expect(drawHops([hop("a", 60)], 60, 60, []).whole).toMatchObject({ over: null, rest: "0\u00a0ms left" });
  });

  test("says that a path is unknown, or has no budget", () => {
    expect(drawHops([], null, 60, []).whole).toMatchObject({
      rest: null,
      words: "The whole path is unknown",
    });
    expect(drawHops([hop("a", 5)], 5, null, []).whole.words).toBe("5\u00a0ms spent, no budget");
  });
});

const point = (lossAmount: number, probability: number) => ({
  lossAmount,
  probability,
  low: probability * 0.9,
  high: Math.min(1, probability * 1.1),
});
const curve = (kind: LossCurve["kind"], ...points: LossCurve["points"]): LossCurve => ({
  kind,
  label: kind,
  points,
});

describe("loss curves", () => {
  const today = curve("today", point(0, 1), point(1e5, 0.6), point(1e6, 0.3), point(1e7, 0.02));
  const plan = curve("plan", point(1e5, 0.4), point(5e6, 0.01));

  test("a logarithmic axis leaves out nothing lost, and covers four powers of ten at most", () => {
    expect(lossSpan([today, plan], [], "log")).toEqual({ scale: "log", from: 1e5, to: 1e7 });
    expect(lossSpan([curve("today", point(1, 0.9), point(1e9, 0.1))], [], "log").from).toBe(1e5);
    expect(lossSpan([today], [{ lossAmount: 5e7, probability: 0.1 }], "linear")).toEqual({
      scale: "linear",
      from: 0,
      to: 5e7,
    });
  });

  test("a curve of one loss still has an axis", () => {
    expect(lossSpan([curve("today", point(1e6, 0.1))], [], "log")).toEqual({
      scale: "log",
      from: 1e5,
      to: 1e6,
    });
  });

  test("are read along the drawn line between points, and not beyond their ends", () => {
    const span = lossSpan([today, plan], [], "log");
    const half = Math.sqrt(1e6 * 1e7);
    expect(readingAt(today.points, half, span)!.probability).toBeCloseTo(0.16);
    expect(readingAt(today.points, 1e7, span)).toMatchObject({ probability: 0.02 });
    expect(readingAt(plan.points, 6e6, span)).toBeNull();
    expect(readingAt(plan.points, 1e4, span)).toBeNull();
  });

  test("rows hold every point of every curve once, rising", () => {
    const rows = lossRows([today, plan], lossSpan([today, plan], [], "log"));
    expect(rows.map(({ lossAmount }) => lossAmount)).toEqual([1e5, 1e6, 5e6, 1e7]);
    expect(rows.at(-1)!.readings.plan).toBeUndefined();
  });

  test("places rise with the loss", () => {
    const span = lossSpan([today], [], "log");
    expect(lossShare(span, 1e6)).toBeCloseTo(0.5);
  });

  test("thinning keeps both ends", () => {
    expect(evenly([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
    expect(evenly([1, 2], 3)).toEqual([1, 2]);
  });
});
