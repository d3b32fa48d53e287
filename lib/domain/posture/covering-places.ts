import { flowsIn } from "../architecture/flow-tree";
import type { ElementId } from "../kernel/ids";
import type { FindingFact, MechanismFact, PostureFacts } from "./facts";

/**
 * The elements on which a control of a mechanism protects an element, wholly or in part: those that `coverageOf` looks at.
 *
 * @returns each once; the element itself first, where a control can stand on it
 */
export function coveringPlaces(
  facts: PostureFacts,
  mechanism: Pick<MechanismFact, "appliesTo" | "worksAtSender">,
  element: FindingFact["element"],
): readonly ElementId[] {
  const ofFlow = (id: ElementId): readonly ElementId[] => {
    const flow = facts.flows.find((one) => one.id === id);
    if (!flow) return [];
    return [id, flow.targetId, ...(mechanism.worksAtSender ? [flow.sourceId] : []), facts.whole];
  };
  const ofComponent = (id: ElementId): readonly ElementId[] => {
    if (mechanism.appliesTo.includes("component")) return [id, facts.whole];
    const into = facts.flows.filter(({ targetId }) => targetId === id);
    return [id, facts.whole, ...into.flatMap((flow) => ofFlow(flow.id))];
  };
  const all = (): readonly ElementId[] => {
    switch (element.kind) {
      case "flow":
        return ofFlow(element.id);
      case "component":
        return ofComponent(element.id);
      case "zone":
        return facts.components
          .filter(({ zoneId }) => zoneId === element.id)
          .flatMap(({ id }) => ofComponent(id));
      case "path": {
        const path = facts.paths.find(({ id }) => id === element.id);
        return path ? flowsIn(path.tree).flatMap(ofFlow) : [];
      }
      case "system":
        return [
          facts.whole,
          ...(mechanism.appliesTo.includes("component") ? facts.components : facts.flows).map(({ id }) => id),
        ];
    }
  };
  return [...new Set(all())];
}
