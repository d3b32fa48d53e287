import type { ElementId } from "../kernel/ids";
import type { FlowTree } from "./element";
import type { ElementDraft, ModelChange } from "./model-change";

/**
 * An edit whose new elements have ids of ours. An editor names new elements by ids of its own, so that they can refer to
 * each other before they are saved; none of those reaches the database.
 */
export function withNewIds(changes: readonly ModelChange[], makeId: () => ElementId): readonly ModelChange[] {
  const made = new Map<ElementId, ElementId>();
  for (const change of changes)
    if (change.op === "save" && change.version === null && change.draft.kind !== "system")
      if (!made.has(change.draft.id)) made.set(change.draft.id, makeId());
  const idOf = (id: ElementId) => made.get(id) ?? id;
  return changes.map((change) =>
    change.op === "save" ? { ...change, draft: renamed(change.draft, idOf) } : change,
  );
}

function renamed(draft: ElementDraft, idOf: (id: ElementId) => ElementId): ElementDraft {
  const id = idOf(draft.id);
  switch (draft.kind) {
    case "zone":
      return { ...draft, id, parentId: draft.parentId && idOf(draft.parentId) };
    case "component":
      return { ...draft, id, zoneId: idOf(draft.zoneId) };
    case "flow":
      return { ...draft, id, sourceId: idOf(draft.sourceId), targetId: idOf(draft.targetId) };
    case "path":
      return { ...draft, id, tree: renamedTree(draft.tree, idOf) };
    case "control":
      return { ...draft, id, scope: draft.scope.map(idOf).toSorted() };
    case "stated-threat":
    case "asset":
      return { ...draft, id, places: draft.places.map(idOf).toSorted() };
    default:
      return { ...draft, id };
  }
}

function renamedTree(tree: FlowTree, idOf: (id: ElementId) => ElementId): FlowTree {
  return tree.kind === "flow"
    ? { kind: "flow", flowId: idOf(tree.flowId) }
    : { kind: tree.kind, parts: tree.parts.map((part) => renamedTree(part, idOf)) };
}
