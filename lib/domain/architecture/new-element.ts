import type { ElementId } from "../kernel/ids";
import type { FlowTree, Origin } from "./element";
import type { ImportedElement, ImportedTree, ImportedZone } from "./imported-model";
import type { ElementDraft } from "./model-change";

/** What the keys of a file are in the model. */
export interface Keys {
  /** Null: what has this key is left out. */
  readonly idOf: (key: string) => ElementId | null;
  readonly nameOf: (id: ElementId) => string;
  /** Whether an element stands here once the file is imported; a retired control may name some that don't. */
  readonly isHere: (id: ElementId) => boolean;
  /** Why a zone can't stand where its file puts it; null where it can. */
  readonly whyNotInside: (key: string) => string | null;
}

/**
 * A new element as its file describes it; what the file does not state gets the usual value.
 *
 * @returns null where something that it refers to is left out
 */
export function newDraft(
  element: ImportedElement,
  base: { readonly id: ElementId; readonly name: string; readonly origin: Origin },
  keys: Keys,
): ElementDraft | null {
  const { idOf } = keys;
  switch (element.kind) {
    case "system":
      return null;
    case "zone": {
      const { kind, trust, coordination = "none", properties } = element;
      const parentId =
        keys.whyNotInside(element.key) === null ? (insideOf(element, keys)?.zoneId ?? null) : null;
      return { kind, ...base, parentId, trust, coordination, properties };
    }
    case "component": {
      const { kind, properties } = element;
      const zoneId = idOf(element.zoneKey);
      return zoneId && { kind, ...base, zoneId, properties };
    }
    case "flow": {
      const { kind, callsPerRequest = 1, msRoundTrip, properties } = element;
      const [sourceId, targetId] = [idOf(element.sourceKey), idOf(element.targetKey)];
      return (
        sourceId &&
        targetId && { kind, ...base, sourceId, targetId, callsPerRequest, msRoundTrip, properties }
      );
    }
    case "path": {
      const { kind, budget, properties } = element;
      const tree = treeOf(element.tree, idOf);
      return tree && { kind, ...base, tree, budget, properties };
    }
    case "control": {
      const { scopeKeys, key: _key, line: _line, ...facts } = element;
      return { ...facts, ...base, scope: scopeOf(scopeKeys, idOf), ownerId: null };
    }
    case "stated-threat": {
      const { placeKeys, likelihood = 3, key: _key, line: _line, ...facts } = element;
      return { ...facts, ...base, likelihood, places: scopeOf(placeKeys, idOf) };
    }
    case "asset": {
      const { placeKeys, key: _key, line: _line, ...facts } = element;
      return { ...facts, ...base, places: scopeOf(placeKeys, idOf), ownerId: null };
    }
    case "loss-scenario": {
      const { key: _key, line: _line, ...facts } = element;
      return { ...facts, ...base };
    }
  }
}

/** Where a zone stands. */
export interface Inside {
  /** Null: in no other zone. */
  readonly zoneId: ElementId | null;
}

/** Where a file puts a zone; undefined where it does not say, or names a zone that is left out. */
export function insideOf({ parentKey }: ImportedZone, { idOf }: Pick<Keys, "idOf">): Inside | undefined {
  if (parentKey === undefined) return undefined;
  const zoneId = parentKey === null ? null : idOf(parentKey);
  return zoneId === null && parentKey !== null ? undefined : { zoneId };
}

/** A path with ids for keys; null where one of its flows is left out. */
export function treeOf(tree: ImportedTree, idOf: Keys["idOf"]): FlowTree | null {
  if (tree.kind === "flow") {
    const flowId = idOf(tree.flowKey);
    return flowId && { kind: "flow", flowId };
  }
  const parts = tree.parts.flatMap((part) => treeOf(part, idOf) ?? []);
  return parts.length < tree.parts.length ? null : { kind: tree.kind, parts };
}

/** Rising, without repetition and without what is left out. */
export function scopeOf(keys: readonly string[], idOf: Keys["idOf"]): readonly ElementId[] {
  return rising(keys.flatMap((key) => idOf(key) ?? []));
}
/** Ids as a control holds them. */
export const rising = (ids: readonly ElementId[]) => [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));
