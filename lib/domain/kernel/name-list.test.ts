import { expect, test } from "vitest";
import { nameList } from "./name-list";

test("names are joined as one says them", () => {
  expect(nameList([], "or")).toBe("");
  expect(nameList(["Ana"], "or")).toBe("Ana");
  expect(nameList(["Ana", "Olu"], "or")).toBe("Ana or Olu");
  expect(nameList(["A", "B", "C", "D", "E", "F"], "or")).toBe("A, B, C, D and 2 more");
});
