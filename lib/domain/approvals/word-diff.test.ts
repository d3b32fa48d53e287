import fc from "fast-check";
import { expect, test } from "vitest";
import { WORDS_MAX, wordDiff } from "./word-diff";

const text = fc.array(fc.constantFrom("the", "mesh", "holds", " ", "  ", "\n", ",", "ß", "x1"), {
  maxLength: 30,
});

test("what stays or goes makes the first text, what stays or comes the second", () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [one.join(""), other.join("")];
      const pieces = wordDiff(before, after) ?? [];
      const side = (left: "gone" | "new") =>
        pieces
          .filter(({ kind }) => kind === "same" || kind === left)
          .map((piece) => piece.text)
          .join("");
      expect(side("gone")).toBe(before);
      expect(side("new")).toBe(after);
    }),
  );
});

test("marks the words that differ and nothing else", () => {
  expect(wordDiff("keys fetched every 5 min", "keys fetched every 15 min")).toEqual([
    { kind: "same", text: "keys fetched every " },
    { kind: "gone", text: "5" },
    { kind: "new", text: "15" },
    { kind: "same", text: " min" },
  ]);
});

test("says nothing of texts that are too long to compare", () => {
  expect(wordDiff("a,".repeat(WORDS_MAX / 2), "a")).not.toBeNull();
  expect(wordDiff("a,".repeat(WORDS_MAX / 2 + 1), "a")).toBeNull();
});
