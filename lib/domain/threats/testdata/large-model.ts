import type { Component, Flow, Zone } from "../../architecture/element";
import { emptyModel, type SystemModel } from "../../architecture/system-model";
import type { PropertyDefinition, PropertyValue } from "../../catalogue/property";
import type { ElementId, SystemId } from "../../kernel/ids";

const COMPONENTS = 300;
const FLOWS = 600;
const HOPS = 12;

const idOf = (kind: number, number: number) =>
  `0190000${kind}-0000-7000-8000-${String(number).padStart(12, "0")}` as ElementId;
const base = (kind: number, number: number) => ({
  id: idOf(kind, number),
  number,
  version: 1,
  origin: null,
  stated: {},
});

/** A system as large as the editor holds with ease: 4 zones, 300 components, 600 flows, every structural property stated. */
export function largeModel(properties: readonly PropertyDefinition[]): SystemModel {
  const structural = properties.filter(({ role }) => role === "structural");
  const propertiesOf = (owner: PropertyDefinition["owner"], n: number) =>
    Object.fromEntries(
      structural
        .filter((property) => property.owner === owner)
        .map((property, index) => [
          property.id,
          valueAt(property, n * (index + 3) + ((n * n) >> (index % 5))),
        ]),
    );
  const zones = (["none", "weak", "strong", "full"] as const).map(
    (coordination, n): Zone => ({
      ...base(1, n + 1),
      kind: "zone",
      parentId: null,
      name: `Zone ${n}`,
      trust: n as Zone["trust"],
      coordination,
      properties: {},
    }),
  );
  const components = Array.from(
    { length: COMPONENTS },
    (_, n): Component => ({
      ...base(2, n + 1),
      kind: "component",
      name: `Component ${n}`,
      zoneId: idOf(1, (n % zones.length) + 1),
      properties: propertiesOf("component", n),
    }),
  );
  const flows = Array.from(
    { length: FLOWS },
    (_, n): Flow => ({
      ...base(3, n + 1),
      kind: "flow",
      name: `Flow ${n}`,
      sourceId: idOf(2, (n % COMPONENTS) + 1),
      targetId: idOf(2, ((n * 7 + 1) % COMPONENTS) + 1),
      callsPerRequest: 1,
      msRoundTrip: null,
      properties: propertiesOf("flow", n),
    }),
  );
  const parts = flows.slice(0, HOPS).map(({ id }) => ({ kind: "flow" as const, flowId: id }));
  const path = {
    ...base(4, 1),
    kind: "path" as const,
    name: "Everything",
    tree: { kind: "series" as const, parts },
    budget: null,
    properties: {},
  };
  const empty = emptyModel("01900000-0000-7000-8000-000000000000" as SystemId, "A large system");
  return { ...empty, zones, components, flows, paths: [path] };
}

function valueAt({ shape }: PropertyDefinition, n: number): PropertyValue {
  if (shape.type === "boolean") return n % 2 === 0;
  if (shape.type === "number") return shape.min + (n % 7);
  const value = shape.values[n % shape.values.length] ?? "";
  return shape.type === "enum" ? value : [value];
}
