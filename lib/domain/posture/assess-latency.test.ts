import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BudgetStanding } from "../latency/budget";
import { assessLatency, tightestPath } from "./assess-latency";
import { coverageOf } from "./coverage";
import { NO_SWITCHES, type PostureFacts, type Switches } from "./facts";
import { barsOfPath, controlCostsOnPath } from "./path-bars";
import { stepsOfPath } from "./path-steps";
import { postureView } from "./posture-view";
import { control, facts, flow, id, mechanism, path, percentiles, single } from "./testdata/facts";

const tls = mechanism("tls", { latency: single("handshake", percentiles(20, 30, 40), 1, 20) });
const mtls = mechanism("mtls", {
  latency: single("handshake", percentiles(22, 33, 44)),
  latencyContains: ["tls"],
});
const token = mechanism("token", { latency: single("token", percentiles(3, 7, 12)) });
const aes = mechanism("aes", { latency: single("encryption", percentiles(1, 2, 3)) });
const paper = mechanism("paper");
const mechanisms = [aes, token, mtls, tls, paper];

const assessed = (of: PostureFacts, switches: Switches = NO_SWITCHES) => {
  const [first] = assessLatency(of, coverageOf(of, switches));
  if (!first) throw new Error("there is a path");
  return first;
};
const stepsOf = (of: PostureFacts) => {
  const [first] = of.paths;
  if (!first) throw new Error("there is a path");
  return stepsOfPath(first, of, coverageOf(of, NO_SWITCHES)).steps;
};
const barsOf = (of: PostureFacts, probability: number) => {
  const [first] = of.paths;
  if (!first) throw new Error("there is a path");
  const bars = barsOfPath(first, of, coverageOf(of, NO_SWITCHES), probability);
  if (!bars.ok) throw new Error(bars.error.reason);
  return bars.value;
};

describe("the steps of a path", () => {
  test("stand in the order in which a hop pays them, whatever their control's number", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1")],
      paths: [path("p", ["f1"])],
      controls: [
        control("1", aes, ["f1"]),
        control("2", token, ["f1"]),
        control("3", tls, ["f1"]),
        control("4", paper, ["f1"]),
      ],
    });
    expect(stepsOf(of).map(({ kind }) => kind)).toEqual(["handshake", "token", "encryption"]);
  });

  test("leave out what another mechanism on the hop contains, and only there", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1", { targetId: id("a") }), flow("f2", { targetId: id("b") })],
      paths: [path("p", ["f1", "f2"])],
      controls: [control("1", tls, ["whole"]), control("2", mtls, ["f2"])],
    });
    expect(stepsOf(of).map(({ flowId, control: { mechanism: name } }) => `${flowId} ${name}`)).toEqual([
      "f1 tls",
      "f2 mtls",
    ]);
  });

  test("leave out what only another one requires: who requires pays for itself alone", () => {
    const bound = mechanism("bound", {
      requires: ["token"],
      latency: single("token", percentiles(1, 1, 1)),
    });
    const of = facts({
      mechanisms: [...mechanisms, bound],
      flows: [flow("f1")],
      paths: [path("p", ["f1"])],
      controls: [control("1", bound, ["f1"])],
    });
    expect(stepsOf(of)).toHaveLength(1);
    expect(assessed(of).summary?.msP50).toBeCloseTo(1, 1);
  });

  test("are paid once where a mechanism stands twice, by the first control", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1")],
      paths: [path("p", ["f1"])],
      controls: [
        control("1", token, ["f1"]),
        control("2", token, ["server"]),
        control("3", token, ["whole"]),
      ],
    });
    expect(stepsOf(of).map(({ control: { number } }) => number)).toEqual([1]);
    const alone = facts({ ...of, controls: of.controls.slice(0, 1) });
    expect(assessed(of).summary).toEqual(assessed(alone).summary);
  });

  test("are paid again for every call and for every time that the path takes the flow", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1", { callsPerRequest: 3 })],
      paths: [path("p", ["f1", "f1"])],
      controls: [control("1", token, ["f1"])],
    });
    expect(stepsOf(of)).toHaveLength(6);
    const once = facts({ ...of, flows: [flow("f1")], paths: [path("p", ["f1"])] });
    expect(assessed(of).summary?.msMean).toBeCloseTo(6 * (assessed(once).summary?.msMean ?? 0), 6);
  });

  test("of a flow that nobody waits for are none, so the path does not pay", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1", { asynchronous: true })],
      paths: [path("p", ["f1"])],
      controls: [control("1", token, ["f1"])],
    });
    expect(stepsOf(of)).toEqual([]);
    expect(assessed(of)).toMatchObject({ unknown: true, summary: { msP99: 0 } });
  });

  test("stretch with the hop's round trip, and only by the round trips inside the figure", () => {
    const at = (msRoundTrip: number | null) =>
      facts({
        mechanisms,
        flows: [flow("f1", { msRoundTrip })],
        paths: [path("p", ["f1"])],
        controls: [control("1", tls, ["f1"]), control("2", token, ["f1"])],
      });
    const mean = (msRoundTrip: number | null) => assessed(at(msRoundTrip)).summary?.msMean ?? Number.NaN;
    expect(mean(20)).toBeCloseTo(mean(null), 6);
    // The handshake waits for one round trip; its fastest half begins at half of p50, which moves half as far.
    expect(mean(80)).toBeGreaterThan(mean(20) + 50);
    expect(mean(0)).toBeLessThan(mean(20));
  });
});

/** Any path of some hops, two of them side by side, with some controls on them. */
const someMs = fc.integer({ min: 1, max: 300 }).map((tenths) => tenths / 10);
const anyFacts = fc
  .record({
    hops: fc.integer({ min: 1, max: 5 }),
    beside: fc.boolean(),
    calls: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 7, maxLength: 7 }),
    figures: fc.array(fc.tuple(someMs, someMs, someMs), { minLength: 4, maxLength: 4 }),
    places: fc.array(fc.subarray(["f1", "f2", "f3", "f4", "f5", "f6", "f7", "whole"], { minLength: 1 }), {
      minLength: 4,
      maxLength: 4,
    }),
  })
  .map(({ hops, beside, calls, figures, places }) => {
    const flows = calls.map((callsPerRequest, place) =>
      flow(`f${place + 1}`, { callsPerRequest, targetId: id(`c${place}`) }),
    );
    const kinds = ["handshake", "token", "encryption", "inspection"] as const;
    const all = kinds.map((kind, place) => {
      const [a = 1, b = 1, c = 1] = [...(figures[place] ?? [])].sort((x, y) => x - y);
      return mechanism(kind, { latency: single(kind, percentiles(a, b, c)) });
    });
    const names = flows.slice(0, hops).map(({ id: name }) => String(name));
    return facts({
      mechanisms: all,
      flows,
      paths: [path("p", beside ? [...names, ["f6", "f7"]] : names, { percentile: 0.99, msLimit: 100 })],
      controls: all.map((one, place) => control(String(place + 1), one, places[place] ?? ["whole"])),
    });
  });

describe("the bars of a path", () => {
  test("add up to the percentile they are drawn for", () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(0.5, 0.95, 0.99), (of, probability) => {
        const { hops, msTotal } = barsOf(of, probability);
        const sum = hops.reduce((all, { ms }) => all + ms, 0);
        expect(sum).toBeCloseTo(msTotal, 6);
        for (const { segments, ms } of hops)
          expect(segments.reduce((all, one) => all + one.ms, 0)).toBeCloseTo(ms, 9);
      }),
      { numRuns: 40 },
    );
  });

  test("run up to the whole and never fall", () => {
    fc.assert(
      fc.property(anyFacts, (of) => {
        const { hops, msTotal } = barsOf(of, 0.95);
        const running = hops.map(({ msRunning }) => msRunning);
        expect(running.at(-1)).toBeCloseTo(msTotal, 6);
        expect(running.every((ms, place) => ms >= (running[place - 1] ?? 0) - 1e-9)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test("name the control of each step once, however often it is called", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1", { callsPerRequest: 4 })],
      paths: [path("p", ["f1"])],
      controls: [control("1", token, ["f1"]), control("2", aes, ["f1"])],
    });
    expect(barsOf(of, 0.95).hops[0]?.segments.map(({ step }) => step.control.number)).toEqual([1, 2]);
  });

  test("mark hops side by side as one part of the path", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1"), flow("f2"), flow("f3")],
      paths: [path("p", ["f1", ["f2", "f3"]])],
      controls: [control("1", token, ["whole"])],
    });
    expect(barsOf(of, 0.95).hops.map(({ part, branch }) => [part, branch])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
  });
});

describe("percentiles of a path", () => {
  test("are those of the sum, never the sum of percentiles", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1"), flow("f2"), flow("f3")],
      paths: [path("p", ["f1", "f2", "f3"])],
      controls: [control("1", token, ["whole"])],
    });
    const { summary } = assessed(of);
    expect(summary?.msP95).toBeLessThan(3 * 7 - 1);
    expect(summary?.msP99).toBeLessThan(3 * 12 - 5);
    const one = assessed(facts({ ...of, paths: [path("p", ["f1"])] })).summary;
    expect(summary?.msMean).toBeCloseTo(3 * (one?.msMean ?? 0), 6);
  });

  test("never rise when a control is switched off", () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(3), (of, which) => {
        const off = of.controls.slice(which, which + 1).map(({ id: name }) => name);
        const [before, after] = [assessed(of), assessed(of, { ...NO_SWITCHES, off })];
        for (const at of ["msMean", "msP50", "msP95", "msP99", "msMin", "msMax"] as const)
          expect(after.summary?.[at] ?? Number.NaN).toBeLessThanOrEqual((before.summary?.[at] ?? 0) + 1e-6);
      }),
      { numRuns: 40 },
    );
  });

  test("and what a control costs is the difference", () => {
    fc.assert(
      fc.property(anyFacts, (of) => {
        const [only] = of.paths;
        if (!only) throw new Error("there is a path");
        const costs = controlCostsOnPath(only, of, coverageOf(of, NO_SWITCHES));
        if (!costs.ok) throw new Error(costs.error.reason);
        const before = assessed(of).summary;
        for (const { control: one, cost } of costs.value) {
          const after = assessed(of, { ...NO_SWITCHES, off: [one.id] }).summary;
          expect(cost.msP95).toBeCloseTo((before?.msP95 ?? 0) - (after?.msP95 ?? 0), 6);
        }
      }),
      { numRuns: 20 },
    );
  });

  test("of the view follow the budget, or what is asked for; the budget keeps its own", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1")],
      paths: [path("p", ["f1"], { percentile: 0.99, msLimit: 10 })],
      controls: [control("1", token, ["f1"])],
    });
    const [own] = postureView(of, NO_SWITCHES, { pathId: id("p"), percentile: null }).paths;
    const [middle] = postureView(of, NO_SWITCHES, { pathId: id("p"), percentile: 0.5 }).paths;
    expect(own?.detail).toMatchObject({ percentile: 0.99 });
    expect(own?.detail?.msTotal).toBeCloseTo(own?.summary?.msP99 ?? 0, 6);
    expect(middle?.detail?.percentile).toBe(0.5);
    expect(middle?.detail?.msTotal).toBeCloseTo(own?.summary?.msP50 ?? 0, 6);
    expect(postureView(of, NO_SWITCHES).paths[0]?.detail).toBeNull();
    expect(middle?.standing).toEqual(own?.standing);
  });
});

describe("a path too large", () => {
  test("has a sentence and no numbers", () => {
    const of = facts({
      mechanisms,
      flows: [flow("f1", { callsPerRequest: 50 })],
      paths: [
        path(
          "p",
          Array.from({ length: 11 }, () => "f1"),
        ),
      ],
      controls: [control("1", token, ["f1"])],
    });
    const [view] = postureView(of, NO_SWITCHES).paths;
    expect(view).toMatchObject({ summary: null, detail: null, unknown: false });
    expect(view?.refusal).toMatch(/at most 500 steps; this one has 550/);
  });

  const slow = mechanism("slow", { latency: single("handshake", percentiles(1, 40, 60)) });
  const many = (count: number, calls: number) =>
    facts({
      mechanisms: [slow],
      flows: [flow("f1", { callsPerRequest: calls })],
      paths: Array.from({ length: count }, (_, n) => path(`p${n}`, ["f1", "f1"])),
      controls: [control("1", slow, ["f1"])],
    });
  test("is one of many that are computed until it is enough", () => {
    const all = assessLatency(many(100, 40), coverageOf(many(100, 40), NO_SWITCHES));
    const computed = all.filter(({ summary }) => summary !== null).length;
    expect(computed).toBeGreaterThan(5);
    expect(computed).toBeLessThan(20);
    expect(all.findLastIndex(({ summary }) => summary !== null)).toBe(computed - 1);
    expect(all.at(-1)?.refusal?.reason).toContain("as much as is computed at once");
  });
});

describe("the tightest path", () => {
  const standing = (msSpent: number, msLimit: number): BudgetStanding => ({
    msSpent,
    msLeft: Math.max(0, msLimit - msSpent),
    msOver: Math.max(0, msSpent - msLimit),
    kept: msSpent <= msLimit,
  });
  const one = (name: string, msSpent: number, msLimit: number | null) => ({
    path: path(name, ["f1"], msLimit === null ? null : { percentile: 0.95, msLimit }),
    summary: { msMean: 0, msP50: 0, msP95: msSpent, msP99: 0, msMin: 0, msMax: 0 },
    refusal: null,
    standing: msLimit === null ? null : standing(msSpent, msLimit),
    unknown: false,
  });
  test("is the one that has used most of its limit; one without a budget never comes before one with", () => {
    expect(tightestPath([one("a", 10, 20), one("b", 30, 100), one("c", 500, null)])?.path.name).toBe("a");
    expect(tightestPath([one("a", 10, 20), one("b", 130, 100)])?.path.name).toBe("b");
    expect(tightestPath([one("a", 10, null), one("c", 500, null)])?.path.name).toBe("c");
    expect(tightestPath([])).toBeNull();
  });
});
