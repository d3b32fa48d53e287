import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readYamlDocument } from "../yaml/read-document";
import { readJsonDocument } from "./read-document";

const firstProblem = (text: string) => {
  const result = readJsonDocument(text);
  return result.ok ? null : result.error.problems[0];
};

describe("reading JSON", () => {
  test("knows the line of every part, with tabs and CRLF too", () => {
    const result = readJsonDocument(
      '{\r\n\t"a": [\r\n\t\t1,\r\n\t\t{"b":\t"\\ud83d\\ude00"}\r\n\t]\r\n}\r\n',
    );
    if (!result.ok) throw new Error("refused");
    expect(result.value.data).toEqual({ a: [1, { b: "😀" }] });
    expect(result.value.lineOf(["a", 1, "b"])).toBe(4);
  });
  test("gives what JSON.parse gives", () => {
    const names = fc.string().filter((name) => !["__proto__", "constructor", "prototype"].includes(name));
    const leaf = fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.boolean(), fc.constant(null));
    const data = fc.dictionary(names, fc.oneof(leaf, fc.array(leaf), fc.dictionary(names, leaf)));
    fc.assert(
      fc.property(data, fc.constantFrom(0, 2, "\t"), (some, indent) => {
        const text = JSON.stringify(some, null, indent);
        const result = readJsonDocument(text);
        expect(result.ok ? result.value.data : result.error).toEqual(JSON.parse(text));
      }),
    );
  });
  test.each([
    ["a trailing comma", '{\n"a": 1,\n}', 3],
    ["a remark", '{\n// no\n"a": 1}', 2],
    ["YAML", "a: 1", 1],
    ["an early end", '{\n"a": [1,\n', 3],
    ["an alias", '{"a":\n*x}', 2],
    ["nothing", "", 1],
  ])("refuses %s at its line", (_, text, line) => {
    expect(firstProblem(text)).toMatchObject({ line, message: expect.stringContaining("Correct the JSON") });
  });
  test("refuses what JSON.parse lets through silently", () => {
    expect(firstProblem('{"a": 1,\n"a": 2}')).toMatchObject({ line: 2, path: "a" });
    expect(firstProblem('{"a":\n{"__proto__": {"x": 1}}}')).toMatchObject({ line: 2, path: "a" });
    expect(firstProblem(`${"[".repeat(10_000)}${"]".repeat(10_000)}`)?.message).toContain("20 levels");
  });
});

/** Texts that are nearly JSON: pieces of it in any order. */
const pieces = fc
  .array(
    fc.constantFrom(
      ..."{}[],:",
      '"a"',
      '"\\u00e9"',
      '"\\ud800"',
      '"\\x"',
      '"',
      "\\",
      "\n",
      "\t",
      " ",
      "\u00a0",
      "\ufeff",
      "0",
      "01",
      "-1",
      "-",
      "1.5",
      "1.",
      ".5",
      "1e5",
      "1e",
      "1E+400",
      "-0",
      "true",
      "false",
      "null",
      "nul",
      "NaN",
    ),
    { maxLength: 12 },
  )
  .map((all) => all.join(""));
const parsed = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

describe("the reader of JSON", () => {
  test("takes what JSON.parse takes, to the same value, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.json({ maxDepth: 5 }), fc.string()), (text) => {
        const [mine, theirs] = [readJsonDocument(text), parsed(text)];
        const said = mine.ok ? "" : mine.error.problems[0]?.message;
        if (mine.ok) expect(mine.value.data).toStrictEqual(theirs?.value);
        else if (theirs) expect(said).toMatch(/stands here twice|can't be a field name/);
        else expect(said).toContain("Correct the JSON here");
      }),
      { numRuns: 1_000 },
    );
  });
  test("leaves halves of surrogate pairs as JSON.parse does", () => {
    for (const text of ['"\\ud800"', '["\\udc00\\ud800"]', '{"\\udfff": "\ud800"}']) {
      const result = readJsonDocument(text);
      expect(result.ok && result.value.data).toEqual(JSON.parse(text));
    }
  });
  test("knows the same lines as the reader of YAML, for parts that are there and that are not", () => {
    const leaf = fc.oneof(fc.constantFrom("x", "two words"), fc.integer(), fc.constant(null));
    const name = fc.constantFrom("a", "b", "0", "7");
    const inner = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(name, leaf));
    const data = fc.oneof(fc.dictionary(name, inner), fc.array(inner, { maxLength: 3 }));
    const step = fc.oneof(name, fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(data, fc.array(step, { maxLength: 3 }), (some, path) => {
        const text = JSON.stringify(some, null, 2);
        const [json, yaml] = [readJsonDocument(text), readYamlDocument(text)];
        if (!json.ok || !yaml.ok) throw new Error("refused");
        expect(json.value.lineOf(path)).toBe(yaml.value.lineOf(path));
      }),
    );
  });
  test("names every repeated and special field, not only the first", () => {
    const result = readJsonDocument('{\n"a": 1,\n"a": [{"constructor": 1}],\n"b": {"prototype": 1}\n}');
    expect(result.ok ? [] : result.error.problems.map(({ line, path }) => [line, path])).toEqual([
      [3, "a"],
      [3, "a[0]"],
      [4, "b"],
    ]);
    expect("polluted" in {}).toBe(false);
  });
  test("takes 20 levels and no more", () => {
    expect(readJsonDocument(`${"[".repeat(20)}${"]".repeat(20)}`).ok).toBe(true);
    expect(firstProblem(`${"[\n".repeat(21)}${"]".repeat(21)}`)).toMatchObject({ line: 21 });
  });
  test.each([
    ["numbers", `[${"1,".repeat(3_000_000)}1]`, /too many parts/],
    ["fields", `{${Array.from({ length: 400_000 }, (_, n) => `"a${n}":1`).join(",")}}`, /too many parts/],
    ["one field", `{${'"a":1,'.repeat(280_000)}"b":1}`, /twice/],
    ["open lists", "[".repeat(6_000_000), /20 levels/],
    ["an open text", `"${"x".repeat(6_000_000)}`, /not closed/],
    ["backslashes", `"${"\\".repeat(6_000_001)}`, /Correct/],
    ["digits", `${"1".repeat(6_000_000)}x`, /Correct/],
    ["blanks", " ".repeat(6_000_000), /Correct/],
  ])("answers 6 MB of %s in seconds", { timeout: 20_000 }, (_, text, message) => {
    const start = performance.now();
    expect(firstProblem(text)?.message).toMatch(message);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
