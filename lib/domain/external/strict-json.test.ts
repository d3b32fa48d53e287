import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../audit/canonical-json";
import { JSON_DEPTH_MAX, parseStrictJson } from "./strict-json";

const reasonOf = (text: string): string | null => {
  const parsed = parseStrictJson(text);
  return parsed.ok ? null : parsed.error.reason;
};

test("reads what JSON.parse reads, to the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value, null, 1);
      const parsed = parseStrictJson(text);
      if (parsed.ok) expect(canonicalJson(parsed.value)).toBe(canonicalJson(JSON.parse(text)));
      else expect(parsed.error.reason).toMatch(/digits|surrogate|U\+0000|small/);
    }),
  );
});

test("takes no text that JSON.parse does not take", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0123456789.eE+-\\ntruefalse \n') }), (text) => {
      if (parseStrictJson(text).ok) expect(() => JSON.parse(text)).not.toThrow();
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['{"a":1,"a":2}', /stands twice/],
  ['{"a":1,"\\u0061":2}', /stands twice/],
  ["9007199254740993", /more digits/],
  ["0.123456789012345678", /more digits/],
  ["1e400", /too large/],
  ["1e-400", /too small/],
  ['"\\ud800"', /surrogate/],
  ['"\\u0000"', /U\+0000/],
  ["[1] 2", /follows/],
  ["01", /not JSON/],
  ["[1,]", /missing/],
  ['{"a":1', /not closed/],
  ["", /missing/],
  ["[".repeat(JSON_DEPTH_MAX + 1) + "]".repeat(JSON_DEPTH_MAX + 1), /nested/],
])("refuses %s", (text, reason) => {
  expect(reasonOf(text)).toMatch(reason);
});

test("keeps a key called __proto__ as a key", () => {
  const parsed = parseStrictJson('{"__proto__":{"a":1}}');
  expect(parsed.ok && canonicalJson(parsed.value)).toBe('{"__proto__":{"a":1}}');
});

test("takes a long text without running out of stack", () => {
  expect(parseStrictJson(JSON.stringify("x\\".repeat(120_000))).ok).toBe(true);
});
