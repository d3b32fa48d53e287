import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Burden, driftBetween, isHeavier, type SignedChange } from "./need";

const line = (field: string, text: string, burden?: Burden): SignedChange => ({
  field,
  before: text,
  after: text,
  ...(burden === undefined ? {} : { burden }),
});

describe("a line that has to stay", () => {
  const asked = [line("Phase", "Design")];
  test("stands while it reads the same", () => expect(driftBetween(asked, asked)).toBeNull());
  test.each([
    ["reads differently", [line("Phase", "Operations")], "Phase was “Design”, now “Operations”."],
    ["is gone", [], "Phase is not part of it any more."],
    ["got company", [...asked, line("Owner", "Ana")], "Owner came in addition."],
    ["needs nobody any more", null, "What was asked for stands already."],
  ])("is overtaken where it %s", (_word, now, words) => expect(driftBetween(asked, now)).toBe(words));
});

describe("a line with a burden", () => {
  const open = line("IM-03", "X-3 until 2027-01-10", { "left open": 20_829 });
  const proven = line("IM-03", "Proven", {});
  test("may get lighter, whatever it reads", () => {
    expect(driftBetween([open], [proven])).toBeNull();
    expect(driftBetween([open], [line("IM-03", "X-4 until 2027-01-09", { "left open": 20_828 })])).toBeNull();
  });
  test("may not get heavier, nor another burden, nor go", () => {
    expect(driftBetween([proven], [open])).toBe("IM-03 was “Proven”, now “X-3 until 2027-01-10”.");
    expect(driftBetween([open], [line("IM-03", "X-4", { "left open": 20_830 })])).not.toBeNull();
    expect(driftBetween([open], [line("IM-03", "Left out", { "left out": 1 })])).not.toBeNull();
    expect(driftBetween([proven], [])).not.toBeNull();
    expect(driftBetween([proven], [line("IM-03", "Proven", { "left out": 1 })])).toBe("IM-03 got worse.");
  });
  test("may come in addition only where it is none", () => {
    expect(driftBetween([], [proven])).toBeNull();
    expect(driftBetween([], [open])).toBe("IM-03 came in addition.");
  });
});

test("heavier is a strict order: nothing is heavier than itself, and of three in a row the last is heavier or the same", () => {
  const burden = fc.dictionary(fc.constantFrom("a", "b", "__proto__"), fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(burden, burden, burden, (a, b, c) => {
      expect(isHeavier(a, a)).toBe(false);
      if (!isHeavier(a, b) && !isHeavier(b, c)) expect(isHeavier(a, c)).toBe(false);
    }),
  );
});
