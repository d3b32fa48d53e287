import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RecordedSpan } from "./recording";
import { type Made, MS, measure, span } from "./testdata/spans";

/** Trees of spans with times in whole milliseconds, also outside their parents, also unknown. */
const forest = fc
  .array(
    fc.record({
      name: fc.constantFrom("tls", "tcp", "authz", "token", "business", "x", "y"),
      from: fc.integer({ min: 0, max: 30 }),
      length: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 8 }),
      parent: fc.integer({ min: -1, max: 24 }),
      link: fc.option(fc.integer({ min: 0, max: 24 }), { freq: 2 }),
    }),
    { maxLength: 25 },
  )
  .map((all) =>
    all.map(({ name, from, length, parent, link }, place) =>
      span(
        name,
        from,
        length === null ? null : from + length,
        parent >= all.length || parent === place ? -1 : parent,
        {
          links: link === null || link >= all.length ? [] : [link],
        },
      ),
    ),
  );

describe("whatever the spans are", () => {
  test("steps and rest add up to the total, and no request has more security than time", () => {
    fc.assert(
      fc.property(forest, (spans) => {
        const told = measure(spans);
        const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
        expect(sum(told.steps.map(({ ms }) => ms)) + (told.msRest ?? 0)).toBeCloseTo(told.msTotal ?? 0, 9);
        expect(told.msRest).toBeGreaterThanOrEqual(0);
        expect(sum(told.requests.map(({ msTotal }) => msTotal))).toBeCloseTo(told.msTotal ?? 0, 9);
        for (const { msTotal, msBySteps } of told.requests)
          expect(sum(Object.values(msBySteps))).toBeLessThanOrEqual(msTotal + 1e-9);
        const own = [...told.rules, ...told.unrecognised].map(({ msOwn }) => msOwn);
        expect(sum(own)).toBeCloseTo(told.msTotal ?? 0, 9);
        for (const { ms, msSelf } of told.rules) {
          expect(msSelf).toBeLessThanOrEqual(ms + 1e-9);
          expect(msSelf).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });
  test("a moment is shared as a slow count of every millisecond has it", () => {
    fc.assert(
      fc.property(forest, (spans) => {
        const flat = spans.map(({ links: _, ...one }, place) => ({
          ...one,
          links: [],
          parent: place === 0 ? -1 : 0,
        }));
        const [root] = flat;
        if (!root || root.nsDuration === null) return;
        const inside = (one: RecordedSpan, ms: number) =>
          one.nsDuration !== null && one.nsStart <= ms * MS && (ms + 1) * MS <= one.nsStart + one.nsDuration;
        const moments = Array.from({ length: 60 }, (_, ms) => ms).filter((ms) => inside(root, ms));
        const isWork = ({ name }: Made) => ["tls", "authz", "token"].includes(name);
        const slow = moments.filter((ms) => {
          const running = flat.slice(1).filter((one) => inside(one, ms));
          const inherits = isWork(root) && running.some(({ name }) => !["tcp", "business"].includes(name));
          return running.length === 0
            ? isWork(root)
            : inherits || running.some(isWork) || isOutOfHandshake(root, running);
        });
        const request = measure(flat).requests.find(
          ({ name, msTotal }) => name === root.name && msTotal * MS === root.nsDuration,
        );
        const fast = Object.values(request?.msBySteps ?? {}).reduce((sum, ms) => sum + ms, 0);
        expect(fast).toBeCloseTo(slow.length, 9);
      }),
      { numRuns: 1_000 },
    );
  });
  test("100,000 spans, in a chain, side by side or one after the other, are shared in seconds", () => {
    const many = (make: (n: number) => RecordedSpan) => Array.from({ length: 100_000 }, (_, n) => make(n));
    const start = performance.now();
    const chain = many((n) => span(n % 2 ? "tls" : "tcp", n, 400_000 - n, n - 1));
    const crowd = many((n) => span(n % 2 ? "token" : "x", n, 200_000 + (n % 7), n === 0 ? -1 : 0));
    const row = many((n) => (n === 0 ? span("r", 0, 300_000) : span("authz", n * 2, n * 2 + 2, 0)));
    const loose = many((n) => span("x", n * 2, n * 2 + 1, n - 1));
    for (const spans of [chain, crowd, row, loose]) expect(measure(spans).msTotal).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(15_000);
  }, 60_000);
});

/** A connect inside of other security work than a handshake belongs to that. */
const isOutOfHandshake = ({ name }: Made, running: readonly Made[]) =>
  ["authz", "token"].includes(name) && running.some((one) => one.name === "tcp");
