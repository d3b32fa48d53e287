import { describe, expect, test } from "vitest";
import { measured } from "@/lib/testing/measurements";

const VALUES = {
  http_reqs: { count: 100, rate: 5 },
  http_req_duration: { avg: 20, min: 1, med: 18, max: 90, "p(90)": 30, "p(95)": 40, "p(99.9)": 80 },
  "http_req_duration{expected_response:true}": { avg: 19, min: 1, med: 18, max: 50, "p(95)": 35 },
  http_req_blocked: { avg: 3, min: 0, med: 0, max: 60, "p(95)": 10 },
  http_req_connecting: { avg: 1, min: 0, med: 0, max: 20, "p(95)": 2 },
  http_req_tls_handshaking: { avg: 1.5, min: 0, med: 0, max: 50, "p(95)": 0 },
  my_auth_time: { avg: 7, min: 1, med: 6, max: 9, "p(95)": 8 },
  iterations: { count: 50, rate: 2 },
};
const typeOf = (values: object) =>
  "avg" in values ? { type: "trend", contains: "time" } : { type: "counter", contains: "default" };
const THRESHOLDS = { "p(95)<500": { ok: true }, "p(95)<30": { ok: false } };

const SHAPES = {
  handleSummary: {
    root_group: {},
    metrics: Object.fromEntries(
      Object.entries(VALUES).map(([name, values]) => [
        name,
        { ...typeOf(values), values, ...(name === "http_req_duration" ? { thresholds: THRESHOLDS } : {}) },
      ]),
    ),
  },
  "summary-export": {
    root_group: {},
    metrics: {
      ...VALUES,
      http_req_duration: {
        ...VALUES.http_req_duration,
        thresholds: { "p(95)<500": false, "p(95)<30": true },
      },
    },
  },
  "machine-readable": {
    version: "1.0.0",
    results: {
      metrics: Object.entries(VALUES).map(([name, values]) => ({
        name,
        ...typeOf(values),
        values: "avg" in values ? { ...values, count: 100 } : values,
      })),
    },
  },
};

describe.each(Object.entries(SHAPES))("a summary of k6, %s", (shape, file) => {
  const told = measured(file);
  test("has TLS beside the duration of a request, inside of what it was blocked", () => {
    expect(told).toMatchObject({ format: "k6 summary", version: shape, found: { requests: 100 } });
    expect(told.steps).toMatchObject([{ step: "handshake", ms: 150 }]);
    expect(told).toMatchObject({ msTotal: 2_300, msSecurity: 150, msRest: 2_150 });
  });
  test("has percentiles that stay with their metric", () => {
    expect(told.trends.find(({ step }) => step === "handshake")).toMatchObject({
      rule: "k6-tls",
      count: 100,
      msMean: 1.5,
      quantiles: [
        { probability: 0.5, ms: 0 },
        { probability: 0.95, ms: 0 },
      ],
    });
  });
  test("counts what is only a part of another metric in no sum", () => {
    const all = told.trends.filter(({ name }) => name === "http_req_duration");
    expect(all.map(({ tags }) => tags)).toEqual([[], [["expected_response", "true"]]]);
    expect(told.unrecognised.find(({ name }) => name === "http_req_duration")).toMatchObject({
      spans: 1,
      ms: 2_000,
    });
  });
});

describe("a summary of k6", () => {
  test("has thresholds that say whether they held, in the older export the other way round", () => {
    for (const shape of ["handleSummary", "summary-export"] as const)
      expect(measured(SHAPES[shape]).found).toMatchObject({ thresholds: 2, thresholdsFailed: 1 });
  });
  test("of the older export does not say what the script’s own metrics are: they are named and left out", () => {
    const told = measured(SHAPES["summary-export"]);
    expect(told.trends.some(({ name }) => name === "my_auth_time")).toBe(false);
    expect(told.notes).toMatchObject([{ path: "metrics.my_auth_time", line: expect.any(Number) }]);
    expect(measured(SHAPES.handleSummary).trends.some(({ name }) => name === "my_auth_time")).toBe(true);
  });
  test("without blocked time has no total", () => {
    const { http_req_blocked: _, ...metrics } = SHAPES.handleSummary.metrics;
    expect(measured({ metrics })).toMatchObject({ msTotal: null, msRest: null, msSecurity: 150 });
  });
});
