import { expect, test } from "vitest";
import { handleOf, mentionedHandles } from "./handle";

test("a handle has only plain letters, digits and dots", () => {
  expect(handleOf("Ana Kovač")).toBe("ana.kovac");
  expect(handleOf("  Olu  Adeyemi ")).toBe("olu.adeyemi");
  expect(handleOf("李")).toBe("person");
  expect(handleOf("a".repeat(80))).toHaveLength(40);
});

test("mentions are found once each and never inside an e-mail address", () => {
  expect(mentionedHandles("@ana.kovac and @Ana.Kovac, see mail to x@olu.adeyemi.org")).toEqual(["ana.kovac"]);
  expect(mentionedHandles("thanks @olu.adeyemi.")).toEqual(["olu.adeyemi"]);
  expect(mentionedHandles("no one")).toEqual([]);
});
