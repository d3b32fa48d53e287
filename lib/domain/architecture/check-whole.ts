import type { Mechanism } from "../catalogue/mechanism";
import type { ElementId } from "../kernel/ids";
import type { Issue } from "../kernel/refusal";
import type { ModelElement } from "./element";
import { flowsIn } from "./flow-tree";
import type { ModelChange } from "./model-change";
import { elementsOf, type SystemModel } from "./system-model";
import { ELEMENT_PREFIX } from "./vocabulary";
import { levelsOf, ZONE_LEVELS_MAX } from "./zone-tree";

/** How many elements of a kind a system may have. */
export const ELEMENTS_MAX = {
  system: 1,
  zone: 100,
  component: 500,
  flow: 1_500,
  path: 100,
  control: 500,
  "loss-scenario": 50,
  "stated-threat": 500,
  asset: 500,
} as const;

/**
 * What is wrong with a model as a whole: ends that do not exist, zones inside themselves or too deep, names that mean two
 * things, elements taken out that others still stand on.
 *
 * @param changes the edit that led here, so that issues name the change that is to be mended
 */
export function checkWhole(
  model: SystemModel,
  changes: readonly ModelChange[],
  mechanisms: readonly Mechanism[],
): readonly Issue[] {
  const indexOf = new Map<ElementId, number>();
  for (const [index, change] of changes.entries())
    indexOf.set(change.op === "save" ? change.draft.id : change.id, index);
  const living = new Map(elementsOf(model).map((element) => [element.id, element]));
  const issues = [...living.values()].flatMap((element) =>
    referencesOf(element, mechanisms).flatMap((reference) => {
      const target = living.get(reference.id);
      return target && reference.needs.includes(target.kind)
        ? []
        : [brokenReference(element, reference, target !== undefined, indexOf)];
    }),
  );
  return [
    ...issues,
    ...wrongNesting(model, indexOf),
    ...sameNames(model, indexOf),
    ...sameThreats(model, indexOf),
    ...tooMany(model),
  ];
}

/** Blames the change that holds the reference; where the edit left the holder alone, the one that took its target out. */
function brokenReference(
  element: ModelElement,
  { field, id, needs }: Reference,
  exists: boolean,
  indexOf: ReadonlyMap<ElementId, number>,
): Issue {
  const own = indexOf.get(element.id);
  const kinds = needs.join(" or ");
  if (own !== undefined)
    return {
      path: `elements.${own}.${field}`,
      message: exists ? `This takes only a ${kinds}.` : `Choose a ${kinds} that exists.`,
    };
  return {
    path: `elements.${indexOf.get(id) ?? 0}`,
    message: `${readable(element)} still stands on it. Change that first.`,
  };
}

/** An element as people name it: F-12 Web to API. */
export function readable({ kind, number, name }: ModelElement): string {
  return `${ELEMENT_PREFIX[kind]}-${number} ${name}`;
}

interface Reference {
  readonly field: string;
  readonly id: ElementId;
  readonly needs: readonly ModelElement["kind"][];
}

function referencesOf(element: ModelElement, mechanisms: readonly Mechanism[]): readonly Reference[] {
  switch (element.kind) {
    case "zone":
      return element.parentId === null ? [] : [{ field: "parentId", id: element.parentId, needs: ["zone"] }];
    case "component":
      return [{ field: "zoneId", id: element.zoneId, needs: ["zone"] }];
    case "flow":
      return [
        { field: "sourceId", id: element.sourceId, needs: ["component"] },
        { field: "targetId", id: element.targetId, needs: ["component"] },
      ];
    case "path":
      return flowsIn(element.tree).map((id) => ({ field: "tree", id, needs: ["flow"] }));
    case "control": {
      const mechanism = mechanisms.find(({ id }) => id === element.mechanism);
      const needs = mechanism?.appliesTo ?? ["flow", "component", "system"];
      return element.standing === "retired" ? [] : element.scope.map((id) => ({ field: "scope", id, needs }));
    }
    case "stated-threat":
      return element.places.map((id) => ({ field: "places", id, needs: ["flow", "component", "system"] }));
    case "asset":
      return element.places.map((id) => ({ field: "places", id, needs: ["flow", "component"] }));
    default:
      return [];
  }
}

/** Zones in a circle, and zones too deep: blamed on the zones of the edit that led there. */
function wrongNesting({ zones }: SystemModel, indexOf: ReadonlyMap<ElementId, number>): readonly Issue[] {
  const parentOf = new Map(zones.map(({ id, parentId }) => [id, parentId]));
  const { levelOf, circled } = levelsOf(parentOf);
  const messages = new Map<number, string>();
  for (const { id } of zones) {
    const index = indexOf.get(id);
    if (circled.has(id) && index !== undefined)
      messages.set(index, "A zone can’t stand inside itself, not by way of others either: choose another.");
    else if ((levelOf.get(id) ?? 0) >= ZONE_LEVELS_MAX)
      messages.set(
        nearestChanged(id, parentOf, indexOf),
        `At most ${ZONE_LEVELS_MAX} zones stand in one another: choose one that is less deep.`,
      );
  }
  return [...messages].map(([index, message]) => ({ path: `elements.${index}.parentId`, message }));
}

/** The change of a zone or else of one around it. */
function nearestChanged(
  id: ElementId,
  parentOf: ReadonlyMap<ElementId, ElementId | null>,
  indexOf: ReadonlyMap<ElementId, number>,
): number {
  for (let at: ElementId | null = id; at !== null; at = parentOf.get(at) ?? null) {
    const index = indexOf.get(at);
    if (index !== undefined) return index;
  }
  return 0;
}

function sameNames(model: SystemModel, indexOf: ReadonlyMap<ElementId, number>): readonly Issue[] {
  return [model.zones, model.components, model.paths, model.assets].flatMap((elements) => {
    const seen = new Map<string, ModelElement>();
    return elements.flatMap((element: ModelElement) => {
      const folded = element.name.trim().toLowerCase();
      const other = seen.get(folded);
      seen.set(folded, element);
      if (!other) return [];
      const [late, early] = indexOf.has(element.id) ? [element, other] : [other, element];
      return [
        {
          path: `elements.${indexOf.get(late.id) ?? 0}.name`,
          message: `${readable(early)} has this name already. Choose another.`,
        },
      ];
    });
  });
}

function sameThreats(
  { lossScenarios }: SystemModel,
  indexOf: ReadonlyMap<ElementId, number>,
): readonly Issue[] {
  return lossScenarios
    .filter(({ threat }, index) => lossScenarios.findIndex((one) => one.threat === threat) < index)
    .map(({ id }) => ({
      path: `elements.${indexOf.get(id) ?? 0}.threat`,
      message: "This threat has numbers of its own already. Change those.",
    }));
}

function tooMany(model: SystemModel): readonly Issue[] {
  const counts = new Map<ModelElement["kind"], number>();
  for (const { kind } of elementsOf(model)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .filter(([kind, count]) => count > ELEMENTS_MAX[kind])
    .map(([kind, count]) => ({
      path: "",
      message: `A system has at most ${ELEMENTS_MAX[kind]} elements of the kind ${kind}; this would make ${count}.`,
    }));
}
