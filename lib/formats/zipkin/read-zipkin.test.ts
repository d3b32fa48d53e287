import { describe, expect, test } from "vitest";
import { measured, msBySteps, refusalOf } from "@/lib/testing/measurements";

const span = (id: string, name: string, timestamp: number, duration: number | null, rest: object = {}) => ({
  traceId: "8ce82b2e9ed820ba",
  id,
  name,
  timestamp: 1_543_334_727_000_000 + timestamp,
  ...(duration === null ? {} : { duration }),
  localEndpoint: { serviceName: "shop" },
  ...rest,
});
const at = (serviceName: string) => ({ localEndpoint: { serviceName } });

describe("a trace of Zipkin", () => {
  test("has calls whose halves share an id: what the answering one took lies inside", () => {
    const told = measured([
      span("a", "get", 0, 100_000, { kind: "SERVER" }),
      span("b", "post /oauth/check_token", 10_000, 40_000, { kind: "CLIENT", parentId: "a" }),
      span("b", "post /oauth/check_token", 15_000, 20_000, {
        kind: "SERVER",
        parentId: "a",
        shared: true,
        ...at("auth"),
      }),
      span("c", "select", 16_000, 10_000, { kind: "CLIENT", parentId: "b", ...at("auth") }),
    ]);
    expect(told).toMatchObject({
      format: "Zipkin",
      version: "2",
      found: { spans: 4, traces: 1, idsSeveralTimes: 1, shared: 1 },
      msTotal: 100,
    });
    expect(told.requests).toHaveLength(1);
    expect(msBySteps(told)).toEqual({ token: 40 });
    expect(told.rules).toMatchObject([{ rule: "token-introspection", spans: 2, ms: 60, msOwn: 40 }]);
  });
  test("has answering halves that count only while the asking half ran, whatever their clock says", () => {
    const told = measured([
      span("a", "get", 0, 100_000, { kind: "SERVER" }),
      span("b", "post", 10_000, 40_000, { kind: "CLIENT", parentId: "a" }),
      span("b", "authz.check", 45_000, 20_000, {
        kind: "SERVER",
        parentId: "a",
        shared: true,
        ...at("auth"),
      }),
    ]);
    expect(msBySteps(told)).toEqual({ authorization: 5 });
  });
  test("may wait for a person between two of its spans: what nobody worked at is in no total", () => {
    const told = measured([
      span("a", "get /oauth/authorize", 0, 20_000, { kind: "SERVER" }),
      span("b", "redirect", 20_000, null, { kind: "CLIENT", parentId: "a" }),
      span("c", "post /oauth/authorize", 100_000_000, 30_000, { kind: "SERVER", parentId: "b" }),
    ]);
    expect(told).toMatchObject({ msFirstToLast: 100_030, msTotal: 50, found: { withoutDuration: 1 } });
    expect(told.requests).toHaveLength(2);
    expect(told.notes).toMatchObject([
      { path: "[1]", message: "1 span has no time that can be read: unknown, not 0." },
    ]);
  });
  test("counts a security span without a duration as unknown", () => {
    expect(
      measured([span("a", "x", 0, 10), span("b", "authz.x", 1, null, { parentId: "a" })]).steps,
    ).toMatchObject([{ step: "authorization", ms: 0, unknown: 1 }]);
  });
  test("with one answer many times is read at once, all of one id too", () => {
    const start = performance.now();
    const same = Array.from({ length: 20_000 }, () => span("a", "x", 0, 10, { kind: "SERVER" }));
    expect(measured(same).found["spans"]).toBe(20_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
  test("is read as a list of traces too", () => {
    expect(measured([[span("a", "x", 0, 10)], [span("b", "y", 0, 10)]])).toMatchObject({
      found: { spans: 2 },
    });
  });
  test("of version 1 is refused at the span", () => {
    const old = [span("a", "x", 0, 10), span("b", "y", 0, 10, { binaryAnnotations: [] })];
    expect(refusalOf(JSON.stringify(old, null, 1))).toMatchObject({
      line: 12,
      message: expect.stringContaining("version 1"),
    });
  });
});
