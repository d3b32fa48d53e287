import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { GATE_IDS } from "@/lib/domain/gates/gate";
import { readYamlDocument } from "../yaml/read-document";
import { readGates } from "./read-gates";

function dataOf(file: string): unknown {
  const text = readFileSync(fileURLToPath(new URL(`../../catalogue/${file}.yaml`, import.meta.url)), "utf8");
  const document = readYamlDocument(text);
  return document.ok ? document.value.data : null;
}
const data = dataOf("gates") as { readonly gates: readonly { readonly exit: readonly object[] }[] };
const gates = readGates(data);
const { items } = dataOf("checklists") as {
  readonly items: readonly { readonly id: string; readonly phase: string }[];
};

describe("the product's gates", () => {
  test("lead from each phase to the next, and operations back to itself", () => {
    expect(gates.map(({ from, to }) => `${from} > ${to}`)).toEqual([
      "design > implementation",
      "implementation > deployment",
      "deployment > operations",
      "operations > operations",
    ]);
  });
  test("name only items of the product's checklist, of their own phase", () => {
    const phaseOf = new Map(items.map((item) => [item.id, item.phase]));
    const named = gates.flatMap(({ from, looksAt }) =>
      looksAt.flatMap((one) => one.items.map((key) => [key, from])),
    );
    expect(named.length).toBeGreaterThan(30);
    for (const [key = "", phase] of named) expect([key, phaseOf.get(key)]).toEqual([key, phase]);
  });
  test("are refused where one is missing, out of order, or two criteria have one id", () => {
    const [first, second, ...rest] = data.gates;
    expect(() => readGates({ ...data, gates: [second, first, ...rest] })).toThrow("in order");
    expect(() => readGates({ ...data, gates: [first] })).toThrow("in order");
    const twice = data.gates.map((gate) => ({ ...gate, exit: [...gate.exit, ...gate.exit] }));
    expect(() => readGates({ ...data, gates: twice })).toThrow("id of its own");
    expect(gates.map(({ id }) => id)).toEqual([...GATE_IDS]);
  });
});
