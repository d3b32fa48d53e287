import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globTest } from "./glob";

describe("a pattern of names", () => {
  test.each([
    ["tls.connect", "TLS.connect", true],
    ["tls.connect", "tls-connect", false],
    ["authz.*", "authz.policy.check", true],
    ["authz.*", "authz", false],
    ["*.jwt.verify", "auth.jwt.verify", true],
    ["*.jwt.verify", "jwt.verify", false],
    ["a*b*c", "a1b2c", true],
    ["a*b*c", "acb", false],
    ["ab*ba", "aba", false],
    ["*", "", true],
    ["**", "x", true],
    ["a*a", "a", false],
    ["(a+)+$", "aaaa", false],
    ["[ab]", "a", false],
    ["a.c", "abc", false],
  ])("%s fits %s: %s", (pattern, text, fits) => expect(globTest(pattern)(text)).toBe(fits));
  test("fits what a regular expression of the same meaning fits", () => {
    const letters = fc.stringMatching(/^[ab*]{0,8}$/);
    fc.assert(
      fc.property(letters, fc.stringMatching(/^[ab]{0,10}$/), (pattern, text) => {
        const same = new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text);
        expect(globTest(pattern)(text)).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });
  test("answers at once where a naive matcher tries all ways", () => {
    const start = performance.now();
    expect(globTest("*a*a*a*a*a*b")("a".repeat(100_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
