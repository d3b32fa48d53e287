import { expect, test } from "vitest";
import { NAME_MAX } from "./check-element";
import { makeNames } from "./free-names";

const LONG = "x".repeat(NAME_MAX);

test("a name in use gets the first free number behind it, whatever the case of its letters", () => {
  const nameFor = makeNames([" api ", "API (2)"]);
  expect([nameFor("Web"), nameFor("API"), nameFor("web"), nameFor("Api")]).toEqual([
    "Web",
    "API (3)",
    "web (2)",
    "Api (4)",
  ]);
});

test("names stay as short as a name may be, and each is another", () => {
  const nameFor = makeNames([LONG]);
  const names = Array.from({ length: 1_200 }, () => nameFor(LONG));
  expect(new Set(names).size).toBe(names.length);
  expect(Math.max(...names.map(({ length }) => length))).toBe(NAME_MAX);
  expect(nameFor(`${LONG}y`)).toHaveLength(NAME_MAX);
});

test("telling many equal names apart takes time that grows with their number, cut ones too", () => {
  let tries = 0;
  const nameFor = makeNames([], (count) => {
    tries += 1;
    return ` (${count})`;
  });
  for (let n = 0; n < 500; n += 1) nameFor("API");
  for (let n = 0; n < 500; n += 1) nameFor(LONG.slice(3) + (n % 250));
  expect(tries).toBeLessThan(1_000);
});
