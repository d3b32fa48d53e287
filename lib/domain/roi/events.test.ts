import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { STATES } from "../checklists/vocabulary";
import { type Distribution, mean } from "../quantity/distribution";
import { distributionOf, type QuantityDraft } from "../quantity/quantity";
import { type RunSeed, randomStream } from "../random/stream";
import { scenarioLossReduction, scenarioResidual } from "../threats/scenario-residual";
import { CONTROL_FUNCTIONS, LAYERS, STRENGTHS } from "../threats/vocabulary";
import { drawEvents, type EventLog, yearlyLosses } from "./events";
import { type Defence, type LossScenario, lossPerYearMean, UNDEFENDED } from "./expected-loss";
import { meanEstimate, sortedLosses, standardErrorsFrom, valueAtRisk } from "./loss-statistics";
import { simulatedReturn } from "./simulated-return";

const seed = 7 as RunSeed;
const of = (draft: QuantityDraft): Distribution => {
  const made = distributionOf(draft);
  if (!made.ok) throw new Error(made.error.reason);
  return made.value;
};
const mitm: LossScenario = {
  name: "mitm",
  ratePerYear: of({ kind: "lognormal", p5: 0.05, p95: 1.2 }),
  lossAmount: of({ kind: "lognormal", p5: 50_000, p95: 5_000_000 }),
  secondary: { probability: 0.15, lossAmount: of({ kind: "lognormal", p5: 50_000, p95: 3_000_000 }) },
};
const ddos: LossScenario = {
  name: "ddos",
  ratePerYear: of({ kind: "pert", p5: 0.5, p50: 1, p95: 1.7 }),
  lossAmount: of({ kind: "uniform", p5: 5_000, p95: 60_000 }),
};
const rare: LossScenario = {
  name: "region",
  ratePerYear: of({ kind: "constant", p50: 0.0004 }),
  lossAmount: of({ kind: "constant", p50: 1_000_000 }),
};
const drawn = (scenarios: readonly LossScenario[], years = 20_000, runSeed = seed): EventLog => {
  const log = drawEvents(scenarios, runSeed, years);
  if (!log.ok) throw new Error(log.error.reason);
  return log.value;
};
const everything = [mitm, ddos, rare];
let log: EventLog;
beforeAll(() => {
  log = drawn(everything);
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyDefence: fc.Arbitrary<Defence> = fc.record({ residual: share, lossReduction: share });

describe("simulated years", () => {
  test.each([
    ["without controls", [UNDEFENDED, UNDEFENDED, UNDEFENDED]],
    [
      "with controls",
      [
        { residual: 0.3, lossReduction: 0.2, secondaryLossReduction: 0.6 },
        { residual: 0.5, lossReduction: 0.7 },
        { residual: 1, lossReduction: 0 },
      ],
    ],
  ])("%s have the mean of the closed form, within 4 standard errors", (_, defences) => {
    const closedForm = everything.reduce(
      (sum, scenario, index) => sum + lossPerYearMean(scenario, defences[index] ?? UNDEFENDED),
      0,
    );
    expect(standardErrorsFrom(meanEstimate(yearlyLosses(log, defences)), closedForm)).toBeLessThan(4);
  });
  test("hold rare events too: no rate is rounded to nothing", () => {
    const [, , events] = drawn(everything, 100_000).scenarios;
    expect(Math.abs((events?.year.length ?? 0) - 40)).toBeLessThan(4 * Math.sqrt(40));
  });
  test("are the same bytes for the same seed, and others for another", () => {
    const losses = (runSeed: RunSeed) =>
      yearlyLosses(drawn(everything, 500, runSeed), [UNDEFENDED, UNDEFENDED, UNDEFENDED]);
    expect(losses(seed)).toEqual(losses(seed));
    expect(losses(seed)).not.toEqual(losses(8 as RunSeed));
    expect([...losses(seed).slice(0, 6)]).toMatchInlineSnapshot(`
      [
        0,
        42422.67029683312,
        22668.43199561764,
        80317.31883167393,
        32440.068474582706,
        329071.0659440004,
      ]
    `);
  });
  test("do not change in one scenario when another is added or moved", () => {
    const [alone] = drawn([ddos], 1_000).scenarios;
    const [, beside] = drawn([mitm, ddos, rare], 1_000).scenarios;
    expect(beside).toEqual(alone);
  });
  test("begin alike however many there are", () => {
    const [short] = drawn([mitm], 100).scenarios;
    const [long] = drawn([mitm], 1_000).scenarios;
    const count = short?.year.length ?? 0;
    expect(count).toBeGreaterThan(10);
    expect(long?.year.slice(0, count)).toEqual(short?.year);
    expect(long?.lossAmount.slice(0, count)).toEqual(short?.lossAmount);
  });
  test("do not run together between scenarios of the same shape", () => {
    const same = drawn([mitm, { ...mitm, name: "other" }]);
    const [a, b] = [0, 1].map((index) =>
      yearlyLosses(
        same,
        [0, 1].map((other) => (other === index ? UNDEFENDED : { residual: 0, lossReduction: 0 })),
      ),
    ) as [Float64Array, Float64Array];
    // Ranks: losses are too heavy-tailed for a correlation of amounts to say much.
    const some = (losses: Float64Array) => losses.map((loss) => (loss > 0 ? 1 : 0));
    const [x, y] = [some(a), some(b)];
    const [mx, my] = [meanEstimate(x).value, meanEstimate(y).value];
    const together = x.reduce((sum, value, year) => sum + (value - mx) * ((y[year] ?? 0) - my), 0) / x.length;
    const correlation = together / Math.sqrt(mx * (1 - mx) * my * (1 - my));
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(x.length));
  });
});

describe("a what-if on the same years", () => {
  test("keeps the events below the residual, and reduces both of their losses by their own share", () => {
    const column = (...values: number[]) => Float64Array.from(values);
    const events = {
      name: "mitm",
      year: Uint32Array.of(0, 0, 2),
      threshold: column(0.1, 0.5, 0.49),
      lossAmount: column(100, 1_000, 200),
      secondaryAmount: column(10, 0, 0),
    };
    const handmade: EventLog = { seed, years: 3, version: 1, scenarios: [events] };
    const defence = { residual: 0.5, lossReduction: 0.2, secondaryLossReduction: 0.6 };
    expect([...yearlyLosses(handmade, [defence])]).toEqual([84, 0, 160]);
    expect([...yearlyLosses(handmade, [{ residual: 1, lossReduction: 0.5 }])]).toEqual([555, 0, 100]);
  });
  test("never loses more in any year for a better defence", () => {
    fc.assert(
      fc.property(anyDefence, share, share, (defence, less, more) => {
        const better: Defence = {
          residual: defence.residual * less,
          lossReduction: Math.max(defence.lossReduction, more),
        };
        const before = yearlyLosses(log, [defence, UNDEFENDED, UNDEFENDED]);
        const after = yearlyLosses(log, [better, UNDEFENDED, UNDEFENDED]);
        expect(after.every((loss, year) => loss <= (before[year] ?? 0))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
  test("is the same to the last bit where nothing has an effect", () => {
    const before = yearlyLosses(log, [UNDEFENDED, UNDEFENDED, UNDEFENDED]);
    expect(
      yearlyLosses(log, [
        { residual: 1, lossReduction: 0, secondaryLossReduction: 0 },
        UNDEFENDED,
        UNDEFENDED,
      ]),
    ).toEqual(before);
  });
  test("says what a plan returns, with the error of the difference", () => {
    const before = yearlyLosses(log, [UNDEFENDED, UNDEFENDED, UNDEFENDED]);
    const plan = { residual: 0.5, lossReduction: 0 };
    const result = simulatedReturn(before, yearlyLosses(log, [plan, UNDEFENDED, UNDEFENDED]), 100_000);
    const avoided = lossPerYearMean(mitm, UNDEFENDED) - lossPerYearMean(mitm, plan);
    expect(standardErrorsFrom(result.avoidedPerYear, avoided)).toBeLessThan(4);
    expect(result.avoidedPerYear.standardError).toBeLessThan(meanEstimate(before).standardError);
    expect(result.returnRatio?.value).toBeCloseTo((result.avoidedPerYear.value - 100_000) / 100_000, 9);
    expect(result.paysProbability).toBeGreaterThan(0.05);
    expect(simulatedReturn(before, before, 0)).toMatchObject({ returnRatio: null, paysProbability: 0 });
  });
});

describe("the expected loss", () => {
  const anyControl = fc.record({
    layer: fc.constantFrom(...LAYERS),
    function: fc.constantFrom(...CONTROL_FUNCTIONS),
    strength: fc.constantFrom(...STRENGTHS),
    state: fc.constantFrom(...STATES),
    inScope: fc.boolean(),
    answersRule: fc.boolean(),
  });
  test("never rises when a control is added to any finding", () => {
    const findings = fc.array(
      fc.record({
        likelihood: fc.integer({ min: 1, max: 5 }),
        controls: fc.array(anyControl, { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(findings, anyControl, fc.nat(3), (list, added, at) => {
        const expected = (all: typeof list) =>
          lossPerYearMean(mitm, {
            residual: scenarioResidual(all) ?? 1,
            lossReduction: scenarioLossReduction(all) ?? 0,
          });
        const more = list.map((one, index) =>
          index === at % list.length ? { ...one, controls: [...one.controls, added] } : one,
        );
        expect(expected(more)).toBeLessThanOrEqual(expected(list));
      }),
    );
  });
  test("is rate × loss, the secondary loss with its chance", () => {
    const secondary = 0.15 * mean(of({ kind: "lognormal", p5: 50_000, p95: 3_000_000 }));
    expect(
      lossPerYearMean(mitm, { residual: 0.5, lossReduction: 0.2, secondaryLossReduction: 0 }),
    ).toBeCloseTo(mean(mitm.ratePerYear) * 0.5 * (mean(mitm.lossAmount) * 0.8 + secondary), 6);
  });
});

test("events one by one have a longer tail than frequency × magnitude with the same mean", () => {
  const years = 50_000;
  const often: LossScenario = {
    ...mitm,
    name: "often",
    ratePerYear: of({ kind: "constant", p50: 0.4 }),
    secondary: undefined,
  };
  const events = sortedLosses(yearlyLosses(drawn([often], years), [UNDEFENDED]));
  const [frequency, magnitude] = [0.4, mean(often.lossAmount)];
  const stream = randomStream(seed, "product");
  const sigma = often.lossAmount.kind === "lognormal" ? often.lossAmount.sigma : Number.NaN;
  // As LEF × LM: every year has the mean frequency and one magnitude.
  const normal = () => Math.sqrt(-2 * Math.log(stream.next())) * Math.cos(2 * Math.PI * stream.next());
  const product = sortedLosses(
    Float64Array.from(
      { length: years },
      () => frequency * magnitude * Math.exp(sigma * normal() - (sigma * sigma) / 2),
    ),
  );
  expect(valueAtRisk(events, 0.99).value).toBeGreaterThan(1.3 * valueAtRisk(product, 0.99).value);
});

describe("a run that can't be made is refused", () => {
  const codeOf = (scenarios: readonly LossScenario[], years: number) => {
    const result = drawEvents(scenarios, seed, years);
    return result.ok ? "drawn" : result.error.code;
  };
  test("for its years, its names or its events", () => {
    expect([0, 1.5, 1_000_001, Number.NaN].map((years) => codeOf([mitm], years))).toEqual(
      Array(4).fill("bad-years"),
    );
    expect(codeOf([mitm, mitm], 10)).toBe("same-name");
    const flood: LossScenario = { ...mitm, ratePerYear: { kind: "constant", value: 1e6 } };
    expect(codeOf([flood], 100)).toBe("too-many-events");
    expect(codeOf([{ ...mitm, ratePerYear: { kind: "constant", value: Number.NaN } }], 100)).toBe(
      "too-many-events",
    );
  });
  test("not for having nothing to lose", () => {
    expect(yearlyLosses(drawn([], 3), [])).toEqual(new Float64Array(3));
    const never: LossScenario = { ...mitm, ratePerYear: { kind: "constant", value: 0 } };
    expect(yearlyLosses(drawn([never], 3), [UNDEFENDED])).toEqual(new Float64Array(3));
  });
});
