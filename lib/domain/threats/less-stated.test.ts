import { describe, expect, test } from "vitest";
import type { ElementId } from "../kernel/ids";
import { lesseningReason, lessStated } from "./less-stated";

const [a, b] = ["a", "b"] as ElementId[];
const stated = { name: "Stolen laptop", threat: "leak", likelihood: 3, places: [a, b] as ElementId[] };

describe("what makes a stated threat count for less", () => {
  test.each([
    ["the same", stated, []],
    [
      "more places and a higher likelihood",
      { ...stated, likelihood: 5, places: [a, b, "c" as ElementId] },
      [],
    ],
    ["another name", { ...stated, name: "Spilled coffee" }, ["other-words"]],
    ["taken back", null, ["taken-back"]],
    ["another threat", { ...stated, threat: "mitm" }, ["other-threat"]],
    ["no threat of the catalogue", { ...stated, threat: null }, ["other-threat"]],
    ["fewer places", { ...stated, places: [a] }, ["places-lost"]],
    ["less likely", { ...stated, likelihood: 2 }, ["less-likely"]],
    ["both", { ...stated, likelihood: 1, places: [] }, ["places-lost", "less-likely"]],
  ])("%s", (_, after, lessenings) => {
    expect(lessStated(stated as never, after as never)).toEqual(lessenings);
  });
  test("one that counts nowhere loses nothing", () => {
    expect(lessStated({ ...stated, threat: null } as never, null)).toEqual([]);
  });
  test("is said in a sentence", () => {
    expect(lesseningReason("T-1 Stolen laptop", ["places-lost", "less-likely"])).toBe(
      "T-1 Stolen laptop counts as a threat and this takes it off elements and lowers its likelihood, so a second person decides.",
    );
  });
});
