import fc from "fast-check";
import { describe, expect, test } from "vitest";
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
