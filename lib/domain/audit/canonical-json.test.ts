import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json";

test("sorts keys by code unit at every depth and leaves arrays in order", () => {
  expect(canonicalJson({ b: [3, { z: 1, a: null }], B: true, "10": 1, "1": 2 })).toBe(
    '{"1":2,"10":1,"B":true,"b":[3,{"a":null,"z":1}]}',
  );
});

test("members that are undefined are left out, as JSON does", () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
});

test("equal values have equal text, whatever the order of their keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("refuses what JSON can't hold", () => {
  const loop: Record<string, unknown> = {};
  loop["self"] = loop;
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, "\ud800", () => 1, loop])
    expect(() => canonicalJson(bad)).toThrow(TypeError);
});
