import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { leavesOf } from "../expectation/expectation";
import { checkGolden, type GoldenLine } from "./check-golden";

const file = readFileSync(
  fileURLToPath(new URL("../../catalogue/golden-system.json", import.meta.url)),
  "utf8",
);
const bytesOf = (data: unknown) =>
  new TextEncoder().encode(typeof data === "string" ? data : JSON.stringify(data));
const linesOf = (data: unknown): readonly GoldenLine[] => {
  const result = checkGolden(bytesOf(data));
  if (!result.ok)
    throw new Error(result.error.problems.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  return result.value;
};
const problemOf = (data: unknown) => {
  const result = checkGolden(bytesOf(data));
  return result.ok ? "none" : `${result.error.problems[0]?.path}: ${result.error.problems[0]?.message}`;
};
/** The worked example with one place changed. */
const changed = (path: readonly (string | number)[], value: unknown): unknown => {
  const data = JSON.parse(file);
  const at = path.slice(0, -1).reduce((part, step) => part[step], data);
  at[path.at(-1) ?? ""] = value;
  return data;
};
const stepsOf = (path: string) =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

describe("the product's worked example", () => {
  const lines = linesOf(file);
  test("comes out number by number", () => {
    expect(lines.filter((line) => !line.ok)).toEqual([]);
    expect(lines.length).toBe(34);
    expect(lines[0]?.text).toBe("findings[0].expectedResidual 0.039999999999999994 0.039999999999999994 ok");
  });
  test("names every number that it expects, once", () => {
    const expected = leavesOf(JSON.parse(file)).filter(({ path }) => /(^|[.])expected/.test(path));
    expect(lines.map(({ path }) => path)).toEqual(expected.map(({ path }) => path));
  });
  test("comes out the same when all that it expects is wrong: nothing is computed from it", () => {
    const data = lines.reduce((all, { path, expected }) => {
      const steps = stepsOf(path);
      const at = steps.slice(0, -1).reduce((part, step) => part[step], all);
      at[steps.at(-1) ?? ""] = Number(expected) * 3 + 1;
      return all;
    }, JSON.parse(file));
    const wrong = linesOf(data);
    expect(wrong.map(({ computed }) => computed)).toEqual(lines.map(({ computed }) => computed));
    expect(wrong.filter((line) => line.ok)).toEqual([]);
  });
  test.each([
    [["findings", 0, "expectedResidual"], 0.0400001],
    [["money", "expectedAleToday"], 103_072.82],
    [["latency", "expected", "p95"], 34.04],
    [["score", "expectedScore"], 58.9],
  ])("is off when %j is a little wrong", (path, value) => {
    const off = linesOf(changed(path, value)).filter((line) => !line.ok);
    expect(off.map((line) => line.path)).toHaveLength(1);
    expect(off[0]?.text.endsWith(" off")).toBe(true);
  });
});

test("a file can't allow itself more than half a millisecond, and may ask for less than the default", () => {
  const offOf = (toleranceMs: number) => {
    const data = JSON.parse(file);
    data.latency.toleranceMs = toleranceMs;
    data.latency.expected.p95 += 0.6;
    data.latency.expected.p50 += 0.05;
    return linesOf(data)
      .filter((line) => !line.ok)
      .map(({ path }) => path);
  };
  expect(offOf(1000)).toEqual(["latency.expected.p95"]);
  expect(offOf(0.02)).toEqual(["latency.expected.p50", "latency.expected.p95"]);
});

describe("another example of the same shape", () => {
  test.each<[string, readonly (string | number)[], unknown, readonly string[]]>([
    [
      "a control that becomes proven",
      ["findings", 1, "controls", 1, "state"],
      "proven",
      ["findings[1].expectedResidual"],
    ],
    ["another weight", ["findings", 0, "likelihood"], 1, ["scenario.expectedResidual"]],
    [
      "another percentile of the budget",
      ["latency", "budget", "percentile"],
      "p99",
      ["latency.budget.expectedLeftMs"],
    ],
    ["another hit rate", ["latency", "steps", "mtls", "hitProbability"], 0.1, ["latency.expected.p50"]],
    [
      "a rate that is a range",
      ["money", "rate"],
      { kind: "pert", p5: 0.2, p50: 0.5, p95: 1 },
      ["money.expectedAleNoControls"],
    ],
  ])("with %s comes out differently", (_, path, value, moved) => {
    const off = linesOf(changed(path, value)).filter((line) => !line.ok);
    expect(off.map((line) => line.path)).toEqual(expect.arrayContaining([...moved]));
  });
  test("may expect more percentiles, and parts may be missing", () => {
    const { latency } = JSON.parse(file);
    const data = { latency: { ...latency, expected: { p5: 2.9, p90: 26.9, "p99.9": 50 } } };
    const computed = linesOf(data).map((line) => line.computed);
    expect(computed.slice(6, 9).every((value) => typeof value === "number")).toBe(true);
  });
  test("that expects what the product does not compute is off there", () => {
    const data = changed(["money", "expectedHappiness"], 42);
    expect(linesOf(data).find(({ path }) => path === "money.expectedHappiness")?.text).toBe(
      "money.expectedHappiness 42 none off",
    );
  });
  test("that is mostly unknown has no score", () => {
    const { score } = JSON.parse(file);
    const items = [
      ["must", "unknown"],
      ["other", "unknown"],
      ["other", "proven"],
    ];
    const lines = linesOf({ score: { ...score, items, expectedScore: null } });
    expect(lines.find(({ path }) => path === "score.expectedScore")).toMatchObject({
      computed: null,
      ok: true,
    });
  });
  test("may be made of constants and of nothing", () => {
    const latency = {
      steps: { a: { kind: "constant", ms: 3 } },
      path: { series: ["a", "a", { parallel: [] }] },
      expected: { mean: 6, p50: 6, p99: 6 },
    };
    expect(linesOf({ latency }).every((line) => line.ok)).toBe(true);
    expect(linesOf({})).toEqual([]);
  });
});

describe("a file that is no example is refused in a sentence", () => {
  test.each([
    ["", ": The file is empty."],
    ["{", ": Correct the JSON here:"],
    ["[]", ": Write fields with values here; found a list."],
    [
      changed(["findings", 0, "controls", 0, "layer"], "cloud"),
      "findings[0].controls[0].layer: Write one of network",
    ],
    [
      changed(["findings", 0, "controls", 0, "strength"], 4),
      "findings[0].controls[0].strength: Write a strength of 0, 1, 2 or 3.",
    ],
    [
      changed(["findings", 0, "likelyhood"], 4),
      'findings[0].likelyhood: The field "likelyhood" is not known here',
    ],
    [
      changed(["latency", "path", "series", 0], "handshakes"),
      'latency.expected: the path names the step "handshakes"',
    ],
    [
      changed(["latency", "steps", "localToken", "p50"], 9),
      'latency.expected: step "localToken": Give the times in rising order.',
    ],
    [changed(["latency", "toleranceMs"], 0), "latency.toleranceMs: Write a number"],
    [
      changed(["money", "loss"], { kind: "lognormal", p5: 0, p95: 1 }),
      "money.loss: The p5 of a lognormal quantity is above 0",
    ],
    [changed(["money", "loss", "p95"], 1e300), "money.loss.p95: Write a number of at most"],
    [`{"findings":${"[".repeat(50)}${"]".repeat(50)}}`, ": Nest at most 20 levels"],
  ])("%#", (data, sentence) => {
    expect(problemOf(data)).toContain(sentence);
  });
  test("as are bytes that are no text", () => {
    for (const bytes of [Uint8Array.of(0xff, 0xfe, 0x00), new TextEncoder().encode('{"a":"\0"}')]) {
      const result = checkGolden(bytes);
      expect(result.ok ? "" : result.error.problems[0]?.message).toContain("not plain text");
    }
  });
});
