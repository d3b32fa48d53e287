import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseModelCatalogue } from "@/lib/formats/model-catalogue/parse-catalogue";
import type { Component, Flow, RequestPath, Zone } from "../architecture/element";
import { emptyModel, type SystemModel } from "../architecture/system-model";
import type { PropertyDefinition, PropertyValue, PropertyValues } from "../catalogue/property";
import type { ElementId, SystemId } from "../kernel/ids";
import { finderFor } from "./check-expression";
import { compileRules, readExpression } from "./compile-rules";
import { deriveFindings } from "./derive-findings";
import { holds } from "./evaluate-expression";
import type { Expression } from "./expression";
import { largeModel } from "./testdata/large-model";

const textOf = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../catalogue/${name}.yaml`, import.meta.url)), "utf8");
const parsed = parseModelCatalogue(
  { threats: textOf("threats"), mechanisms: textOf("mechanisms"), rules: textOf("rules") },
  "hash",
);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const catalogue = parsed.value;
const rules = compileRules(catalogue);

const id = (text: string) => text as ElementId;
const base = { number: 1, version: 1, origin: null, stated: {} };
const zone = (name: string, trust: Zone["trust"], coordination: Zone["coordination"] = "weak"): Zone => ({
  ...base,
  kind: "zone",
  parentId: null,
  id: id(name),
  name,
  trust,
  coordination,
  properties: {},
});
const component = (name: string, zoneName: string, properties: PropertyValues = {}): Component => ({
  ...base,
  kind: "component",
  id: id(name),
  name,
  zoneId: id(zoneName),
  properties,
});
const flow = (from: string, to: string, properties: PropertyValues = {}): Flow => ({
  ...base,
  kind: "flow",
  id: id(`${from}>${to}`),
  name: `${from} to ${to}`,
  sourceId: id(from),
  targetId: id(to),
  callsPerRequest: 1,
  msRoundTrip: null,
  properties,
});
const path = (name: string, flows: readonly Flow[], properties: PropertyValues = {}): RequestPath => ({
  ...base,
  kind: "path",
  id: id(name),
  name,
  tree: { kind: "series", parts: flows.map((one) => ({ kind: "flow", flowId: one.id })) },
  budget: null,
  properties,
});
const nothing = emptyModel("00000000-0000-7000-8000-000000000001" as SystemId, "Shop");

const shopFlows = [
  flow("browser", "gateway", { changesState: true, dataClasses: ["personal"], publicNetwork: true }),
  flow("gateway", "orders", { changesState: true, asynchronous: false, idempotent: false }),
  flow("orders", "database", { changesState: true, dataClasses: ["payment"] }),
];
const shop: SystemModel = {
  ...nothing,
  zones: [zone("outside", 0, "none"), zone("edge", 1), zone("app", 2), zone("data", 3, "full")],
  components: [
    component("browser", "outside", { kind: "client" }),
    component("gateway", "edge", { kind: "gateway", exposure: "internet", replicas: 2 }),
    component("orders", "app", { kind: "service", exposure: "internal", holdsValue: true }),
    component("database", "data", {
      kind: "database",
      storesData: true,
      dataClasses: ["payment"],
      humanAdmins: 3,
    }),
  ],
  flows: shopFlows,
  paths: [path("checkout", shopFlows)],
};
const derive = (model: SystemModel) => deriveFindings(model, { type: "microservices" }, rules);
const idsOf = (model: SystemModel) => derive(model).findings.map((finding) => finding.id);

describe("the rules of the catalogue", () => {
  test.each(catalogue.rules.map((rule) => [rule.id, rule] as const))(
    "%s fires on its firing example and is quiet on the other",
    (_, rule) => {
      const when = readExpression(rule.when, finderFor(rule.appliesTo, catalogue.properties));
      if (!when.ok) throw new Error(when.error.join(" "));
      const truth = (example: (typeof rule.examples)["fires"]) =>
        holds(when.value, ({ element, property }) => example[element]?.[property]);
      expect([truth(rule.examples.fires), truth(rule.examples.quiet)]).toEqual([true, false]);
    },
  );
  test("cover all thirteen threats", () => {
    expect(new Set(catalogue.rules.map(({ threat }) => threat))).toEqual(
      new Set(catalogue.threats.map((threat) => threat.id)),
    );
  });
});

describe("findings", () => {
  test("carry a stable id, a text with names and the reasons of their likelihood", () => {
    const finding = derive(shop).findings.find((one) => one.id === "mitm-cleartext-crossing@browser>gateway");
    expect(finding).toEqual({
      id: "mitm-cleartext-crossing@browser>gateway",
      ruleId: "mitm-cleartext-crossing",
      threat: "mitm",
      element: { kind: "flow", id: "browser>gateway" },
      stride: "I",
      likelihood: 5,
      because: ["others run the network"],
      text: "browser to gateway goes from outside to edge in the clear. Whoever is on the way reads it.",
    });
  });
  test("come from zones, components, flows and paths", () => {
    const { findings } = derive(shop);
    expect(new Set(findings.map(({ element }) => element.kind))).toEqual(
      new Set(["zone", "component", "flow", "path"]),
    );
    expect(findings.map((one) => one.id)).toContain("mitm-encryption-ends-early@checkout");
    expect(findings.map((one) => one.id)).toContain("insider-full-coordination@data");
  });
  test("follow the boundary: moving a component to another zone changes the list", () => {
    const moved = {
      ...shop,
      components: shop.components.map((one) =>
        one.id === "gateway" ? { ...one, zoneId: id("outside") } : one,
      ),
    };
    expect(idsOf(shop)).toContain("dos-outside-unlimited@browser>gateway");
    expect(idsOf(moved)).not.toContain("dos-outside-unlimited@browser>gateway");
    expect(idsOf(moved)).toContain("dos-outside-unlimited@gateway>orders");
  });
  test("keep their ids and their order when something else is added", () => {
    const before = derive(shop).findings;
    const after = derive({
      ...shop,
      components: [component("cache", "app", { kind: "cache" }), ...shop.components],
      flows: [flow("orders", "cache"), ...shop.flows],
    }).findings;
    const ids = new Set(before.map((one) => one.id));
    expect(after.filter((one) => ids.has(one.id))).toEqual(before);
    expect(new Set(after.map((one) => one.id)).size).toBe(after.length);
    expect(after.length).toBeGreaterThan(before.length);
  });
  test("are refused for a flow that leads nowhere: that is a bug of the caller", () => {
    expect(() => derive({ ...shop, flows: [flow("orders", "gone")] })).toThrow("part of the model");
  });
});

describe("what nobody stated", () => {
  test("makes questions of an empty drawing, not silence", () => {
    const { findings, questions } = derive(nothing);
    expect(findings).toEqual([]);
    expect(questions.map((question) => question.ruleId)).toContain("region-only-one");
    expect(questions[0]?.missing).toContainEqual({
      kind: "system",
      id: nothing.whole.id,
      property: expect.any(String),
    });
  });
  test("is asked where it can be answered: at the element and the property that is entered", () => {
    const asked = (model: SystemModel, ruleId: string) =>
      derive(model).questions.find((question) => question.ruleId === ruleId)?.missing;
    const bare = { ...shop, flows: shopFlows.map((one) => ({ ...one, properties: {} })) };
    expect(asked(bare, "leak-into-logs")).toBeUndefined();
    expect(asked(bare, "repudiation-unlogged-change")).toEqual([
      { kind: "flow", id: "browser>gateway", property: "changesState" },
    ]);
    expect(asked(bare, "repudiation-identity-lost")).toEqual(
      shopFlows.map((one) => ({ kind: "flow", id: one.id, property: "changesState" })),
    );
    const crossing = { ...bare, components: bare.components.map((one) => ({ ...one, properties: {} })) };
    expect(asked(crossing, "mitm-one-sided-crossing")).toEqual([
      { kind: "component", id: "browser", property: "kind" },
    ]);
  });
  test("asks for the data classes where it needs to know whether data are sensitive", () => {
    const bare = { ...shop, components: shop.components.map((one) => ({ ...one, properties: {} })) };
    const question = derive(bare).questions.find((one) => one.ruleId === "leak-open-egress");
    expect(question?.missing).toEqual([{ kind: "component", id: "browser", property: "dataClasses" }]);
  });
});

describe("a protective property", () => {
  const anyValueOf = ({ shape }: PropertyDefinition): fc.Arbitrary<PropertyValue> => {
    if (shape.type === "boolean") return fc.boolean();
    if (shape.type === "number") return fc.double({ min: shape.min, max: shape.max, noNaN: true });
    return shape.type === "enum" ? fc.constantFrom(...shape.values) : fc.subarray([...shape.values]);
  };
  const valuesOf = (owner: PropertyDefinition["owner"], role: PropertyDefinition["role"]) =>
    fc.record(
      Object.fromEntries(
        catalogue.properties
          .filter((property) => property.owner === owner && property.role === role)
          .map((property) => [property.id, anyValueOf(property)]),
      ),
      { requiredKeys: [] },
    );
  const withValues = (model: SystemModel, values: readonly PropertyValues[]): SystemModel => {
    const [ofFlow = {}, ofComponent = {}, ofZone = {}, ofPath = {}, ofSystem = {}] = values;
    const add = <T extends { readonly properties: PropertyValues }>(
      elements: readonly T[],
      more: PropertyValues,
    ) => elements.map((one) => ({ ...one, properties: { ...one.properties, ...more } }));
    return {
      ...model,
      whole: { ...model.whole, properties: { ...model.whole.properties, ...ofSystem } },
      zones: add(model.zones, ofZone),
      components: add(model.components, ofComponent),
      flows: add(model.flows, ofFlow),
      paths: add(model.paths, ofPath),
    };
  };
  const owners = ["flow", "component", "zone", "path", "system"] as const;
  const all = (role: PropertyDefinition["role"]) =>
    fc.tuple(...owners.map((owner) => valuesOf(owner, role))) as fc.Arbitrary<readonly PropertyValues[]>;

  test("never changes a finding or a question, whatever is stated", () => {
    fc.assert(
      fc.property(all("structural"), all("protective"), (structural, protective) => {
        const model = withValues(shop, structural);
        expect(derive(withValues(model, protective))).toEqual(derive(model));
      }),
      { numRuns: 100 },
    );
  });
  test("is taken at its worst: a rule that fires with stated values fires without them, and no less likely", () => {
    fc.assert(
      fc.property(all("structural"), all("protective"), (structural, protective) => {
        const model = withValues(withValues(shop, structural), protective);
        const found = new Map(derive(model).findings.map((one) => [one.id, one.likelihood]));
        for (const rule of rules.component)
          for (const one of model.components) {
            const zoneOfOne = model.zones.find((entry) => entry.id === one.zoneId);
            const around: Readonly<Record<string, PropertyValues>> = {
              component: one.properties,
              zone: {
                ...zoneOfOne?.properties,
                trust: zoneOfOne?.trust ?? 0,
                coordination: zoneOfOne?.coordination ?? "",
              },
              system: { ...model.whole.properties, type: "microservices" },
            };
            const isTrue = ({ when }: { readonly when: Expression }) =>
              holds(when, ({ element, property }) => around[element]?.[property]) === true;
            if (!isTrue(rule)) continue;
            const by = (steps: typeof rule.raise) =>
              steps.filter(isTrue).reduce((sum, { step }) => sum + step.by, 0);
            const stated = rule.rule.likelihood.default + by(rule.raise) - by(rule.lower);
            expect(found.get(`${rule.rule.id}@${one.id}`)).toBeGreaterThanOrEqual(Math.min(5, stated));
          }
      }),
      { numRuns: 50 },
    );
  });
});

test("a system of 300 components and 600 flows is derived whole", () => {
  expect(derive(largeModel(catalogue.properties)).findings.length).toBeGreaterThan(5_000);
});
