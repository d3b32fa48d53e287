import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatReadableNumber, parseReadableNumber } from "./readable-number";
import { PHASES } from "./vocabulary";

describe("an item's readable number", () => {
  test("has the prefix of its phase and at least two digits", () => {
    expect(formatReadableNumber({ phase: "implementation", ordinal: 7 })).toBe("IM-07");
    expect(formatReadableNumber({ phase: "deployment", ordinal: 12 })).toBe("DP-12");
    expect(formatReadableNumber({ phase: "operations", ordinal: 123 })).toBe("OP-123");
  });
  test.each(["IM-12", "im-12", " IM12 ", "im 12", "IM-012"])("is read from %s", (text) => {
    expect(parseReadableNumber(text)).toEqual({ phase: "implementation", ordinal: 12 });
  });
  test.each(["", "IM", "IM-0", "IM-00", "XX-1", "IM-1.5", "IM--1", "IM-123456", "constructor"])(
    "is not read from %j",
    (text) => expect(parseReadableNumber(text)).toBeNull(),
  );
  test("refuses an ordinal that is no count", () => {
    expect(() => formatReadableNumber({ phase: "design", ordinal: 0 })).toThrow();
    expect(() => formatReadableNumber({ phase: "design", ordinal: 1.5 })).toThrow();
  });
  test("what is written is read back", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PHASES), fc.integer({ min: 1, max: 99_999 }), (phase, ordinal) => {
        expect(parseReadableNumber(formatReadableNumber({ phase, ordinal }))).toEqual({ phase, ordinal });
      }),
    );
  });
});
