import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recognise } from "@/lib/domain/latency/measured/recognise";
import { truncated, wronged } from "@/lib/testing/hostile-files";
import { defaultRules, measured, refusalOf } from "@/lib/testing/measurements";
import { readMeasurementFile } from "./read-measurement-file";
import { JSON_FILES, TEXT_FILES } from "./testdata";

/** Whatever a text holds is answered: recognised as something sound, refused with a sentence, or not ours. */
function expectAnswer(text: string): void {
  const read = readMeasurementFile(text);
  if (read === null) return;
  if (!read.ok) {
    expect(read.error.problems[0]?.message).toMatch(/[a-z]/);
    return;
  }
  const told = recognise(read.value, defaultRules);
  const numbers = [told.msTotal, told.msSecurity, told.msRest, ...told.steps.map(({ ms }) => ms)];
  for (const ms of numbers) if (ms !== null) expect(ms).toBeGreaterThanOrEqual(-1e-6);
  for (const { message } of told.notes) expect(message).not.toBe("");
  for (const { ms, msSelf } of told.rules) expect(msSelf).toBeLessThanOrEqual(ms + 1e-6);
}

describe.each(Object.entries(JSON_FILES))("a file of %s", (_, file) => {
  const text = JSON.stringify(file, null, 1);
  test("is read", () => expect(measured(text).steps.length).toBeGreaterThan(0));
  test("is answered with an end that is missing", () => {
    for (const part of truncated(text)) expectAnswer(part);
    const cut = text.slice(0, -3);
    expect(refusalOf(cut)?.line).toBe(cut.split("\n").length);
  });
  test("is answered with anything wrong in it", () => {
    fc.assert(
      fc.property(wronged(file), (wrong) => expectAnswer(JSON.stringify(wrong) ?? "")),
      { numRuns: 300 },
    );
  });
});

describe.each(Object.entries(TEXT_FILES))("a text of %s", (_, text) => {
  test("is read", () => expect(measured(text).steps).toHaveLength(1));
  test("is answered with an end that is missing, and with other signs in it", () => {
    for (const part of truncated(text)) expectAnswer(part);
    const sign = fc.constantFrom(
      "{",
      "}",
      '"',
      "\\",
      "\n",
      ";",
      ",",
      "=",
      " ",
      "#",
      "1e999",
      "-",
      "NaN",
      "\u202e",
    );
    const change = fc.array(fc.tuple(fc.nat(text.length), sign), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(change, (all) =>
        expectAnswer(all.reduce<string>((some, [at, put]) => some.slice(0, at) + put + some.slice(at), text)),
      ),
      { numRuns: 500 },
    );
  });
});

describe("a file that is no measurement", () => {
  test("is left to other readers", () => {
    for (const text of [
      "",
      " ",
      "{}",
      "[]",
      "7",
      '{"bomFormat": "x"}',
      "otmVersion: 0.2.0",
      "<har/>",
      "[[]]",
      '{"metrics": {}}',
    ])
      expect(readMeasurementFile(text)).toBeNull();
  });
  test("of any JSON or text is answered", () => {
    fc.assert(fc.property(fc.oneof(fc.json({ maxDepth: 5 }), fc.string({ unit: "binary" })), expectAnswer));
  });
  test("that is too large or holds NUL bytes is refused", () => {
    expect(refusalOf(`{"a": "${"x".repeat(12 * 1024 * 1024)}"}`)?.message).toBe(
      "The file is larger than 12 MB: split it.",
    );
    expect(refusalOf('{"resourceSpans": [\0]}')?.message).toContain("plain text");
  });
  test("a byte order mark is tolerated", () => {
    expect(measured(`\uFEFF${JSON.stringify(JSON_FILES.zipkin)}`).found["spans"]).toBe(1);
  });
});
