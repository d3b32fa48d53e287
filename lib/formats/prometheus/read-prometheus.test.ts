import { describe, expect, test } from "vitest";
import { measured, msBySteps } from "@/lib/testing/measurements";
import { quantilesOf } from "./histogram";
import { parseSample } from "./parse-sample";

const HISTOGRAM = (name: string, sum: number, labels = "") => {
  const le = (upTo: string) => `{${labels}${labels ? "," : ""}le="${upTo}"}`;
  const own = labels ? `{${labels}}` : "";
  return [
    `# TYPE ${name} histogram`,
    `${name}_bucket${le("0.01")} 50`,
    `${name}_bucket${le("0.1")} 90`,
    `${name}_bucket${le("+Inf")} 100`,
    `${name}_sum${own} ${sum}`,
    `${name}_count${own} 100`,
    "",
  ].join("\n");
};

describe("a sample", () => {
  test.each([
    ["a 1", ["a", [], 1]],
    [
      'a{b="c",d="e"} 1.5e-3 1395066363000',
      [
        "a",
        [
          ["b", "c"],
          ["d", "e"],
        ],
        0.0015,
      ],
    ],
    ['a{b="\\"x\\" \\\\ \\n",} 1', ["a", [["b", '"x" \\ \n']], 1]],
    ["a{} +Inf", ["a", [], Number.POSITIVE_INFINITY]],
    ['a_bucket{le="1"} 5 # {trace_id="x"} 0.3', ["a_bucket", [["le", "1"]], 5]],
    ["a NaN", ["a", [], Number.NaN]],
  ])("%s", (line, expected) => {
    const sample = parseSample(line);
    expect([sample?.name, sample?.labels, sample?.value]).toEqual(expected);
  });
  test.each(["", "1 a", "a", 'a{b="c} 1', "a{b=c} 1", 'a{b="c"', "a 1x", "a{", 'a{b="c"}'])(
    "%s is none",
    (line) => {
      expect(parseSample(line)).toBeNull();
    },
  );
});

describe("percentiles of a histogram", () => {
  const infinite = { upTo: Number.POSITIVE_INFINITY, count: 100 };
  test("lie on straight lines inside their bucket, from 0 in the lowest, and never past the last border", () => {
    expect(
      quantilesOf([{ upTo: 10, count: 50 }, { upTo: 100, count: 90 }, infinite])?.map(({ value }) => value),
    ).toEqual([10, 100, 100, 100]);
    expect(quantilesOf([{ upTo: 8, count: 100 }, infinite])?.map(({ value }) => value)).toEqual([
      4, 7.2, 7.6, 7.92,
    ]);
  });
  test("are unknown where buckets fall or the last border is missing, and none where nothing was counted", () => {
    expect(
      quantilesOf([
        { upTo: 1, count: 5 },
        { upTo: 2, count: 4 },
        { ...infinite, count: 4 },
      ]),
    ).toBeNull();
    expect(quantilesOf([{ upTo: 1, count: 5 }])).toBeNull();
    expect(quantilesOf([{ upTo: Number.NaN, count: 5 }, infinite])).toBeNull();
    expect(quantilesOf([])).toBeNull();
    expect(
      quantilesOf([
        { upTo: 1, count: 0 },
        { ...infinite, count: 0 },
      ]),
    ).toEqual([]);
  });
});

describe("a text of Prometheus", () => {
  test("has histograms of times, in the unit of their name", () => {
    const told = measured(
      HISTOGRAM("authentication_duration_seconds", 2) + HISTOGRAM("my_authz_milliseconds", 300),
    );
    expect(told).toMatchObject({
      format: "Prometheus text",
      found: { samples: 10, histograms: 2 },
      msTotal: null,
    });
    expect(msBySteps(told)).toEqual({ token: 2_000, authorization: 300 });
    expect(told.trends).toMatchObject([
      {
        name: "authentication_duration_seconds",
        count: 100,
        msMean: 20,
        quantiles: [{ probability: 0.5, ms: 10 }, { ms: 100 }, {}, {}],
      },
      { name: "my_authz_milliseconds", msMean: 3, quantiles: [{ ms: 0.01 }, {}, {}, {}] },
    ]);
  });
  test("has a histogram for each set of labels", () => {
    const told = measured(HISTOGRAM("http_seconds", 2, 'a="1"') + HISTOGRAM("http_seconds", 4, 'a="2"'));
    expect(told.trends.map(({ tags, msMean }) => [tags, msMean])).toEqual([
      [[["a", "1"]], 20],
      [[["a", "2"]], 40],
    ]);
  });
  test("says at which line a histogram is no time, its buckets are wrong or a line is no sample", () => {
    const told = measured(
      `${HISTOGRAM("sent_bytes", 2)}!\n# TYPE b_seconds histogram\nb_seconds_bucket{le="1"} 5\nb_seconds_bucket{le="+Inf"} 4\n`,
    );
    expect(told.notes.map(({ line }) => line)).toEqual([2, 7, 9]);
    expect(told.trends).toMatchObject([{ name: "b_seconds", count: 4, msMean: null, quantiles: [] }]);
  });
});
