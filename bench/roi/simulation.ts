import { distributionOf, type QuantityDraft } from "@/lib/domain/quantity/quantity";
import { parseRunSeed } from "@/lib/domain/random/stream";
import { drawEvents, yearlyLosses } from "@/lib/domain/roi/events";
import { exceedanceCurve } from "@/lib/domain/roi/exceedance";
import type { LossScenario } from "@/lib/domain/roi/expected-loss";
import { expectedShortfall, meanEstimate, sortedLosses, valueAtRisk } from "@/lib/domain/roi/loss-statistics";
import { median, report } from "../lib/measure";

/** Twenty threats over 100,000 years: the draw once, then what one move of a slider costs. */
const YEARS = 100_000;
const of = (draft: QuantityDraft) => {
  const made = distributionOf(draft);
  if (!made.ok) throw new Error(made.error.reason);
  return made.value;
};
const scenarios = Array.from(
  { length: 20 },
  (_, index): LossScenario => ({
    name: `threat ${index}`,
    ratePerYear: of({ kind: "lognormal", p5: 0.02, p95: 0.1 * (index + 2) }),
    lossAmount: of({ kind: "lognormal", p5: 50_000, p95: 5_000_000 }),
    secondary: { probability: 0.1, lossAmount: of({ kind: "lognormal", p5: 100_000, p95: 6_000_000 }) },
  }),
);
const seed = parseRunSeed(7);
if (!seed.ok) throw new Error(seed.error.reason);

const drawMs: number[] = [];
const whatIfMs: number[] = [];
const readMs: number[] = [];
let events = 0;
for (let round = -2; round < 7; round++) {
  const startedMs = performance.now();
  const log = drawEvents(scenarios, seed.value, YEARS);
  if (!log.ok) throw new Error(log.error.reason);
  const drawnMs = performance.now();
  const losses = yearlyLosses(
    log.value,
    scenarios.map((_, index) => ({ residual: 0.1 + 0.04 * index, lossReduction: 0.3 })),
  );
  const thinnedMs = performance.now();
  const sorted = sortedLosses(losses);
  exceedanceCurve(sorted);
  meanEstimate(losses);
  valueAtRisk(sorted, 0.95);
  expectedShortfall(sorted, 0.99);
  if (round < 0) continue;
  events = log.value.scenarios.reduce((sum, { year }) => sum + year.length, 0);
  drawMs.push(drawnMs - startedMs);
  whatIfMs.push(thinnedMs - drawnMs);
  readMs.push(performance.now() - thinnedMs);
}
report("roi_draw_20_threats_100k_years", median(drawMs), "ms");
report("roi_draw_per_event", (1e6 * median(drawMs)) / events, "ns");
report("roi_what_if_20_threats_100k_years", median(whatIfMs), "ms");
report("roi_curve_and_tail_100k_years", median(readMs), "ms");
