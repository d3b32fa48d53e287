import { describe, expect, test } from "vitest";
import { measured, msBySteps } from "@/lib/testing/measurements";

const TRACE = "83a9efd15c1c98a977e0711cc93ee28b";
const span = (spanID: string, name: string, startTime: number, duration: number, rest: object = {}) => ({
  traceID: TRACE,
  spanID,
  operationName: name,
  references: [],
  startTime: 1_706_678_909_000_000 + startTime,
  duration,
  tags: [],
  processID: "p1",
  ...rest,
});
const refersTo = (spanID: string, refType = "CHILD_OF", traceID = TRACE) => ({ refType, traceID, spanID });
const fileOf = (...spans: readonly unknown[]) => ({
  data: [{ traceID: TRACE, spans, processes: { p1: { serviceName: "shop", tags: [] } } }],
  errors: null,
});

describe("a trace of Jaeger", () => {
  test("counts in microseconds", () => {
    const told = measured(
      fileOf(
        span("a1", "GET", 0, 100_000),
        span("a2", "tls.connect", 0, 10_000, { references: [refersTo("a1")] }),
        span("a3", "tcp.connect", 0, 7_500, { references: [refersTo("a2")] }),
      ),
    );
    expect(told).toMatchObject({ format: "Jaeger JSON", msTotal: 100, requests: [{ service: "shop" }] });
    expect(msBySteps(told)).toEqual({ handshake: 2.5 });
  });
  test("has parents by CHILD_OF before FOLLOWS_FROM, and references to other traces are links", () => {
    const told = measured(
      fileOf(
        span("a1", "GET", 0, 100),
        span("a2", "x", 10, 20),
        span("a3", "authz.x", 30, 10, {
          references: [refersTo("a2", "FOLLOWS_FROM"), refersTo("a1"), refersTo("b1", "FOLLOWS_FROM", "ff")],
        }),
        span("a4", "authz.y", 50, 10, { references: [refersTo("a1", "FOLLOWS_FROM")] }),
        span("a5", "authz.z", 70, 10, { parentSpanID: "a1", references: undefined }),
      ),
    );
    expect(told.requests.map(({ name }) => name)).toEqual(["GET", "x"]);
    expect(msBySteps(told)).toEqual({ authorization: 0.03 });
  });
  test("is read as one trace too; ids may have lost their leading zeros; a process may stand in the span", () => {
    const { data } = fileOf(
      span("00a1", "GET", 0, 100, { process: { serviceName: "own" } }),
      span("a2", "authz.x", 10, 20, { references: [refersTo("a1")] }),
    );
    expect(measured(data[0])).toMatchObject({ requests: [{ service: "own" }], msSecurity: 0.02 });
  });
  test("of which a time is missing, or doubted by Jaeger, says so at its line", () => {
    const told = measured(
      fileOf(span("a1", "auth.jwt.verify", 0, -1), span("a2", "x", 0, 1, { warnings: ["clock skew"] }), null),
    );
    expect(told.steps).toMatchObject([{ step: "token", ms: 0, unknown: 1 }]);
    expect(told.notes.map(({ path }) => path)).toEqual([
      "data[0].spans[0]",
      "data[0].spans[1]",
      "data[0].spans[2]",
    ]);
    const lines = told.notes.map(({ line }) => line ?? 0);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });
  test("without traces is empty, not refused", () => {
    expect(measured({ data: [], errors: null })).toMatchObject({
      found: { spans: 0 },
      msTotal: 0,
      msSecurity: null,
    });
  });
});
