import { expect, test } from "vitest";
import { RECOGNISES_NOTHING } from "../foreign/recognise";
import { readModelFile } from "./read-model-file";

const spaces = `x${" ".repeat(7_000)}y`;
const otm = (rest: object) => ({
  otmVersion: "0.2.0",
  project: { id: "p", name: "P" },
  trustZones: [{ id: "z", name: "Z" }],
  dataflows: [],
  ...rest,
});
const component = (id: string, rest: object = {}) => ({
  id,
  name: id,
  type: "service",
  parent: { trustZone: "z" },
  ...rest,
});
const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** What costs little to write down and much to read naively: texts that many places refer to, lists that grow by copying. */
const COSTLY: readonly (readonly [string, () => string])[] = [
  [
    "a mitigation of spaces against one threat 30,000 times",
    () =>
      JSON.stringify(
        otm({
          components: [
            component("c", {
              threats: [{ threat: "t", mitigations: times(30_000, () => ({ mitigation: "m" })) }],
            }),
          ],
          threats: [{ id: "t", name: "T", description: spaces }],
          mitigations: [{ id: "m", name: "M", description: spaces }],
        }),
      ),
  ],
  [
    "a megabyte as the name and type of 90 components, by alias",
    () => {
      const parts = times(90, (n) => `  - {id: c${n}, name: *a, type: *a, parent: {trustZone: z}}`);
      return `otmVersion: 0.2.0\nx: &a "${"a".repeat(1_000_000)}"\ntrustZones: [{id: z, name: Z}]\ncomponents:\n${parts.join("\n")}\n`;
    },
  ],
  [
    "20,000 assumptions of one threat",
    () =>
      JSON.stringify({
        schema: 1,
        threats: [{ id: "t", numericId: 1, statement: "Something leaks" }],
        assumptions: times(20_000, (n) => ({ id: `a${n}`, numericId: n, content: "word" })),
        assumptionLinks: times(20_000, (n) => ({ assumptionId: `a${n}`, linkedId: "t", type: "Threat" })),
      }),
  ],
  [
    "five megabytes of spaces in a description",
    () => JSON.stringify(otm({ components: [component("c", { description: " ".repeat(5_000_000) })] })),
  ],
];

test.each(COSTLY)("%s is answered in seconds", { timeout: 15_000 }, (_, make) => {
  const result = readModelFile(make(), RECOGNISES_NOTHING);
  expect(result.ok || result.error.problems.length > 0).toBe(true);
});
