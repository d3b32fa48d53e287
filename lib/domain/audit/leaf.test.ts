import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json";
import { readLeaf } from "./leaf";

const text = fc.string({ unit: "grapheme" });
const facts = fc.record({
  v: fc.constant(1),
  id: text,
  atUs: fc.integer({ min: 0, max: 10 ** 15 }).map(String),
  actorId: fc.option(text),
  action: text,
  outcome: text,
  subject: text,
  subjectId: fc.option(text),
  systemId: fc.option(text),
  detail: text,
});

test("reads exactly what canonical JSON writes", () => {
  fc.assert(
    fc.property(facts, (leaf) => {
      expect(readLeaf(canonicalJson(leaf))).toEqual({ ...leaf });
    }),
  );
});

test("takes no other spelling of the same, nothing more, and nothing less", () => {
  fc.assert(
    fc.property(facts, (leaf) => {
      const written = canonicalJson(leaf);
      const reversed = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(written)).reverse()));
      for (const other of [
        reversed,
        ` ${written}`,
        written.replace('"v":1', '"v":1.0'),
        written.replace('"v":1', '"v":1,"w":1'),
        written.replace(/"subject":"(?:[^"\\]|\\.)*",/, ""),
        written.replace('"v":1', '"v":2'),
        written.replace(/"atUs":"(\d+)"/, '"atUs":$1'),
        written.replace(/"atUs":("\d+")/, '"atUs":[$1]'),
      ])
        expect(readLeaf(other)).toBeNull();
    }),
  );
});

test.each(["", "null", "[]", "{", '{"v":1}'])("takes no leaf %s", (leaf) => {
  expect(readLeaf(leaf)).toBeNull();
});

test("takes no half of a character, however it is written", () => {
  const written = canonicalJson({
    v: 1,
    id: "x",
    atUs: "1",
    actorId: null,
    action: "a",
    outcome: "done",
    subject: "s",
    subjectId: null,
    systemId: null,
    detail: "d",
  });
  expect(readLeaf(written.replace('"x"', '"\\ud800"'))).toBeNull();
  expect(readLeaf(written.replace('"x"', '"\\\\ud800"'))?.id).toBe("\\ud800");
});
