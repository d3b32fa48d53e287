import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { returnOfPlan } from "../roi/returns";
import { assess } from "./assess";
import { NO_SWITCHES } from "./facts";
import { postureSummary } from "./posture-summary";
import { postureView } from "./posture-view";
import { id } from "./testdata/facts";
import {
  type Golden,
  latencyFacts,
  lossReductionFacts,
  planFacts,
  residualFacts,
  scoreFacts,
} from "./testdata/golden-facts";

const golden: Golden = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../catalogue/golden-system.json", import.meta.url)), "utf8"),
);

/** The same but for the last bits. */
const near = (computed: number | null | undefined, expected: number) =>
  expect(Math.abs((computed ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    1e-12 + 1e-9 * Math.abs(expected),
  );
const nearMs = (computed: number | undefined, expected: number) =>
  expect(Math.abs((computed ?? Number.NaN) - expected)).toBeLessThanOrEqual(golden.latency.toleranceMs);

describe("the worked example, as a system on its screens", () => {
  const facts = residualFacts(golden);
  const assessed = assess(facts);
  const view = postureView(facts, NO_SWITCHES);

  test("has the residual of each finding and of the scenario", () => {
    const found = assessed.threats.scenarios.flatMap(({ findings }) => findings);
    expect(found.map(({ finding }) => finding.id)).toEqual(golden.findings.map((one) => one.id));
    for (const [index, { residual }] of found.entries())
      near(residual, golden.findings[index]?.expectedResidual ?? Number.NaN);
    expect(view.scenarios).toHaveLength(1);
    near(view.scenarios[0]?.residual, golden.scenario.expectedResidual);
  });

  test("reduces losses as far as what detects and responds does", () => {
    for (const { controls, expected } of golden.lossReduction)
      near(postureView(lossReductionFacts(controls), NO_SWITCHES).scenarios[0]?.lossReduction, expected);
  });

  test("has its money: loss without controls and today, cost, and return", () => {
    near(view.money.inherentPerYear, golden.money.expectedAleNoControls);
    near(view.money.residualPerYear, golden.money.expectedAleToday);
    near(view.money.costPerYear, golden.money.today.expectedAnnualCost);
    near(view.money.returnRatio, golden.money.expectedReturnToday);
  });

  test("has the return of its plan", () => {
    const plan = postureView(planFacts(golden), NO_SWITCHES);
    near(plan.scenarios[0]?.residual, golden.money.plan.residual);
    near(plan.money.residualPerYear, golden.money.plan.expectedAle);
    near(plan.money.costPerYear, golden.money.plan.expectedAnnualCost);
    const of = ({ money }: typeof plan) => ({
      lossPerYear: money.residualPerYear,
      costPerYear: money.costPerYear,
    });
    near(returnOfPlan(of(view), of(plan)), golden.money.plan.expectedReturn);
  });

  test("says the same in lists and in the ledger", () => {
    const summary = postureSummary(facts, assessed);
    near(summary.residualPerYear, golden.money.expectedAleToday);
    near(summary.returnRatio, golden.money.expectedReturnToday);
    near(summary.worst?.residual, golden.scenario.expectedResidual);
    expect(summary.gaps).toBe(golden.findings.filter((one) => one.expectedResidual === 1).length);
  });
});

describe("the request path of the worked example", () => {
  const facts = latencyFacts(golden);
  const { expected, whatIf, budget } = golden.latency;
  const today = postureView(facts, NO_SWITCHES).paths[0];
  const changed = postureView(facts, {
    off: [id("keep-alive-on-1")],
    on: [id("keep-alive-off-5")],
    added: [],
  }).paths[0];

  test.each([
    ["today", today, expected, budget.expectedLeftMs],
    ["with every handshake a miss", changed, whatIf.expected, budget.expectedLeftMsInWhatIf],
  ])("%s has its percentiles and what is left of its budget", (_, path, percentiles, msLeft) => {
    nearMs(path?.summary?.msMean, percentiles.mean);
    nearMs(path?.summary?.msP50, percentiles.p50);
    nearMs(path?.summary?.msP95, percentiles.p95);
    nearMs(path?.summary?.msP99, percentiles.p99);
    nearMs(path?.standing?.msLeft, msLeft);
  });

  test("shows bars that add up to the percentile", () => {
    const focus = today && { pathId: today.id, percentile: null };
    const detail = postureView(facts, NO_SWITCHES, focus).paths[0]?.detail;
    expect(detail?.hops).toHaveLength(3);
    nearMs(detail?.msTotal, expected.p95);
    const sum = detail?.hops.reduce((ms, hop) => ms + hop.ms, 0);
    expect(sum).toBeGreaterThan(expected.p95 * 0.9); // side by side only the slower one is waited for
  });
});

describe("the score of the worked example", () => {
  test("comes from its items and its scenarios", () => {
    const { score } = assess(scoreFacts(golden));
    if (!score.scored) throw new Error(score.reason);
    near(score.itemCredit, golden.score.expectedItemCredit);
    near(score.riskCredit, golden.score.expectedRiskCredit);
    near(score.score, golden.score.expectedScore);
  });
});
