import { expect, test } from "vitest";
import { commentParts } from "./comment-parts";

const handles = new Set(["ana.kovac"]);
const told = (text: string) => commentParts(text, handles).map(({ kind, text: part }) => `${kind}:${part}`);

test("people who exist stand out, others are text", () => {
  expect(told("Ask @ana.kovac, not @nobody or me@ana.kovac.")).toEqual([
    "text:Ask ",
    "mention:@ana.kovac",
    "text:, not @nobody or me@ana.kovac.",
  ]);
});

test("only web addresses can be followed, without the full stop after them", () => {
  expect(told("See https://example.com/a?b=1. Or javascript:alert(1)")).toEqual([
    "text:See ",
    "address:https://example.com/a?b=1",
    "text:. Or javascript:alert(1)",
  ]);
});

test("nothing is lost", () => {
  const text = "a @x https://b.c @ana.kovac\n<i>d</i>";
  expect(
    commentParts(text, handles)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});
