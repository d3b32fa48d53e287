import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { leavesOf } from "../expectation/expectation";
import { checkVectors, type VectorLine } from "./check-vectors";

const file = readFileSync(
  fileURLToPath(new URL("../../domain/roi/testdata/vectors.json", import.meta.url)),
  "utf8",
);
const vectors = JSON.parse(file).public as readonly { id: string; expected: unknown }[];
const bytesOf = (data: unknown) => new TextEncoder().encode(JSON.stringify(data));
const check = (data: unknown): readonly VectorLine[] => {
  const result = checkVectors(bytesOf(data));
  if (!result.ok) throw new Error(result.error.problems.map(({ message }) => message).join("\n"));
  return result.value;
};
const checkOne = (vector: object) =>
  check([{ id: "one", topic: "roi", inputs: {}, expected: {}, ...vector }])[0];
const problemOf = (data: unknown) => {
  const result = checkVectors(bytesOf(data));
  return result.ok ? "none" : `${result.error.problems[0]?.path}: ${result.error.problems[0]?.message}`;
};

/** Numbers that quote somebody else's mistake or describe the reference run. */
const QUOTED =
  /^(published|cap_published_rounded|their_value|evaluator_value|seed_claims|greedy|grid|n_total|quantile_se)|^must_not_be/;

/** A copy of some data with the number at one path changed. */
function withNumber(data: unknown, path: string, value: number): unknown {
  const copy = structuredClone(data) as never;
  const steps = leafSteps(data, path);
  const at = steps.slice(0, -1).reduce((part: never, step) => part[step as never], copy) as Record<
    string,
    unknown
  >;
  at[String(steps.at(-1))] = value;
  return copy;
}

/** Names may hold dots ("0.95"), so the steps of a path are found by walking. */
function leafSteps(data: unknown, path: string, prefix = ""): readonly (string | number)[] {
  if (typeof data !== "object" || data === null) return [];
  for (const [name, value] of Object.entries(data)) {
    const at = Array.isArray(data) ? `${prefix}[${name}]` : prefix === "" ? name : `${prefix}.${name}`;
    if (at === path) return [name];
    if (path.startsWith(at)) {
      const rest = leafSteps(value, path, at);
      if (rest.length > 0) return [name, ...rest];
    }
  }
  return [];
}

describe("the worked examples of risk and latency", () => {
  test("all come out", () => {
    const lines = check(JSON.parse(file));
    expect(lines.filter(({ verdict }) => verdict !== "ok")).toEqual([]);
    expect(lines.map(({ id }) => id)).toEqual(vectors.map(({ id }) => id));
    expect(lines.length).toBe(43);
  });
  const cases = vectors.flatMap((vector) =>
    leavesOf(vector.expected)
      .filter(({ path, value }) => typeof value === "number" && !QUOTED.test(path) && !/selected/.test(path))
      .map(({ path, value }) => [vector.id, path, vector, Number(value)] as const),
  );
  // Simulated and gridded ones are tried once each, not number by number.
  const quick = cases.filter(([id, path]) => !/^fair-mult|^compound/.test(id) || /mean$/.test(path));
  test.each(quick)("%s is off when its %s is wrong", (_, path, vector, value) => {
    const wrong = {
      ...vector,
      expected: withNumber(vector.expected, path, value === 0 ? 1 : value * 1.03 + 2.1e-3),
    };
    const [line] = check([wrong]);
    expect(line?.verdict).toBe("off");
    expect(line?.remarks.join()).toContain(path);
  });
  test("is off when a known mistake is what comes out", () => {
    const trap = vectors.find(({ id }) => id === "riskquant-pertloss-trap");
    const [line] = check([{ ...trap, expected: { must_not_be: 1.4813380365467668 } }]);
    expect(line?.verdict).toBe("off");
  });
});

describe("other examples", () => {
  test("of known form come out with other numbers", () => {
    const roi = {
      inputs: {
        breach_probability_per_year: 0.2,
        breach_cost: 1_000,
        cost_of_security_per_year: 50,
        mitigation_ratio: 0.5,
      },
      expected: { value: 100, roi: 1, roi_percent: 100 },
    };
    expect(checkOne(roi)?.verdict).toBe("ok");
    const latency = { topic: "latency", inputs: { a: [1, 2], b: [3, 5] }, expected: { sum: [4, 7] } };
    expect(checkOne(latency)?.verdict).toBe("ok");
    const ale = {
      topic: "ale",
      inputs: { asset_value: 100, exposure_factor: 0.5, aro: "1/4" },
      expected: { ale: 12.5 },
    };
    expect(checkOne(ale)?.verdict).toBe("ok");
    const sums = {
      topic: "latency",
      inputs: { exponential_means: [1, 2, 5] },
      expected: { p50: 6.807_281_73 },
      tolerance: { abs: 1 },
    };
    expect(checkOne(sums)?.verdict).toBe("ok");
  });
  test.each([
    ["an unknown topic", { topic: "astrology", expected: { luck: 7 } }],
    ["the name of an object's own method as topic", { topic: "constructor", expected: { luck: 7 } }],
    ["inputs of another form", { inputs: { stars: 5 }, expected: { roi: 1 } }],
    [
      "a number that is not computed",
      { topic: "probability", inputs: { p: 0.1 }, expected: { lambda: 0.10536051565782628, luck: 7 } },
    ],
    [
      "dependence that has no agreed meaning",
      { topic: "probability", inputs: { p: [0.1, 0.1], rho: 0.5 }, expected: { both: 0.05 } },
    ],
    ["nothing to compare", { topic: "probability", inputs: { p: 0.1 }, expected: { note: "words" } }],
    [
      "too many controls for a proof without a solver",
      {
        topic: "portfolio",
        inputs: {
          cost: Array(30).fill(1),
          latency_ms: Array(30).fill(0),
          effectiveness: Array(30).fill([0.5]),
          ale: [1],
          budget: 3,
          latency_budget_ms: 1,
        },
        expected: { residual: 0.125 },
      },
    ],
  ])("with %s are unsupported, and say why", (_, vector) => {
    const line = checkOne(vector);
    expect(line).toMatchObject({ verdict: "unsupported", ok: true, text: "one unsupported" });
    expect(line?.remarks).toHaveLength(1);
  });
});

describe("a file that holds no vectors is refused in a sentence", () => {
  const good = { id: "a", topic: "roi", inputs: {}, expected: {} };
  test.each([
    [{ meta: {} }, ": There is no list of vectors here."],
    [7, ": There is no list of vectors here."],
    [{ public: [good, good] }, ": The id a stands twice: keep one of them."],
    [{ public: [{ ...good, id: "a b" }] }, "public[0].id: Write an id without spaces."],
    [{ public: [good, { ...good, id: "b", inputs: 3 }] }, "public[1].inputs: Write fields with values here"],
    [
      { public: [{ ...good, tolerance: { rel: 5 } }] },
      "public[0].tolerance.rel: Write a number of at most 0.1",
    ],
  ])("%j", (data, sentence) => {
    expect(problemOf(data)).toContain(sentence);
  });
});
