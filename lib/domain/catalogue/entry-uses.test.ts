import { expect, it } from "vitest";
import { emptyModel } from "../architecture/system-model";
import type { ItemStatus } from "../checklists/vocabulary";
import type { SystemId } from "../kernel/ids";
import {
  usesOfCheck,
  usesOfCoordination,
  usesOfFailureMode,
  usesOfItems,
  usesOfMechanisms,
  usesOfStandard,
  usesOfThreats,
  usesOfType,
} from "./entry-uses";
import { type SystemTraits, type TraitedSystem, traitsOf } from "./system-traits";

const NOTHING = traitsOf(emptyModel("x" as unknown as SystemId, "x"), [], new Map(), new Map());
const system = (name: string, traits: Partial<SystemTraits> = {}): TraitedSystem => ({
  slug: name.toLowerCase(),
  name,
  type: "edge",
  regulations: [],
  traits: { ...NOTHING, ...traits },
});
const item = (key: string, ...standards: readonly string[]) =>
  [key, { key, phase: "design", title: key, must: false, standards }] as const;
const short = (uses: readonly { name: string; count: number; of: number | null; open: number }[]) =>
  uses.map(({ name, count, of, open }) => [name, count, of, open]);

it("names the systems of a type", () => {
  const systems = [system("A"), { ...system("B"), type: "blockchain" as const }];
  expect(short(usesOfType(systems, "edge"))).toEqual([["A", 1, null, 0]]);
});

it("adds findings of several threats up, the most first, equal ones by name", () => {
  const systems = [
    system("Beta", { findings: new Map([["mitm", 1]]) }),
    system("Alpha", { findings: new Map([["mitm", 1]]) }),
    system("Gamma", {
      findings: new Map([
        ["mitm", 1],
        ["replay", 2],
        ["ddos", 9],
      ]),
    }),
    system("Delta"),
  ];
  expect(short(usesOfThreats(systems, ["mitm", "replay"]))).toEqual([
    ["Gamma", 3, null, 0],
    ["Alpha", 1, null, 0],
    ["Beta", 1, null, 0],
  ]);
});

it("counts zones, mechanisms in place, and where a failure mode can happen", () => {
  const one = system("A", {
    zones: new Map([["weak", 2]]),
    mechanisms: new Set(["tls", "pki"]),
    kinds: new Map([["key-store", 3]]),
  });
  expect(short(usesOfCoordination([one, system("B")], "weak"))).toEqual([["A", 2, null, 0]]);
  expect(short(usesOfMechanisms([one, system("B")], ["tls", "mtls", "pki"]))).toEqual([["A", 2, 3, 0]]);
  const mode = { componentKinds: ["key-store"], mechanisms: ["tls", "kms-hsm"] };
  expect(short(usesOfFailureMode([one, system("B")], mode))).toEqual([["A", 4, null, 0]]);
});

it("names a system on which a check can't be judged, after those on which it fires", () => {
  const seen = (fires: number, open: number) => ({
    suspicions: { ...NOTHING.suspicions, "own-cryptography": { places: [], fires, open, looked: 5 } },
  });
  const systems = [system("A", seen(0, 2)), system("B", seen(1, 0)), system("C", seen(0, 0))];
  expect(short(usesOfCheck(systems, "own-cryptography"))).toEqual([
    ["B", 1, 5, 0],
    ["A", 0, 5, 2],
  ]);
});

it("counts items that are done out of those that apply", () => {
  const items = new Map<string, ItemStatus>([
    ["a", "done"],
    ["b", "to-do"],
    ["c", "not-applicable"],
  ]);
  expect(short(usesOfItems([system("A", { items })], ["a", "b", "c", "d"]))).toEqual([["A", 1, 2, 0]]);
});

it("counts items of a standard, of a law only where it applies", () => {
  const items = new Map<string, ItemStatus>([["a", "to-do"]]);
  const known = new Map([item("a", "gdpr", "cis_v8_1")]);
  const free = system("A", { items });
  const bound = { ...system("B", { items }), regulations: ["GDPR"] as const };
  expect(short(usesOfStandard([free, bound], "gdpr", known))).toEqual([["B", 1, null, 0]]);
  expect(short(usesOfStandard([free, bound], "cis_v8_1", known))).toHaveLength(2);
});
