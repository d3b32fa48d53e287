import { expect, test } from "vitest";
import { recognise } from "@/lib/domain/latency/measured/recognise";
import { defaultRules } from "@/lib/testing/measurements";
import { readMeasurementFile } from "./read-measurement-file";
import { JSON_FILES, TEXT_FILES } from "./testdata";

const MB = 1024 * 1024;
const filled = (one: string, around: (many: string) => string, by = ",") =>
  around(Array.from({ length: Math.floor((11 * MB) / (one.length + by.length)) }, () => one).join(by));
const [resource] = JSON_FILES.otlp.resourceSpans;
const [otlpSpan] = resource.scopeSpans[0].spans;
const trace = (many: string) => `{"resourceSpans":[{"scopeSpans":[{"spans":[${many}]}]}]}`;
const numbered = (make: (n: number) => object, count: number) =>
  trace(Array.from({ length: count }, (_, n) => JSON.stringify(make(n))).join(","));
const id = (n: number) => (n + 1).toString(16).padStart(16, "0");

/** What costs little to write down and much to read naively. */
const COSTLY: readonly (readonly [string, () => string])[] = [
  ["one span again and again", () => filled(JSON.stringify(otlpSpan), trace)],
  ["spans of nothing but a number for an id", () => filled('{"id":1}', (many) => `[${many}]`)],
  [
    "spans inside one another",
    () => numbered((n) => ({ ...otlpSpan, spanId: id(n), parentSpanId: id(n - 1), links: [] }), 30_000),
  ],
  [
    "spans that link to all others",
    () =>
      numbered(
        (n) => ({
          ...otlpSpan,
          spanId: id(n),
          links: Array.from({ length: 100 }, (_, m) => ({ traceId: otlpSpan.traceId, spanId: id(m) })),
        }),
        1_300,
      ),
  ],
  [
    "tags of one span",
    () =>
      trace(
        filled('{"key":"kc","value":{"stringValue":"a"}}', (many) =>
          JSON.stringify({ ...otlpSpan, attributes: [] }).replace(
            '"attributes":[]',
            `"attributes":[${many}]`,
          ),
        ),
      ),
  ],
  [
    "requests",
    () => filled(JSON.stringify(JSON_FILES.har.log.entries[0]), (many) => `{"log":{"entries":[${many}]}}`),
  ],
  ["metrics in one header", () => filled("auth;dur=1", (many) => `Server-Timing: ${many}`)],
  ["quotes in one header", () => filled('a;desc="', (many) => `Server-Timing: ${many}`)],
  ["answers", () => filled("auth;dur=1", (many) => many, "\n")],
  ["samples", () => filled(TEXT_FILES.prometheus, (many) => many, "\n")],
  [
    "labels of one sample",
    () => filled('a="b"', (many) => `# TYPE x_seconds histogram\nx_seconds_bucket{${many},le="1"} 1\n`),
  ],
  ["an open label", () => `# TYPE x_seconds histogram\nx_seconds_bucket{a="${"\\".repeat(11 * MB)}`],
  ["digits of a sample", () => `# TYPE x histogram\nx ${"1".repeat(11 * MB)}x`],
];

test.each(COSTLY)("%s, of many megabytes, are answered in seconds", { timeout: 60_000 }, (_, make) => {
  const text = make();
  const start = performance.now();
  const read = readMeasurementFile(text);
  expect(read === null || read.ok || read.error.problems.length > 0).toBe(true);
  if (read?.ok) recognise(read.value, defaultRules);
  expect(performance.now() - start).toBeLessThan(15_000);
});
