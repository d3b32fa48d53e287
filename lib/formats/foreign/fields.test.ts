import { expect, test } from "vitest";
import { nameOf, proseOf } from "./fields";

test.each([
  ["<b>bold</b>text", "bold text"],
  ["a < b and c > d", "a < b and c > d"],
  [`${"a".repeat(15)} <img src=x onerror="alert(1)">`, "a".repeat(15)],
  [`${"a".repeat(15)} <img src=x ${"b".repeat(500)}>`, "a".repeat(15)],
  ["two\r\nlines\u0000\u202E", "two\nlines"],
  [{ toString: "x" }, ""],
])("prose of %j has no HTML, even where it is cut", (value, prose) => {
  expect(proseOf(value, 20)).toBe(prose);
});
test("a name is one line", () => {
  expect(nameOf("<i>two</i>\n lines")).toBe("two lines");
});
