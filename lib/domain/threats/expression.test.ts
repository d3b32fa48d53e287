import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PropertyValue } from "../catalogue/property";
import { holds, missing } from "./evaluate-expression";
import { namesIn, parseExpression, textOfName } from "./expression";

const read = (text: string) => {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
};
type Values = Readonly<Record<string, PropertyValue>>;
const truth = (text: string, values: Values = {}) => holds(read(text), (name) => values[textOfName(name)]);
const lacks = (text: string, values: Values = {}) =>
  missing(read(text), (name) => values[textOfName(name)]).map(textOfName);

describe("an expression", () => {
  test.each([
    ["a.x == 'one' and not a.y", { "a.x": "one", "a.y": false }, true],
    ["a.x in ['one', 'two']", { "a.x": "three" }, false],
    ["a.s has 'p' or a.s hasAny ['q', 'r']", { "a.s": ["r"] }, true],
    ["a.n < 3 * a.f + 1", { "a.n": 3, "a.f": 1 }, true],
    ["a.n - a.f * 2 >= 1", { "a.n": 3, "a.f": 1 }, true],
    ["(a.n > 30 or (a.y and a.n > 7))", { "a.n": 12, "a.y": true }, true],
    ["a.v < 1.2", { "a.v": 1.2 }, false],
    ["not not a.y", { "a.y": true }, true],
  ] as const)("%s", (text, values, expected) => expect(truth(text, values)).toBe(expected));
  test("binds and more tightly than or, comparison more tightly than not", () => {
    expect(truth("a.y or a.y and a.z", { "a.y": true, "a.z": false })).toBe(true);
    expect(truth("not a.n == 1", { "a.n": 2 })).toBe(true);
  });
  test("names its properties, each once", () => {
    expect(namesIn(read("a.x and b.y and not a.x")).map(textOfName)).toEqual(["a.x", "b.y"]);
  });
  test.each([
    ["", 0, /a value/],
    ["a.x and", 7, /a value/],
    ["a.x == ", 7, /a value/],
    ["a.x ==== 1", 6, /a value/],
    ["a.x in 'one'", 7, /a list/],
    ["a.x in ['one'", 13, /closing bracket/],
    ["(a.x", 4, /closing bracket/],
    ["a.x b.y", 4, /the end/],
    ["a.x; 1", 3, /Remove or quote ";"/],
    ["flow == 1", 0, /a value/],
    ["'open", 0, /Remove or quote/],
  ])("%s is refused at character %i", (text, position, reason) => {
    expect(parseExpression(text)).toMatchObject({
      ok: false,
      error: { code: "syntax", position, reason: expect.stringMatching(reason) },
    });
  });
  test("is bounded in length and depth", () => {
    const nested = (depth: number) => `${"(".repeat(depth)}a.x${")".repeat(depth)}`;
    expect(parseExpression(nested(20)).ok).toBe(true);
    expect(parseExpression(nested(21))).toMatchObject({ error: { code: "too-deep" } });
    expect(parseExpression(`${"not ".repeat(100)}a.x`)).toMatchObject({ error: { code: "too-deep" } });
    expect(parseExpression("a.x and ".repeat(100))).toMatchObject({ error: { code: "too-long" } });
  });
  test("never throws, whatever the text", () => {
    const piece = fc.constantFrom(
      "a.x",
      "and",
      "or",
      "not",
      "(",
      ")",
      "[",
      "]",
      ",",
      "==",
      "in",
      "has",
      "'t'",
      "1",
      "*",
      "$",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void parseExpression(pieces.join(" "))),
    );
  });
});

describe("what nobody stated", () => {
  test.each([
    ["a.x and b.y", { "b.y": false }, false],
    ["a.x and b.y", { "b.y": true }, undefined],
    ["a.x or b.y", { "b.y": true }, true],
    ["a.x or b.y", { "b.y": false }, undefined],
    ["not a.x", {}, undefined],
    ["a.n + 1 > 2", {}, undefined],
    ["a.s has 'p'", {}, undefined],
    ["a.x in ['p']", {}, undefined],
    ["a.x == 'one'", { "a.x": 1 }, undefined],
    ["a.x", { "a.x": "yes" }, undefined],
  ] as const)("%s with %o is %s", (text, values, expected) => expect(truth(text, values)).toBe(expected));
  test("is named only where it matters", () => {
    expect(lacks("a.x and b.y and c.z > 1", { "a.x": true })).toEqual(["b.y", "c.z"]);
    expect(lacks("a.x and b.y", { "a.x": false })).toEqual([]);
    expect(lacks("(a.x and a.w) or b.y", { "a.x": false })).toEqual(["b.y"]);
  });
  test("never changes an answer that is known already", () => {
    const names = ["a.x", "b.y", "c.z"];
    const leaf = fc.constantFrom(...names);
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4 },
        leaf,
        tie("expression").map((inner) => `not (${inner})`),
        fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => `(${left}) and (${right})`),
        fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => `(${left}) or (${right})`),
      ),
    }));
    const bits = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(
        expression.filter((text) => text.length < 400),
        bits,
        bits,
        (text, values, stated) => {
          const all = Object.fromEntries(names.map((name, index) => [name, values[index] ?? false]));
          const some = Object.fromEntries(Object.entries(all).filter((_, index) => stated[index]));
          const known = truth(text, some);
          if (known !== undefined) expect(truth(text, all)).toBe(known);
          expect(lacks(text, some).length === 0).toBe(known !== undefined);
        },
      ),
    );
  });
});
