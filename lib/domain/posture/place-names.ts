import type { ElementId } from "../kernel/ids";
import type { FlowFact, NamedElement } from "./facts";

/** What names are read from. */
interface Named {
  readonly whole: ElementId;
  readonly zones: readonly NamedElement[];
  readonly components: readonly NamedElement[];
  readonly flows: readonly Pick<FlowFact, "id" | "name" | "sourceId" | "targetId">[];
  readonly paths: readonly NamedElement[];
}

/** What people call the elements of a system; a flow without a name of its own is called by its two ends. */
export function placeNames(facts: Named): (id: ElementId) => string {
  const own = [...facts.zones, ...facts.components, ...facts.paths].map(
    ({ id, name }) => [id, name] as const,
  );
  const names = new Map<ElementId, string>([[facts.whole, "the whole system"], ...own]);
  for (const { id, name, sourceId, targetId } of facts.flows)
    names.set(id, name || `${names.get(sourceId) ?? "?"} → ${names.get(targetId) ?? "?"}`);
  return (id) => names.get(id) ?? "?";
}
