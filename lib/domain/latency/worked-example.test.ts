import { expect, test } from "vitest";
import { workedExample } from "./worked-example";

test("the seed's three steps make 26 to 55 ms, and less at p95 than their percentiles added", () => {
  const { steps, sum, percentilesAdded } = workedExample(0.95);
  expect(sum).toMatchObject({ msMin: 26, msMax: 55 });
  expect(sum.msMean).toBeCloseTo(40.5, 3);
  expect(sum.msP50).toBeCloseTo(40.498, 1);
  expect(sum.msP95).toBeCloseTo(50.054, 1);
  expect(sum.msP99).toBeCloseTo(52.113, 1);
  expect(percentilesAdded.msP95).toBeCloseTo(39 + 9.75 + 4.8, 9);
  expect(percentilesAdded.msP95).toBeGreaterThan(sum.msP95 + 3);
  expect(steps.reduce((all, { msShare }) => all + msShare, 0)).toBeCloseTo(sum.msP95, 6);
  expect(steps[0]).toMatchObject({ id: "tls-handshake", msMin: 20, msMax: 40, msP50: 30 });
});
