import { describe, expect, test } from "vitest";
import { recognise } from "./recognise";
import type { RecognitionRule } from "./recognition-rule";
import type { RecordedSpan, RecordedTrend, Tag } from "./recording";
import { measure, rule, span } from "./testdata/spans";

const steps = (spans: readonly RecordedSpan[], rules?: readonly RecognitionRule[]) =>
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
    const twice = [
      trend("tls", 10, 2),
      trend("tls", 4, 2, { isSubset: true, isPartOfWhole: false, tags: [["a", "b"]] }),
    ];
    expect(told(twice, { count: 10, msMean: 20 })).toMatchObject({
      msTotal: 200,
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
