import { describe, expect, test } from "vitest";
import { measured, msBySteps, useOf } from "@/lib/testing/measurements";
import { realFile } from "@/lib/testing/real-files";

const unrecognised = (told: ReturnType<typeof measured>, name: string) =>
  told.unrecognised.find((one) => one.name === name);

describe("archives of requests, the real files", () => {
  test("a page over one new connection", () => {
    const told = measured(realFile("latency", "browsertime_sitespeed.io.har"));
    expect(told).toMatchObject({
      format: "HAR",
      version: "1.2",
      found: {
        entries: 27,
        handshakes: 1,
        handshakesUnknown: 0,
        offSum: 0,
        msTime: 9_903,
        msConnect: 684,
        msSsl: 594,
      },
      msTotal: 9_903,
      msSecurity: 594,
      msRest: 9_309,
      notes: [],
    });
    expect(told.steps).toEqual([
      { step: "handshake", ms: 594, requests: 1, unknown: 0, isLowerBound: false },
    ]);
    expect(unrecognised(told, "connect")).toMatchObject({ ms: 684, msOwn: 90 });
  });
  test("a page with Server-Timing, whose times are not the sums of their parts", () => {
    const told = measured(realFile("latency", "playwright-servertiming-tls.har"));
    expect(told.found).toMatchObject({ entries: 7, handshakes: 5, offSum: 4, serverTimings: 28 });
    expect(msBySteps(told)).toEqual({ handshake: 595.114, token: 43.36, authorization: 30.21 });
    expect(useOf(told, "har-ssl")?.ms).toBeCloseTo(595.1, 1);
    expect(useOf(told, "timing-auth")).toMatchObject({ ms: 43.36, spans: 7 });
    expect(useOf(told, "timing-authz")).toMatchObject({ ms: 30.21, spans: 7 });
    expect(unrecognised(told, "app")?.ms).toBe(278.06);
    expect(unrecognised(told, "total")?.ms).toBe(351.62);
  });
});
