import { describe, expect, test } from "vitest";
import { readYamlDocument } from "./read-document";

const read = (text: string) => {
  const result = readYamlDocument(text);
  return result.ok ? result.value.data : result.error;
};
const problem = (line: number | null, message: RegExp) => ({
  problems: [expect.objectContaining({ line, message: expect.stringMatching(message) })],
  more: 0,
});

describe("reading YAML", () => {
  test("gives plain data and the line of every part", () => {
    const result = readYamlDocument("a: 1\nb:\n  - x\n  - c: >-\n      folded\n      text\n");
    if (!result.ok) throw new Error("refused");
    expect(result.value.data).toEqual({ a: 1, b: ["x", { c: "folded text" }] });
    expect(result.value.lineOf(["b", 1, "c"])).toBe(4);
    expect(result.value.lineOf(["b", 1, "missing", 5])).toBe(4);
    expect(result.value.lineOf(["missing"])).toBe(1);
  });
  test("of an empty file is nothing", () => {
    expect(read("")).toBeNull();
    expect(read("# only a remark\n")).toBeNull();
  });
  test("does not read dates, yes and no as anything but text", () => {
    expect(read("a: 2026-01-01\nb: yes\nc: true")).toEqual({ a: "2026-01-01", b: "yes", c: true });
  });
  test("names every syntax error with its line", () => {
    const result = read('a: b: c\nd: "x\n');
    expect(result).toMatchObject({
      problems: [{ line: 1 }, { line: expect.any(Number) }],
    });
  });
  test.each([
    ["an alias", "a: &x 1\nb: *x", 2, /Aliases/],
    ["a repeated field", "a: 1\nb: 2\na: 3", 3, /stands here twice/],
    ["the prototype", "a: 1\n__proto__: {polluted: true}", 2, /can't be a field name/],
    ["the prototype deep inside", "a:\n  - constructor: 1", 2, /can't be a field name/],
    ["a field name that is no text", "a: 1\n2: b", 2, /plain text as field name/],
    ["a field name that is a list", "? [a, b]\n: 3", 1, /plain text as field name/],
    ["a tag", "a: 1\nb: !!js/function 'x'", 2, /Tags/],
    ["a second document", "a: 1\n---\nb: 2\n", 2, /one document/],
  ])("refuses %s", (_, text, line, message) => {
    const result = readYamlDocument(text);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.error.problems).toContainEqual(
      expect.objectContaining({ line, message: expect.stringMatching(message) }),
    );
    expect("polluted" in {}).toBe(false);
  });
  test("refuses a merge key's effect: it is an unknown field like any other", () => {
    expect(read("a: {<<: {b: 1}}")).toEqual({ a: { "<<": { b: 1 } } });
  });
});

describe("hostile YAML", () => {
  test.each([
    ["lists", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
    ["maps", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
    ["open lists", "[".repeat(10_000)],
    ["block lists", "- ".repeat(10_000)],
    ["keys", "? ".repeat(10_000)],
    ["indents", Array.from({ length: 1_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ])("10,000 %s deep is refused without harm", (_, text) => {
    expect(read(text)).toEqual(problem(expect.any(Number) as unknown as number, /at most 20 levels/));
  });
  test("an alias bomb is refused where it starts", () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [*a, *a]`).join("\n")}`;
    const result = readYamlDocument(bomb);
    expect(result.ok ? null : result.error.problems[0]).toMatchObject({ line: 1 });
  });
  test.each([
    ["commas", `[${",".repeat(1_000_000)}]`],
    ["braces", "}".repeat(1_000_000)],
    ["anchors", "&a ".repeat(400_000)],
    ["document marks", "---\n".repeat(300_000)],
    ["fields", Array.from({ length: 150_000 }, (_, n) => `a${n}: 1`).join("\n")],
  ])("a megabyte of %s is answered in seconds", { timeout: 20_000 }, (_, text) => {
    const start = performance.now();
    readYamlDocument(text);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
  test("counts the problems that it does not show", () => {
    const result = readYamlDocument(Array.from({ length: 500 }, () => "a: 1").join("\n"));
    expect(result.ok ? null : [result.error.problems.length, result.error.more]).toEqual([200, 299]);
  });
});

describe("aliases, where they are resolved", () => {
  const resolved = (text: string) => readYamlDocument(text, { aliases: "resolve" });
  const dataOf = (text: string) => {
    const result = resolved(text);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value.data;
  };
  const problemOf = (text: string) => {
    const result = resolved(text);
    return result.ok ? null : result.error.problems[0];
  };

  test("stand for what their anchor names last", () => {
    expect(dataOf("a: &x 1\nb: *x\nc: &x [2]\nd: *x")).toEqual({ a: 1, b: 1, c: [2], d: [2] });
  });
  test("merge keys add fields, and never replace what is written out", () => {
    const text =
      "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  y: 3\n  <<: *a\nd:\n  <<: [*a, *b]\ne: {<<: {q: 1}}";
    expect(dataOf(text)).toMatchObject({ c: { x: 1, y: 3 }, d: { x: 1, y: 1, z: 2 }, e: { q: 1 } });
  });
  test("a merge key that names no map adds nothing", () => {
    expect(dataOf("a: &a [1]\nb: {<<: *a, x: 1}\nc: {<<: 7}")).toEqual({ a: [1], b: { x: 1 }, c: {} });
  });
  test("parts behind an alias have the lines of their anchor", () => {
    const result = resolved("a: &a\n  x:\n    y: 1\nb: *a");
    expect(result.ok && result.value.lineOf(["b", "x", "y"])).toBe(3);
  });
  test.each([
    ["an anchor that comes later or never", "a: *x\nb: &x 1", 1, /No anchor "x"/],
    ["a circle", "a: &a\n  b: *a", 2, /into itself/],
    ["a circle of merge keys", "a: &a\n  <<: *a", 2, /into itself/],
    ["an alias as field name", "a: &a x\n*a : 1", 2, /plain text as field name/],
    ["a special name behind a merge key", "a: {<<: {__proto__: 1}}", 1, /can't be a field name/],
  ])("refuses %s", (_, text, line, message) => {
    expect(problemOf(text)).toMatchObject({ line, message: expect.stringMatching(message) });
  });
  test("refuses an alias bomb at once, wide or deep", () => {
    const wide = Array.from({ length: 30 }, (_, n) => `b${n + 1}: &b${n + 1} [*b${n}, *b${n}]`);
    const deep = Array.from({ length: 30 }, (_, n) => `b${n + 1}: &b${n + 1} [*b${n}]`);
    const merges = Array.from({ length: 30 }, (_, n) => `b${n + 1}: &b${n + 1} {x: *b${n}, y: *b${n}}`);
    const start = performance.now();
    for (const bomb of [wide, deep, merges])
      expect(problemOf(`b0: &b0 [x]\n${bomb.join("\n")}`)?.message).toMatch(/Written out/);
    const list = `a: &a [${"1,".repeat(1_000)}]\nb: [${"*a,".repeat(20_000)}]`;
    expect(problemOf(list)?.message).toMatch(/more than 100000 parts/);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
