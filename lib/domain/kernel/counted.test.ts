import { expect, test } from "vitest";
import { counted } from "./counted";

test("only one is one", () => {
  expect([0, 1, 2].map((count) => counted(count, "other session"))).toEqual([
    "0 other sessions",
    "1 other session",
    "2 other sessions",
  ]);
  expect(counted(3, "person", "people")).toBe("3 people");
});
