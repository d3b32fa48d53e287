import { expect, test } from "vitest";
import type { ImportedStatedThreat } from "./imported-model";
import { Bench, file, shop } from "./testdata/import-bench";

const stated = (over: Partial<ImportedStatedThreat> = {}): ImportedStatedThreat => ({
  kind: "stated-threat",
  key: "t",
  line: 1,
  name: "The data are read on the way",
  origin: null,
  threat: "mitm",
  stride: "I",
  likelihood: 4,
  placeKeys: ["a", "a>b"],
  note: "",
  ...over,
});
const withThreat = (over: Partial<ImportedStatedThreat> = {}) => file(...shop().elements, stated(over));

test.each([
  ["another name", { name: "Coffee on the printer" }, "Name"],
  ["a lower likelihood", { likelihood: 1 }, "Likelihood"],
  ["fewer places", { placeKeys: ["a"] }, "Threatens"],
])("an import never makes a threat that counts count for less: %s", (_, over, field) => {
  const bench = new Bench();
  bench.import(withThreat());
  const before = bench.model.statedThreats;
  const { preview } = bench.import(withThreat(over));
  expect(bench.model.statedThreats).toEqual(before);
  expect(preview.lines.at(-1)).toMatchObject({
    outcome: "unchanged",
    kept: [{ field, why: expect.stringContaining("count for less") }],
  });
});

test("it follows the file where that asks for more, and in all of one that counts nowhere", () => {
  const bench = new Bench();
  bench.import(withThreat());
  bench.import(withThreat({ likelihood: 5 }));
  expect(bench.model.statedThreats[0]).toMatchObject({ likelihood: 5 });
  const other = new Bench();
  other.import(withThreat({ threat: null }));
  other.import(withThreat({ threat: null, name: "Something else", likelihood: 1 }));
  expect(other.model.statedThreats[0]).toMatchObject({ name: "Something else", likelihood: 1 });
});
