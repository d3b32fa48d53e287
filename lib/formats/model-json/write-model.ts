import type { Described, ModelElement } from "@/lib/domain/architecture/element";
import { printFlowTree } from "@/lib/domain/architecture/flow-tree";
import { elementsOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import { MODEL_FORMAT, MODEL_VERSION } from "./schema";

/**
 * Writes a whole model as JSON that a person can read and `parseModelJson` reads back.
 *
 * - `format`, `version`: say what this is; the version counts up when a file of before would be read wrongly.
 * - `system`: its name and what is known of it as a whole; `key` is what controls on the whole system name.
 * - `zones` (`inside`: the key of the zone around, or null; files of before say nothing), `components` (`zone`: the key
 *   of theirs), `flows` (`from`, `to`: keys of components).
 * - `paths`: `flows` as people write them, `F1 > F2 > (F3 | F4)`, by the numbers of the flows; `budget` or null.
 * - `controls`: `on` lists the keys that they stand on; a retired one may have outlived them all. `lossScenarios`: ranges as `{ kind, p5, p50, p95 }`.
 * - `statedThreats`: beside what rules derive; `threat` null: it fits none of the catalogue's.
 * - `assets`: `on` lists components and flows; `worth` 1 to 5 each, null where nobody has said.
 * - of every element: `key` (stable: our id), `number` (as in F-12; an import gives its own), `origin` (what it was
 *   imported from before, or null), `properties` (what is not named is unknown), `statedOn` (when protective ones were
 *   attested).
 *
 * Versions and people stay behind, since they belong to the installation: what a file states is claimed anew by whoever
 * imports it, and its controls and assets have no owner.
 */
export function writeModelJson(model: SystemModel): string {
  const { whole, zones, components, flows, paths, controls, lossScenarios, statedThreats, assets } = model;
  const numbers = new Map(flows.map(({ id, number }) => [id, number]));
  const isThere = new Set(elementsOf(model).map(({ id }) => id));
  const document = {
    format: MODEL_FORMAT,
    version: MODEL_VERSION,
    system: { key: whole.id, name: whole.name, ...described(whole) },
    zones: zones.map((zone) => ({
      ...named(zone),
      inside: zone.parentId,
      trust: zone.trust,
      coordination: zone.coordination,
      ...described(zone),
    })),
    components: components.map((component) => ({
      ...named(component),
      zone: component.zoneId,
      ...described(component),
    })),
    flows: flows.map((flow) => ({
      ...named(flow),
      from: flow.sourceId,
      to: flow.targetId,
      callsPerRequest: flow.callsPerRequest,
      msRoundTrip: flow.msRoundTrip,
      ...described(flow),
    })),
    paths: paths.map((path) => ({
      ...named(path),
      flows: printFlowTree(path.tree, (id) => numbers.get(id) ?? 0),
      budget: path.budget,
      ...described(path),
    })),
    controls: controls.map((control) => {
      const { kind: _kind, id: _id, version: _version, ownerId: _owner, scope, ...facts } = control;
      return { ...named(control), ...facts, on: scope.filter((id) => isThere.has(id)) };
    }),
    lossScenarios: lossScenarios.map((scenario) => {
      const { kind: _kind, id: _id, version: _version, ...facts } = scenario;
      return { ...named(scenario), ...facts };
    }),
    statedThreats: statedThreats.map((threat) => {
      const { kind: _kind, id: _id, version: _version, places, ...facts } = threat;
      return { ...named(threat), ...facts, on: places };
    }),
    assets: assets.map(({ dataClasses, worth, places, note, ...asset }) => ({
      ...named(asset),
      dataClasses,
      worth,
      note,
      on: places,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function named({ id, number, name, origin }: Pick<ModelElement, "id" | "number" | "name" | "origin">) {
  return { key: id, number, name, origin };
}

function described({ properties, stated }: Described) {
  const statedOn = Object.fromEntries(Object.entries(stated).map(([id, { on }]) => [id, on]));
  return { properties, statedOn };
}
