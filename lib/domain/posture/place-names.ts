import type { ElementId } from "../kernel/ids";
import type { PostureFacts } from "./facts";

/** What people call the elements of a system; a flow without a name of its own is called by its two ends. */
export function placeNames(
  facts: Pick<PostureFacts, "whole" | "zones" | "components" | "flows" | "paths">,
): (id: ElementId) => string {
  const own = [...facts.zones, ...facts.components, ...facts.paths].map(
    ({ id, name }) => [id, name] as const,
  );
  const names = new Map<ElementId, string>([[facts.whole, "the whole system"], ...own]);
  for (const { id, name, sourceId, targetId } of facts.flows)
    names.set(id, name || `${names.get(sourceId) ?? "?"} → ${names.get(targetId) ?? "?"}`);
  return (id) => names.get(id) ?? "?";
}
