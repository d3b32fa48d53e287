import { describe, expect, test } from "vitest";
import type { StrengthRow } from "../catalogue/threat";
import { costPerYear } from "../roi/discounting";
import { lossPerYearMean } from "../roi/expected-loss";
import { returnOfPlan } from "../roi/returns";
import type { ControlFunction, Layer, Strength } from "../threats/vocabulary";
import { assess } from "./assess";
import { controlReturns } from "./control-returns";
import { type FindingFact, NO_SWITCHES, type ThreatFact } from "./facts";
import { control, facts, flow, id, loss, mechanism } from "./testdata/facts";

/** The money part of lib/catalogue/golden-system.json: its findings, its loss, the cost of today. */
const layers: Readonly<Record<string, Layer>> = {
  tls: "data",
  mtls: "data",
  pki: "data",
  segmentation: "network",
  a: "data",
  b: "network",
  c: "application",
  signed: "application",
  watch: "operations",
  alarm: "operations",
};
const row = (name: string, strength: Strength, does: ControlFunction = "prevent"): StrengthRow => ({
  mechanism: name,
  function: does,
  strength,
  basis: "",
  condition: null,
  stronger: null,
});
const mitm: ThreatFact = {
  id: "mitm",
  name: "Man in the middle",
  stride: ["T"],
  goals: ["confidentiality"],
  layer: "network",
  strengths: [
    row("tls", 3),
    row("mtls", 3),
    row("pki", 3),
    row("segmentation", 2),
    row("a", 3),
    row("b", 3),
    row("c", 3),
    row("signed", 2),
    row("watch", 1, "detect"),
    row("alarm", 2, "detect"),
  ],
};
const finding = (place: number, likelihood: number, answeredBy: readonly string[]): FindingFact =>
  ({
    id: `rule@f${place}`,
    ruleId: "rule",
    threat: "mitm",
    element: { kind: "flow", id: id(`f${place}`) },
    likelihood,
    answeredBy,
    exception: null,
  }) as unknown as FindingFact;
const mechanisms = Object.entries(layers).map(([name, layer]) => mechanism(name, { layer }));
const of = (name: string) => {
  const found = mechanisms.find((one) => one.id === name);
  if (!found) throw new Error(name);
  return found;
};
const today = costPerYear({ oneOffAmount: 60_000, perYear: 40_000, lifeYears: 5, discount: 0.08 });
const golden = facts({
  flows: ["f1", "f2", "f3", "f4"].map((name) => flow(name, { targetId: id(`to ${name}`) })),
  threats: [mitm],
  mechanisms,
  findings: [
    finding(1, 4, ["tls", "mtls", "segmentation"]),
    finding(2, 2, ["tls", "mtls"]),
    finding(3, 3, ["a", "b", "c"]),
    finding(4, 3, ["signed", "tls"]),
  ],
  controls: [
    control("1", of("tls"), ["f1"], { costPerYear: today }),
    control("2", of("mtls"), ["f1"], { proof: "claimed" }),
    control("3", of("mtls"), ["f2"], { standing: "planned" }),
    control("4", of("segmentation"), ["f1"]),
    control("5", of("pki"), ["f1"]),
    control("6", of("a"), ["f3"]),
    control("7", of("b"), ["f3"]),
    control("8", of("c"), ["f3"]),
    control("9", of("signed"), ["f4"], { proof: "gap" }),
    control("10", of("tls"), ["f4"], { proof: "gap" }),
    control("11", of("watch"), ["whole"]),
    control("12", of("alarm"), ["whole"], { proof: "claimed" }),
  ],
  losses: [loss("mitm", { kind: "constant", p50: 0.5 }, { kind: "lognormal", p5: 100_000, p95: 2_000_000 })],
});
const exact = (value: number) => expect.closeTo(value, 5);

describe("money of the golden system", () => {
  test("without controls, as it stands, and what that returns", () => {
    const { money, threats } = assess(golden);
    expect(threats.scenarios[0]).toMatchObject({
      residual: expect.closeTo(0.435, 12),
      lossReduction: 0.30000000000000004,
    });
    expect(money).toMatchObject({
      inherentPerYear: exact(338498.574540116),
      residualPerYear: exact(103072.81594746534),
      costPerYear: exact(55027.38727401019),
      returnRatio: expect.closeTo(3.278337937804361, 9),
    });
  });

  test("of a plan that leaves less", () => {
    const [scenario] = golden.losses;
    if (!scenario) throw new Error("there is a loss");
    const lossPerYear = lossPerYearMean(scenario.scenario, {
      residual: 0.12,
      lossReduction: 0.30000000000000004,
    });
    const cost = costPerYear({ oneOffAmount: 150_000, perYear: 70_000, lifeYears: 5, discount: 0.08 });
    expect(lossPerYear).toBeCloseTo(28433.88026136974, 5);
    expect(cost).toBeCloseTo(107568.46818502547, 5);
    const before = { lossPerYear: assess(golden).money.residualPerYear, costPerYear: today };
    expect(returnOfPlan(before, { lossPerYear, costPerYear: cost })).toBeCloseTo(0.4205824165000661, 9);
  });

  test("what is switched off costs nothing and protects from nothing", () => {
    const off = golden.controls.map((one) => one.id);
    const { money } = assess(golden, { ...NO_SWITCHES, off });
    expect(money).toMatchObject({
      costPerYear: 0,
      residualPerYear: money.inherentPerYear,
      returnRatio: null,
    });
  });
});

describe("what each control brings, counted last", () => {
  const returns = new Map(controlReturns(golden).map((one) => [String(one.controlId), one]));

  test("is the difference that switching it makes, and a planned one counts as proven", () => {
    const before = assess(golden).money.residualPerYear;
    const without = assess(golden, { ...NO_SWITCHES, off: [id("4")] }).money.residualPerYear;
    expect(returns.get("4")?.removesPerYear).toBeCloseTo(without - before, 6);
    const withPlan = assess(golden, { ...NO_SWITCHES, on: [id("3")] }).money.residualPerYear;
    expect(returns.get("3")).toMatchObject({ counts: "planned", removesPerYear: exact(before - withPlan) });
  });

  test("is nothing where a stronger one of its layer stands, and where proof has expired", () => {
    for (const name of ["2", "5", "9", "10", "12"]) expect(returns.get(name)?.removesPerYear).toBe(0);
  });

  test("has a return only where it costs something", () => {
    expect(returns.get("6")?.returnRatio).toBeNull();
    const first = returns.get("1");
    expect(first?.returnRatio).toBeCloseTo(((first?.removesPerYear ?? 0) - today) / today, 9);
  });
});
