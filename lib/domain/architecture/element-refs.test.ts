import { describe, expect, test } from "vitest";
import { parseElementRefs } from "./element-refs";

describe("elements as people write them", () => {
  test("are flows and components by number, each once", () => {
    expect(parseElementRefs("F-3, c2; F3  C-02")).toEqual({
      ok: true,
      value: [
        { kind: "flow", number: 3 },
        { kind: "component", number: 2 },
      ],
    });
    expect(parseElementRefs("  ")).toEqual({ ok: true, value: [] });
  });
  test.each(["Z-1", "flow 3", "F-", "F-1e9", "__proto__"])("refuses %s and says what to write", (text) => {
    expect(parseElementRefs(text)).toMatchObject({ ok: false, error: expect.stringContaining("F-3") });
  });
  test("are bounded", () => {
    expect(parseElementRefs("F-1 ".repeat(201)).ok).toBe(false);
  });
});
