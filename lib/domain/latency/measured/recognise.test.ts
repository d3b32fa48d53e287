import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StepKind } from "../../catalogue/mechanism";
import { recognise } from "./recognise";
import type { RecognitionRule } from "./recognition-rule";
import type { RecordedSpan, RecordedTrend, Tag } from "./recording";

const MS = 1_000_000;
const rule = (name: string, step: StepKind, rest: Partial<RecognitionRule> = {}): RecognitionRule => ({
  id: name.replaceAll("*", "x"),
  on: "span",
  name,
  tag: null,
  verdict: { kind: "security", step },
  isLowerBound: false,
  reason: "r",
  source: "s",
  ...rest,
});
const not = (name: string, step: StepKind | "any"): RecognitionRule =>
  rule(name, "token", { verdict: { kind: "not", step } });
const RULES = [
  not("tcp", "handshake"),
  not("business", "any"),
  rule("tls", "handshake"),
  rule("authz*", "authorization"),
  rule("token*", "token"),
];
type Made = Partial<RecordedSpan> & { readonly name: string };
/** A span from one millisecond to another, inside the span at a place. */
const span = (
  name: string,
  from: number,
  to: number | null,
  parent = -1,
  rest: object = {},
): RecordedSpan => ({
  origin: "span",
  name,
  service: "",
  parent,
  nsStart: from * MS,
  nsDuration: to === null ? null : (to - from) * MS,
  tags: [],
  links: [],
  ...rest,
});
const measure = (spans: readonly RecordedSpan[], rules = RULES) =>
  recognise({ kind: "spans", format: "F", version: "", found: {}, notes: [], sZero: 1_000, spans }, rules);
const steps = (spans: readonly RecordedSpan[], rules = RULES) =>
  Object.fromEntries(measure(spans, rules).steps.map(({ step, ms }) => [step, ms]));

describe("security work in a trace", () => {
  test("is what a rule recognises, with all inside that has no rule of its own", () => {
    const told = measure([
      span("request", 0, 100),
      span("authz.check", 10, 40, 0),
      span("get", 15, 35, 1),
      span("query", 50, 90, 0),
    ]);
    expect(told).toMatchObject({ msTotal: 100, msSecurity: 30, msRest: 70 });
    expect(told.rules).toEqual([
      { rule: "authzx", step: "authorization", spans: 1, ms: 30, msSelf: 30, msOwn: 30, unknown: 0 },
    ]);
    expect(told.unrecognised.map(({ name, msOwn }) => [name, msOwn])).toEqual([
      ["query", 40],
      ["request", 30],
      ["get", 0],
    ]);
  });
  test("counts once where it is nested, for the inner step", () => {
    const nested = [
      span("request", 0, 50),
      span("authz", 0, 30, 0),
      span("tls", 5, 20, 1),
      span("token", 8, 10, 2),
    ];
    expect(steps(nested)).toEqual({ handshake: 13, token: 2, authorization: 15 });
    expect(measure(nested).rules.map(({ rule, ms, msSelf }) => [rule, ms, msSelf])).toEqual([
      ["authzx", 30, 15],
      ["tls", 15, 13],
      ["tokenx", 2, 2],
    ]);
  });
  test("a TLS span contains its TCP connect, which belongs to what stands around the handshake", () => {
    expect(steps([span("request", 0, 50), span("tls", 0, 30, 0), span("tcp", 0, 20, 1)])).toEqual({
      handshake: 10,
    });
    const inAuthz = [span("authz", 0, 50), span("tls", 0, 30, 0), span("tcp", 0, 20, 1)];
    expect(steps(inAuthz)).toEqual({ handshake: 10, authorization: 40 });
    const twice = [span("tls", 0, 50), span("tls", 0, 30, 0), span("tcp", 0, 20, 1)];
    expect(steps(twice)).toEqual({ handshake: 30 });
  });
  test("what is called business is no security, even inside of it, but what is recognised inside is", () => {
    const spans = [
      span("token", 0, 50),
      span("business", 5, 45, 0),
      span("x", 6, 20, 1),
      span("authz", 30, 35, 1),
    ];
    expect(steps(spans)).toEqual({ token: 10, authorization: 5 });
    expect(measure(spans)).toMatchObject({ msTotal: 50, msRest: 35 });
  });
  test("goes before other work at the same time, and of two the one that started first has the moment", () => {
    expect(steps([span("r", 0, 50), span("query", 0, 40, 0), span("token", 10, 30, 0)])).toEqual({
      token: 20,
    });
    expect(steps([span("r", 0, 50), span("authz", 0, 20, 0), span("token", 10, 30, 0)])).toEqual({
      authorization: 20,
      token: 10,
    });
  });
  test("counts only while its parent ran", () => {
    expect(steps([span("r", 10, 20), span("token", 5, 12, 0), span("authz", 18, 40, 0)])).toEqual({
      token: 2,
      authorization: 2,
    });
  });
  test("of unknown duration is unknown, not 0", () => {
    const told = measure([span("r", 0, 50), span("token", 10, null, 0), span("authz", 10, 20, 1)]);
    expect(told.steps).toEqual([
      { step: "token", ms: 0, requests: 0, unknown: 1, isLowerBound: false },
      { step: "authorization", ms: 10, requests: 1, unknown: 0, isLowerBound: false },
    ]);
    expect(told.unknownSteps).toContain("handshake");
    expect(told.unknownSteps).not.toContain("token");
  });
  test("that nothing shows is unknown altogether", () => {
    expect(measure([span("r", 0, 50)])).toMatchObject({
      msSecurity: null,
      msTotal: 50,
      msRest: 50,
      steps: [],
    });
  });
  test("a span that ends before its work does makes a lower bound", () => {
    const rules = [rule("token*", "token", { isLowerBound: true })];
    expect(measure([span("token", 0, 5)], rules).steps).toMatchObject([
      { step: "token", isLowerBound: true },
    ]);
  });
  test("the first rule that fits counts, by name, tag or both", () => {
    const tagged = (tags: readonly Tag[]) => span("authz", 0, 5, -1, { tags });
    const byTag = { name: null, tag: { key: "kc.*", value: "*" } };
    const rules = [rule("*", "token", { id: "t", ...byTag }), rule("authz", "authorization")];
    expect(steps([tagged([["kc.realm", "x"]])], rules)).toEqual({ token: 5 });
    expect(steps([tagged([["realm", "x"]])], rules)).toEqual({ authorization: 5 });
    const both = [rule("authz", "token", { tag: { key: "a", value: "1*" } }), rule("*", "store")];
    expect(steps([tagged([["a", "12"]])], both)).toEqual({ token: 5 });
    expect(steps([tagged([["a", "2"]])], both)).toEqual({ store: 5 });
  });
  test("a rule looks only at what it is for", () => {
    expect(steps([span("tls", 0, 5, -1, { origin: "har-part" })])).toEqual({});
  });
});

describe("a request", () => {
  test("is a span that runs inside no other; the time between requests belongs to nobody", () => {
    const told = measure([span("a", 0, 10), span("b", 100_000, 100_005), span("tls", 2, 4, 0)]);
    expect(told).toMatchObject({ msTotal: 15, msFirstToLast: 100_005 });
    expect(told.requests).toEqual([
      { name: "a", service: "", msStarted: 1_000_000, msTotal: 10, msBySteps: { handshake: 2 } },
      { name: "b", service: "", msStarted: 1_100_000, msTotal: 5, msBySteps: {} },
    ]);
  });
  test("starts anew where a child starts after its parent ended: a person or a queue lies between", () => {
    const told = measure([span("authz", 0, 10), span("later", 60_000, 60_020, 0)]);
    expect(told.requests.map(({ name, msTotal }) => [name, msTotal])).toEqual([
      ["authz", 10],
      ["later", 20],
    ]);
    expect(told).toMatchObject({ msSecurity: 10, msTotal: 30 });
  });
  test("goes on where only a middle span was shorter than its child", () => {
    const told = measure([span("r", 0, 100), span("middleware", 0, 1, 0), span("token", 10, 30, 1)]);
    expect(told.requests).toHaveLength(1);
    expect(told).toMatchObject({ msSecurity: 20, msTotal: 100 });
  });
  test("pays once for a connection that was set up in a trace of its own, as far as it waited", () => {
    const spans = [
      span("r1", 0, 100),
      span("wait", 10, 60, 0, { links: [4] }),
      span("r2", 0, 100),
      span("wait", 10, 60, 2, { links: [4] }),
      span("connection_setup", 5, 50),
      span("tls", 20, 50, 4),
    ];
    const told = measure(spans);
    expect(told.requests.map(({ name, msBySteps }) => [name, msBySteps])).toEqual([
      ["r1", { handshake: 30 }],
      ["r2", {}],
    ]);
    expect(told).toMatchObject({ msTotal: 200, msSecurity: 30 });
  });
  test("takes nothing in that it only links to, as a consumer to what was sent", () => {
    const told = measure([span("send", 0, 50), span("receive", 10, 40, -1, { links: [0] })]);
    expect(told.requests).toHaveLength(2);
  });
  test("survives parents in a circle", () => {
    const circle = [span("a", 0, 10, 2), span("token", 1, 9, 0), span("c", 2, 8, 1)];
    expect(measure(circle)).toMatchObject({ msTotal: 10, msSecurity: 8 });
    const linked = [
      span("r", 0, 10, -1, { links: [2] }),
      span("x", 0, 10, 2),
      span("tls", 0, 10, -1, { links: [0] }),
    ];
    expect(measure([...linked, span("tls", 1, 2, 0)]).msTotal).toBeGreaterThan(0);
  });
});

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

describe("trends", () => {
  const trend = (
    name: string,
    count: number | null,
    msMean: number | null,
    rest: object = {},
  ): RecordedTrend => ({
    name,
    tags: [],
    count,
    msMean,
    quantiles: [],
    isSubset: false,
    isPartOfWhole: true,
    ...rest,
  });
  const told = (trends: readonly RecordedTrend[], whole: { count: number; msMean: number } | null) =>
    recognise({ kind: "trends", format: "F", version: "", found: {}, notes: [], trends, whole }, [
      rule("tls", "handshake", { on: "metric" }),
    ]);
  test("add up by their means; steps and rest are the whole", () => {
    expect(told([trend("tls", 10, 2), trend("x", 10, 5)], { count: 10, msMean: 20 })).toMatchObject({
      msTotal: 200,
      msSecurity: 20,
      msRest: 180,
      steps: [{ step: "handshake", ms: 20, requests: 10 }],
      unrecognised: [{ name: "x", ms: 50 }],
    });
  });
  test("that count elsewhere, too, are shown and not added", () => {
    const twice = [trend("tls", 10, 2), trend("tls", 4, 2, { isSubset: true, tags: [["a", "b"]] })];
    expect(told(twice, { count: 10, msMean: 20 })).toMatchObject({
      msSecurity: 20,
      trends: [{}, { step: "handshake" }],
    });
  });
  test("of something else than the whole, or of unknown count, leave total and rest unknown", () => {
    const whole = { count: 10, msMean: 20 };
    expect(told([trend("tls", 10, 2, { isPartOfWhole: false })], whole)).toMatchObject({
      msTotal: null,
      msRest: null,
    });
    expect(told([trend("tls", null, 2)], whole)).toMatchObject({
      msTotal: null,
      steps: [{ unknown: 1, ms: 0 }],
    });
    expect(told([trend("tls", 10, 2)], null)).toMatchObject({ msTotal: null, msRest: null, msSecurity: 20 });
  });
});
