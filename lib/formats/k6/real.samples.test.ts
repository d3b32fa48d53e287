import { expect, test } from "vitest";
import { measured } from "@/lib/testing/measurements";
import { realFile } from "@/lib/testing/real-files";

test("a run of k6, the real summary", () => {
  const told = measured(realFile("latency", "k6-handlesummary-simple.json"));
  expect(told.found).toMatchObject({ requests: 878, iterations: 439, thresholds: 2, thresholdsFailed: 0 });
  const tls = told.trends.find(({ step }) => step === "handshake");
  expect(tls).toMatchObject({
    name: "http_req_tls_handshaking",
    rule: "k6-tls",
    count: 878,
    msMean: 1.0787712072892939,
  });
  expect(tls?.quantiles).toContainEqual({ probability: 0.5, ms: 0 });
  expect(tls?.quantiles).toContainEqual({ probability: 0.99, ms: 48.75329447 });
  expect(told.msSecurity).toBeCloseTo(878 * 1.0787712072892939, 6);
  expect((told.msSecurity ?? 0) + (told.msRest ?? 0)).toBeCloseTo(told.msTotal ?? 0, 6);
  expect(
    told.trends.find(({ name, tags }) => name === "http_req_duration" && tags.length === 0),
  ).toMatchObject({
    msMean: 21.37513127107059,
  });
});
