import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FlowTree, ModelElement } from "@/lib/domain/architecture/element";
import type { ImportedElement, ImportedTree } from "@/lib/domain/architecture/imported-model";
import { elementsOf, modelOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import { COORDINATIONS, TRUSTS } from "@/lib/domain/architecture/vocabulary";
import { STRIDE } from "@/lib/domain/catalogue/threat";
import { STANDINGS } from "@/lib/domain/controls/vocabulary";
import type { ElementId, SystemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import { DATA_CLASSES } from "@/lib/domain/systems/vocabulary";
import { BAND_STEPS } from "@/lib/domain/threats/vocabulary";
import { RECOGNISES_NOTHING } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";
import { parseModelJson } from "./parse-model";
import { writeModelJson } from "./write-model";

const SYSTEM = "01900000-0000-7000-8000-000000000001" as SystemId;
const idOf = (kind: string, number: number) =>
  `01900000-0000-7000-8000-${kind}${String(number).padStart(11, "0")}` as ElementId;

/** Flows that were taken out; only a retired control may still name them. */
const GONE = [idOf("c", 901), idOf("c", 902)];

const text = (charsMax: number) =>
  fc.string({ unit: "grapheme", maxLength: charsMax }).map((some) =>
    some
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, " ")
      .trim()
      .slice(0, charsMax)
      .replace(/\p{Cs}/gu, ""),
  );
const name = text(60).map((some) => some.trim() || "x");
const prose = fc.oneof(
  text(40),
  fc.constantFrom("", "two\nlines", '"', "\\", "*x", "#", "a: b", "null", "1e5"),
);
const value = fc.oneof(
  fc.boolean(),
  fc.constantFrom("tls", "none", "true", "1", ""),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((n) => n + 0),
  fc.uniqueArray(fc.constantFrom("public", "personal"), { maxLength: 2 }),
);
const properties = fc
  .dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,9}$/), value, { maxKeys: 4, noNullPrototype: true })
  .filter(
    (all) =>
      !("constructor" in Object.fromEntries(Object.entries(all))) || !Object.hasOwn(all, "constructor"),
  );
const stated = fc.constantFrom({}, { encryption: { by: "p" as UserId, on: "2026-01-02" as UtcDate } });
const amount = fc.double({ noNaN: true, min: 0.001, max: 1e9 });
const quantity = fc
  .tuple(fc.constantFrom("lognormal" as const, "pert" as const, "empirical" as const), amount, amount, amount)
  .map(([kind, ...numbers]) => {
    const [p5 = 0, p50 = 0, p95 = 0] = numbers.sort((a, b) => a - b);
    return { kind, p5, p50, p95 };
  });
const worth = fc.constantFrom(null, ...BAND_STEPS);
const ms = fc.record({ msP50: amount, msP95: amount, msP99: amount });
const trips = {
  step: fc.constantFrom("handshake" as const, "token" as const),
  roundTrips: amount,
  msRoundTrip: amount,
};
const latency = fc.oneof(
  fc.constant({ kind: "none" as const }),
  fc.record({ kind: fc.constant("single" as const), ...trips, single: ms }),
  fc.record({
    kind: fc.constant("mixture" as const),
    ...trips,
    hitProbability: fc.double({ min: 0, max: 1, noNaN: true }),
    hit: ms,
    miss: ms,
  }),
);
const head = { version: fc.integer({ min: 1, max: 99 }), name };
const origins = (kind: string, number: number) =>
  fc.constantFrom(null, { source: "cyclonedx:Shop", externalId: `${kind} ${number}` });
const tree = (flows: readonly number[]): fc.Arbitrary<FlowTree> =>
  fc.letrec<{ tree: FlowTree; flow: FlowTree; group: FlowTree }>((tie) => ({
    flow: fc.constantFrom(...flows).map((number) => ({ kind: "flow" as const, flowId: idOf("c", number) })),
    group: fc.record({
      kind: fc.constantFrom("series" as const, "parallel" as const),
      parts: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<FlowTree>,
    tree: fc.oneof({ maxDepth: 3, depthIdentifier: "t" }, tie("flow"), tie("group")),
  })).tree;

/** Zones that one may stand in, so that none leads back to itself; some of them come later in the file. */
const outside = (zones: readonly number[], number: number) => {
  const order = (one: number) => (one * 7) % 901;
  return zones.filter((one) => order(one) < order(number)).map((one) => idOf("a", one));
};
/** Numbers with gaps, as after something was taken out. */
const numbers = (most: number, least = 0) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 900 }), { minLength: least, maxLength: most })
    .map((all) => all.sort((a, b) => a - b));
const listOf = <T>(all: readonly number[], one: (number: number) => fc.Arbitrary<T>) =>
  fc.tuple(...all.map(one));
const unlike = <T extends { readonly name: string; readonly number: number }>(
  all: readonly T[],
): readonly T[] => all.map((one) => ({ ...one, name: `${one.name} ${one.number}` }));

const model: fc.Arbitrary<SystemModel> = fc
  .tuple(numbers(4, 1), numbers(4, 2), numbers(4, 1), numbers(2), numbers(2), numbers(2))
  .chain(([zones, components, flows, paths, controls, losses]) => {
    const anyOf = (kind: string, all: readonly number[]) =>
      fc.constantFrom(...all.map((one) => idOf(kind, one)));
    const base = <K extends string>(kind: K, letter: string, number: number) => ({
      kind: fc.constant(kind),
      id: fc.constant(idOf(letter, number)),
      number: fc.constant(number),
      origin: origins(kind, number),
      ...head,
    });
    const described = { properties, stated };
    return fc.record({
      whole: fc.record({ ...described, version: fc.integer({ min: 0, max: 3 }), name }),
      zones: listOf(zones, (n) =>
        fc.record({
          ...base("zone", "a", n),
          ...described,
          parentId: fc.constantFrom(null, ...outside(zones, n)),
          trust: fc.constantFrom(...TRUSTS),
          coordination: fc.constantFrom(...COORDINATIONS),
        }),
      ),
      components: listOf(components, (n) =>
        fc.record({ ...base("component", "b", n), ...described, zoneId: anyOf("a", zones) }),
      ),
      flows: listOf(flows, (n) =>
        fc
          .record({
            ...base("flow", "c", n),
            ...described,
            ends: fc.shuffledSubarray(components, { minLength: 2, maxLength: 2 }),
            callsPerRequest: fc.integer({ min: 1, max: 50 }),
            msRoundTrip: fc.option(amount),
          })
          .map(({ ends: [from = 0, to = 0], ...flow }) => ({
            ...flow,
            sourceId: idOf("b", from),
            targetId: idOf("b", to),
          })),
      ),
      paths: listOf(paths, (n) =>
        fc.record({
          ...base("path", "d", n),
          ...described,
          tree: tree(flows),
          budget: fc.option(
            fc.record({ percentile: fc.double({ min: 0.5, max: 0.999, noNaN: true }), msLimit: amount }),
          ),
        }),
      ),
      controls: listOf(controls, (n) =>
        fc
          .record({
            ...base("control", "e", n),
            mechanism: fc.constantFrom("tls", "mtls"),
            standing: fc.constantFrom(...STANDINGS),
            scope: fc.subarray(
              [...components.map((one) => idOf("b", one)), ...flows.map((one) => idOf("c", one))],
              { minLength: 1 },
            ),
            ownerId: fc.constantFrom(null, "p" as UserId),
            tool: text(30),
            note: prose,
            oneOffAmount: fc.option(quantity),
            perYearAmount: fc.option(quantity),
            latency: fc.option(latency),
            meetsConditionFor: fc.subarray(["mitm", "ddos"]),
            outlives: fc.subarray([...GONE]),
            lost: fc.boolean(),
          })
          .map(({ outlives, lost, ...control }) =>
            control.standing === "retired" && outlives.length > 0
              ? { ...control, scope: lost ? outlives : [...control.scope, ...outlives] }
              : control,
          ),
      ),
      threats: listOf(losses, (n) =>
        fc.record({
          ...base("stated-threat", "9", n),
          threat: fc.constantFrom(null, "mitm", "ddos"),
          stride: fc.constantFrom(null, ...STRIDE),
          likelihood: fc.integer({ min: 1, max: 5 }),
          places: fc
            .subarray([SYSTEM as string as ElementId, ...components.map((one) => idOf("b", one))], {
              minLength: 1,
            })
            .map((all) => all.toSorted()),
          note: prose,
        }),
      ),
      assets: listOf(losses, (n) =>
        fc.record({
          ...base("asset", "8", n),
          dataClasses: fc.subarray([...DATA_CLASSES]),
          worth: fc.record({ confidentiality: worth, integrity: worth, availability: worth }),
          places: fc
            .subarray([...components.map((one) => idOf("b", one)), ...flows.map((one) => idOf("c", one))])
            .map((all) => all.toSorted()),
          ownerId: fc.constantFrom(null, "p" as UserId),
          note: prose,
        }),
      ),
      losses: listOf(losses, (n) =>
        fc.record({
          ...base("loss-scenario", "f", n),
          threat: fc.constant(`threat-${n}`),
          ratePerYear: quantity,
          lossAmount: quantity,
          secondary: fc.option(
            fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), lossAmount: quantity }),
          ),
          basis: prose,
        }),
      ),
    });
  })
  .map(({ whole, zones, components, flows, paths, controls, losses, threats, assets }) => {
    const system = { ...whole, kind: "system" as const, id: idOf("0", 1), number: 1, origin: null };
    const all: ModelElement[] = [
      { ...system, id: SYSTEM as string as ElementId },
      ...unlike(zones),
      ...unlike(components),
      ...flows,
      ...unlike(paths),
      ...controls,
      ...losses,
      ...threats,
      ...unlike(assets),
    ];
    return modelOf(SYSTEM, whole.name, all);
  });

/** What a file carries of a model: all but versions, readable numbers, days, people and what is gone. */
function carried(element: ModelElement): ImportedElement {
  const { id: key, number: _number, version: _version, ...facts } = element;
  const at = { key, line: null };
  const { stated: _stated, ...rest } = { stated: undefined, ...facts };
  switch (rest.kind) {
    case "zone": {
      const { parentId, ...own } = rest;
      return { ...own, ...at, parentKey: parentId };
    }
    case "component": {
      const { zoneId, ...own } = rest;
      return { ...own, ...at, zoneKey: zoneId };
    }
    case "flow": {
      const { sourceId, targetId, ...own } = rest;
      return { ...own, ...at, sourceKey: sourceId, targetKey: targetId };
    }
    case "path":
      return { ...rest, ...at, tree: keyed(rest.tree) };
    case "stated-threat": {
      const { places, ...own } = rest;
      return { ...own, ...at, placeKeys: places };
    }
    case "asset": {
      const { places, ownerId: _owner, ...own } = rest;
      return { ...own, ...at, placeKeys: places };
    }
    case "control": {
      const { scope, ownerId: _owner, ...own } = rest;
      return { ...own, ...at, scopeKeys: scope.filter((id) => !GONE.includes(id)) };
    }
    default:
      return { ...rest, ...at };
  }
}
const keyed = (some: FlowTree): ImportedTree =>
  some.kind === "flow"
    ? { kind: "flow", flowKey: some.flowId }
    : { kind: some.kind, parts: some.parts.map(keyed) };

const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data));
const withoutLines = (elements: readonly ImportedElement[]) =>
  elements.map((one) => ({ ...one, line: null }));

describe("a model that is written", () => {
  test("is read back with everything that does not belong to the installation", () => {
    fc.assert(
      fc.property(model, (some) => {
        const read = readModelFile(writeModelJson(some), RECOGNISES_NOTHING);
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        expect(plain(withoutLines(read.value.elements))).toEqual(plain(elementsOf(some).map(carried)));
        expect(read.value).toMatchObject({
          source: `countersign:${SYSTEM}`,
          systemName: some.whole.name,
          notes: [],
        });
      }),
    );
  });
  test("names nobody", () => {
    fc.assert(
      fc.property(model, (some) => {
        // Properties may be called anything here.
        const said = JSON.parse(writeModelJson(some), (key, value) => (key === "properties" ? {} : value));
        expect(JSON.stringify(said)).not.toMatch(/"(by|ownerId|owner)":/);
      }),
      { numRuns: 20 },
    );
  });
});

const small = (over: object = {}) => ({
  format: "countersign-model",
  version: 1,
  system: { key: "s", name: "Shop" },
  zones: [{ key: "z", name: "Edge", trust: 1 }],
  components: [
    { key: "a", name: "Web", zone: "z" },
    { key: "b", name: "API", zone: "z" },
  ],
  flows: [{ key: "f", number: 1, name: "Web to API", from: "a", to: "b" }],
  ...over,
});
const problemsOf = (data: unknown) => {
  const read = parseModelJson(typeof data === "string" ? data : JSON.stringify(data, null, 1));
  return read.ok ? [] : read.error.problems;
};

describe("a model written by hand", () => {
  test("needs only what has no usual value", () => {
    const read = parseModelJson(JSON.stringify(small()));
    expect(read).toMatchObject({ ok: true, value: { notes: [] } });
  });
  test("says nothing of where a zone stands where it was written before zones could stand in one another", () => {
    const read = parseModelJson(JSON.stringify(small()));
    const zone = read.ok ? read.value.elements.find(({ kind }) => kind === "zone") : null;
    expect(zone && "parentKey" in zone).toBe(false);
  });
  test("may have fields that are not known; they are left out and named", () => {
    const read = parseModelJson(
      JSON.stringify(
        small({ colour: "red", flows: [{ ...small().flows[0], width: 3, statedOn: {} }] }),
        null,
        1,
      ),
    );
    expect(read.ok && read.value.notes).toEqual([
      { line: 34, path: "flows[0].width", message: 'The field "width" is not known here and is left out.' },
      { line: expect.any(Number), path: "colour", message: expect.stringContaining("colour") },
    ]);
  });
  test.each([
    ["another version", small({ version: 2 }), "only version 1"],
    ["another format", small({ format: "x" }), "countersign-model"],
    [
      "a repeated key",
      small({ zones: [{ key: "a", name: "Z", trust: 0 }, small().zones[0]] }),
      "This key stands",
    ],
    [
      "a repeated name, in other letters",
      small({ zones: [...small().zones, { key: "y", name: "EDGE", trust: 0 }] }),
      "This name stands",
    ],
    [
      "a zone that is not there",
      small({ components: [{ key: "a", name: "W", zone: "q" }] }),
      'no zone with the key "q"',
    ],
    [
      "a zone inside one that is not there",
      small({ zones: [{ ...small().zones[0], inside: "a" }] }),
      'no zone with the key "a"',
    ],
    [
      "a zone inside itself",
      small({
        zones: [
          { key: "z", name: "Edge", trust: 1, inside: "y" },
          { key: "y", name: "Core", trust: 2, inside: "z" },
        ],
      }),
      "stand inside itself",
    ],
    [
      "six zones in one another",
      small({
        zones: [0, 1, 2, 3, 4, 5].map((n) => ({
          key: n === 0 ? "z" : `z${n}`,
          name: `Z${n}`,
          trust: 1,
          inside: n === 0 ? null : n === 1 ? "z" : `z${n - 1}`,
        })),
      }),
      "At most 5 zones stand in one another",
    ],
    [
      "an end that is a zone",
      small({ flows: [{ ...small().flows[0], to: "z" }] }),
      "no component with the key",
    ],
    ["a flow to itself", small({ flows: [{ ...small().flows[0], to: "a" }] }), "another component"],
    [
      "a path over what is no flow",
      small({ paths: [{ key: "p", name: "P", flows: "F1 > F9" }] }),
      "At character 6: There is no flow “F9”",
    ],
    [
      "a control on a zone",
      small({ controls: [{ key: "c", name: "C", mechanism: "tls", standing: "planned", on: ["z"] }] }),
      "no component, flow or system",
    ],
    [
      "trust beyond the scale",
      small({ zones: [{ key: "z", name: "Edge", trust: 7 }] }),
      "one of 0, 1, 2, 3, 4",
    ],
    [
      "an asset in the whole system",
      small({ assets: [{ key: "x", name: "Orders", on: ["s"] }] }),
      "no component or flow with the key",
    ],
    [
      "two assets of one name",
      small({
        assets: [
          { key: "x", name: "Orders" },
          { key: "y", name: "orders" },
        ],
      }),
      "This name stands",
    ],
    [
      "worth beyond the scale",
      small({ assets: [{ key: "x", name: "Orders", worth: { integrity: 6 } }] }),
      "one of 1, 2, 3, 4, 5",
    ],
    ["a class that is none", small({ assets: [{ key: "x", name: "O", dataClasses: ["secret"] }] }), "public"],
    ["hidden marks", small({ system: { key: "s", name: "a\u202eb" } }), "can't be seen"],
    ["NaN", JSON.stringify(small()).replace('"version":1', '"version":NaN'), "Correct the JSON"],
    [
      "a number past all bounds",
      JSON.stringify(small({ flows: [{ ...small().flows[0], msRoundTrip: 7 }] })).replace(":7", ":1e999"),
      "number",
    ],
    [
      "__proto__",
      JSON.stringify(small()).replace('"key":"s"', '"__proto__":{"x":1},"key":"s"'),
      "can't be a field name",
    ],
    ["a repeated field", JSON.stringify(small()).replace('"key":"s"', '"key":"s","key":"t"'), "twice"],
  ])("is refused for %s, with what to do", (_, data, message) => {
    const problems = problemsOf(data);
    expect(problems.map((problem) => problem.message).join("\n")).toContain(message);
    expect(problems.every(({ line }) => line !== null)).toBe(true);
  });
});
