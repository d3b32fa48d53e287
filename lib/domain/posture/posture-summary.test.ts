import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assess } from "./assess";
import type { PostureFacts } from "./facts";
import { postureSummary } from "./posture-summary";
import { scenarioParts } from "./score-parts";
import { control, facts, flow, id, loss, mechanism, path, percentiles, single } from "./testdata/facts";

const TLS = mechanism("tls", { latency: single("handshake", percentiles(10, 20, 30)) });
const summaryOf = (of: PostureFacts) => postureSummary(of, assess(of));

const threat = (name: string): PostureFacts["threats"][number] => ({
  id: name,
  name: `Threat ${name}`,
  stride: ["T"],
  goals: ["integrity"],
  layer: "network",
  strengths: [
    { mechanism: "tls", function: "prevent", strength: 3, basis: "", condition: null, stronger: null },
  ],
});
const finding = (
  of: string,
  on: string,
  exception: PostureFacts["findings"][number]["exception"] = null,
) => ({
  id: `r-${of}@${on}`,
  ruleId: `r-${of}`,
  threat: of,
  element: { kind: "flow" as const, id: id(on) },
  stride: "T" as const,
  likelihood: 3,
  answeredBy: ["tls"],
  exception,
});
const items = (proven: number, unknown: number): PostureFacts["items"] => ({
  total: proven + unknown,
  byState: { proven, unknown, claimed: 0, planned: 0, gap: 0, "not-applicable": 0 },
  creditMean: proven / (proven + unknown),
});
const system = (more: Partial<PostureFacts> = {}) =>
  facts({
    components: [{ id: id("client"), number: 1, name: "Client", zoneId: id("z") }],
    flows: [flow("f1"), flow("f2")],
    mechanisms: [TLS],
    threats: [threat("small"), threat("large")],
    findings: [finding("small", "f1"), finding("large", "f1"), finding("large", "f2")],
    controls: [control("c1", TLS, ["f1"], { costPerYear: 100 })],
    losses: [
      loss("small", { kind: "constant", p50: 1 }, { kind: "constant", p50: 1_000 }),
      loss("large", { kind: "constant", p50: 1 }, { kind: "constant", p50: 9_000 }),
    ],
    paths: [path("pay", ["f1", "f2"], { percentile: 0.95, msLimit: 25 })],
    items: items(6, 4),
    ...more,
  });

describe("the summary of a system", () => {
  test("names the threat with the most money left, and counts what nothing stands against", () => {
    const summary = summaryOf(system());
    expect(summary.worst).toMatchObject({ threat: "large", name: "Threat large" });
    expect(summary.worst?.residual).toBeCloseTo((0.1 + 1) / 2, 12);
    expect(summary.worst?.residualPerYear).toBeCloseTo(9_000 * 0.55, 6);
    expect(summary).toMatchObject({ findings: 3, gaps: 1, accepted: 0, scenarios: 2, ownFigures: 2 });
    expect(summary.inherentPerYear).toBe(10_000);
    expect(summary.returnRatio).toBeCloseTo((10_000 - 100 - 4_950 - 100) / 100, 9);
  });

  test("takes the score apart into what it is made of", () => {
    const summary = summaryOf(system());
    if (!summary.score.scored) throw new Error(summary.score.reason);
    expect(summary.score.itemCredit).toBe(summary.itemCredit);
    expect(summary.score.riskCredit).toBe(summary.riskCredit);
    expect(summary.score.score).toBeCloseTo(60 * 0.6 + 40 * (0.1 * 0.9 + 0.9 * 0.45), 9);
  });

  test("keeps both parts where more than half is unknown and there is no score", () => {
    const summary = summaryOf(system({ items: items(4, 6) }));
    expect(summary.score).toMatchObject({ scored: false, reason: "mostly-unknown" });
    expect(summary.itemCredit).toBe(0.4);
    expect(summary.riskCredit).not.toBeNull();
  });

  test("counts an accepted finding as decided, and its risk as before", () => {
    const accepted = { number: 1, kind: "accept", expiresOn: facts().asOf } as const;
    const before = summaryOf(system());
    const after = summaryOf(
      system({
        findings: [finding("small", "f1"), finding("large", "f1"), finding("large", "f2", accepted)],
      }),
    );
    expect(after).toMatchObject({ gaps: 0, accepted: 1 });
    expect(after.residualPerYear).toBe(before.residualPerYear);
    expect(after.score).toEqual(before.score);
  });

  test("knows nothing without a model, and says so in every number that could be taken for safe", () => {
    const summary = summaryOf(facts({ items: items(10, 0) }));
    expect(summary).toMatchObject({
      score: { scored: false, reason: "no-scenarios" },
      worst: null,
      tightest: null,
      riskCredit: null,
      returnRatio: null,
      scenarios: 0,
      pathsBy: { kept: 0, over: 0, "no-budget": 0, unknown: 0 },
    });
  });

  test("survives being kept as JSON, to the last bit", () => {
    const summary = summaryOf(system({ items: items(1, 2) }));
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });
});

describe("the tightest path", () => {
  const paths = (msLimit: number) => system({ paths: [path("pay", ["f1"], { percentile: 0.95, msLimit })] });
  test.each([
    [19.8, "over"],
    [20.2, "kept"],
  ])("with a budget of %d ms for 20 is %s", (msLimit, state) => {
    const { tightest, pathsBy } = summaryOf(paths(msLimit));
    expect(tightest).toMatchObject({ name: "pay", percentile: 0.95, msLimit, state });
    expect(tightest?.ms).toBeCloseTo(20, 1);
    expect(pathsBy[state as "over" | "kept"]).toBe(1);
  });
  test("where no control costs time is unknown, not zero", () => {
    const { tightest } = summaryOf(
      system({ paths: [path("pay", ["f2"], { percentile: 0.95, msLimit: 5 })] }),
    );
    expect(tightest).toMatchObject({ ms: null, state: "unknown" });
  });
  test("without a budget is named by its 95th percentile", () => {
    const { tightest } = summaryOf(system({ paths: [path("pay", ["f1"])] }));
    expect(tightest).toMatchObject({ percentile: 0.95, msLimit: null, state: "no-budget" });
  });
});

test("the points of the scenarios add up to the risk part of the score, whatever is at stake", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.boolean()), { minLength: 1, maxLength: 8 }),
      (rows) => {
        const of = system({
          threats: rows.map((_, at) => threat(`t${at}`)),
          findings: rows.map(([, covered], at) => finding(`t${at}`, covered ? "f1" : "f2")),
          losses: rows.map(([amount], at) =>
            loss(`t${at}`, { kind: "constant", p50: 1 }, { kind: "constant", p50: amount }),
          ),
        });
        const assessed = assess(of);
        const points = scenarioParts(assessed).reduce((sum, part) => sum + part.points, 0);
        expect(points).toBeCloseTo(40 * (summaryOf(of).riskCredit ?? Number.NaN), 9);
      },
    ),
  );
});
