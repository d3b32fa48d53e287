import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJsonDocument } from "./read-document";
import { readLargeJson } from "./read-large";
import { skimJson } from "./skim";

const problemOf = (text: string) => {
  const read = readLargeJson(text);
  return read.ok ? null : read.error.problems[0];
};
const leaf = fc.oneof(fc.constantFrom("x", 'a "b" \\', "{[,]}", "\\"), fc.integer(), fc.constant(null));
const name = fc.constantFrom("a", "b", "0", 'c"', "\\");
const inner = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(name, leaf));
const data = fc.oneof(fc.dictionary(name, inner), fc.array(inner, { maxLength: 3 }), leaf);

describe("a large JSON document", () => {
  test("has the lines that the careful reader finds, for parts that are there and that are not", () => {
    const path = fc.array(fc.oneof(name, fc.integer({ min: 0, max: 3 })), { maxLength: 3 });
    fc.assert(
      fc.property(data, path, fc.constantFrom(0, 1, "\t"), (some, at, indent) => {
        const text = `\n${JSON.stringify(some, null, indent)}\n`;
        const [careful, large] = [readJsonDocument(text), readLargeJson(text)];
        if (!careful.ok || !large.ok) throw new Error("refused");
        expect(large.value.data).toEqual(careful.value.data);
        expect(large.value.lineOf(at)).toBe(careful.value.lineOf(at));
      }),
      { numRuns: 1_000 },
    );
  });
  test("that is broken is refused where the careful reader refuses it", () => {
    fc.assert(
      fc.property(data, fc.nat(), (some, cut) => {
        const whole = JSON.stringify(some, null, 1);
        const text = whole.slice(0, cut % whole.length);
        const careful = readJsonDocument(text);
        if (careful.ok) return;
        expect(problemOf(text)?.line).toBe(careful.error.problems[0]?.line);
        expect(problemOf(text)?.message).toMatch(/^Correct the JSON here, at character \d+ of the line: /);
      }),
    );
  });
  test("is taken up to 40 levels", () => {
    expect(problemOf(`${"[".repeat(40)}${"]".repeat(40)}`)).toBeNull();
    expect(problemOf(`${"[\n".repeat(41)}${"]".repeat(41)}`)).toMatchObject({
      line: 41,
      message: /40 levels/,
    });
  });
  test("is taken up to a number of parts, whatever stands in its texts", () => {
    expect(skimJson('{"a": "[[,,", "b": [1, 2]}', 2, 4)).toBeNull();
    expect(skimJson('{"a": "[[,,", "b": [1, 2]}', 2, 3)).toEqual({ at: 21, reason: "too-many" });
    expect(skimJson('["\\"[[[", "\\\\"]', 1, 2)).toBeNull();
  });
  test("keeps names that are special to JavaScript apart from the prototype", () => {
    const read = readLargeJson('{"__proto__": {"polluted": 1}}');
    expect(read.ok && Object.hasOwn(Object(read.value.data), "__proto__")).toBe(true);
    expect("polluted" in {}).toBe(false);
  });
  test.each([
    ["numbers", `[${"1,".repeat(5_900_000)}1]`, /too many parts/],
    ["lists", `[${"[],".repeat(3_900_000)}1]`, /too many parts/],
    ["open lists", "[".repeat(12_000_000), /40 levels/],
    ["an open text", `"${"x".repeat(12_000_000)}`, /not closed/],
    ["backslashes", `"${"\\".repeat(12_000_001)}`, /Correct/],
    ["quotes behind backslashes", `["${'\\"'.repeat(5_900_000)}`, /Correct/],
    ["digits", `[${"1".repeat(12_000_000)}x`, /Correct/],
    ["blanks", `[${" ".repeat(12_000_000)}`, /Correct/],
  ])("answers 12 MB of %s in seconds", { timeout: 30_000 }, (_, text, message) => {
    const start = performance.now();
    expect(problemOf(text)?.message).toMatch(message);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
