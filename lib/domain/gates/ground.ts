import { readable } from "../architecture/check-whole";
import type { SystemModel } from "../architecture/system-model";
import { COORDINATION_WORD, type Coordination } from "../architecture/vocabulary";
import type { ElementId } from "../kernel/ids";
import type { DataClass } from "../systems/vocabulary";

/** What a design rests on, kept with the passage of its gate: what changes of it send back to that gate. */
export type Ground = {
  readonly dataClasses: readonly DataClass[];
  readonly zones: Readonly<Record<ElementId, { readonly name: string; readonly coordination: Coordination }>>;
  /** Flows from one zone to another. */
  readonly crossings: Readonly<Record<ElementId, string>>;
  /** Components of others that data flows to. */
  readonly suppliers: Readonly<Record<ElementId, string>>;
};

/** The ground of a design as it stands. */
export function groundOf(model: SystemModel, system: { readonly dataClasses: readonly DataClass[] }): Ground {
  const zoneOf = new Map(model.components.map(({ id, zoneId }) => [id, zoneId]));
  const crossing = model.flows.filter(
    ({ sourceId, targetId }) => zoneOf.get(sourceId) !== zoneOf.get(targetId),
  );
  const reached = new Set(model.flows.flatMap(({ sourceId, targetId }) => [sourceId, targetId]));
  const suppliers = model.components.filter(
    ({ id, properties }) => properties["kind"] === "third-party" && reached.has(id),
  );
  return {
    dataClasses: system.dataClasses,
    zones: Object.fromEntries(
      model.zones.map((zone) => [zone.id, { name: readable(zone), coordination: zone.coordination }]),
    ),
    crossings: Object.fromEntries(crossing.map((flow) => [flow.id, readable(flow)])),
    suppliers: Object.fromEntries(suppliers.map((component) => [component.id, readable(component)])),
  };
}

/**
 * What came under a design that nobody had thought through when its gate was passed; taking things away needs no new look.
 *
 * @returns one sentence each; empty where the design still covers what is drawn
 */
export function reopenedBy(then: Ground, now: Ground): readonly string[] {
  const fresh = <T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) =>
    Object.keys(after)
      .filter((id) => !Object.hasOwn(before, id))
      .flatMap((id) => after[id] ?? []);
  const zones = Object.entries(now.zones) as [ElementId, Ground["zones"][ElementId]][];
  return [
    ...fresh(then.zones, now.zones).map(({ name }) => `The zone ${name} is new.`),
    ...zones.flatMap(([id, { name, coordination }]) => {
      const before = then.zones[id]?.coordination;
      if (before === undefined || before === coordination) return [];
      return `Members of ${name} share something else: ${COORDINATION_WORD[coordination].toLowerCase()}, before ${COORDINATION_WORD[before].toLowerCase()}.`;
    }),
    ...fresh(then.crossings, now.crossings).map(
      (name) => `${name} crosses a trust boundary and did not before.`,
    ),
    ...fresh(then.suppliers, now.suppliers).map((name) => `The supplier ${name} gets data.`),
    ...now.dataClasses
      .filter((one) => !then.dataClasses.includes(one))
      .map((one) => `The system handles ${one} data now.`),
  ];
}
