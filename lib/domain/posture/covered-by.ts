import { flowsIn } from "../architecture/flow-tree";
import type { ElementId } from "../kernel/ids";
import type { FindingFact, FlowFact, MechanismFact, PostureFacts } from "./facts";

/** What is made of the places where a protection can stand: of one, of several each of which is enough, of several that are all needed. */
export interface Reading<T> {
  readonly place: (id: ElementId) => T;
  readonly any: (parts: readonly T[]) => T;
  readonly all: (parts: readonly T[]) => T;
}

/** Where a mechanism has to stand to cover an element, read in any way. */
export type CoveredBy = <T>(
  mechanism: Pick<MechanismFact, "appliesTo" | "worksAtSender">,
  element: FindingFact["element"],
  reading: Reading<T>,
) => T;

/**
 * Which places cover an element of a system.
 *
 * A flow is covered on itself, on its receiver, on its sender where the mechanism works there, or on the whole system; a
 * component on itself or, for mechanisms that stand only on flows, on all flows into it; a zone and a path only when all
 * their components or flows are, or by what was stated on them themselves; the whole system on itself, or on everything
 * that the mechanism applies to.
 *
 * Source: `answered_by` in the catalogue of rules; design/model.md, "Architecture" (scope element by element).
 */
export function coveredBy(facts: Pick<PostureFacts, "whole" | "components" | "flows" | "paths">): CoveredBy {
  const { whole } = facts;
  const flows = new Map(facts.flows.map((one) => [one.id, one]));
  const flowsInto = grouped(facts.flows, ({ targetId }) => targetId);
  const componentsIn = grouped(facts.components, ({ zoneId }) => zoneId);
  const flowsOfPath = new Map(facts.paths.map(({ id, tree }) => [id, flowsIn(tree)]));
  return (mechanism, element, { place, any, all }) => {
    const ofFlow = ({ id, targetId, sourceId }: FlowFact) =>
      any([id, targetId, ...(mechanism.worksAtSender ? [sourceId] : []), whole].map(place));
    const ofComponent = (id: ElementId) => {
      const own = [place(id), place(whole)];
      if (mechanism.appliesTo.includes("component")) return any(own);
      return any([...own, all((flowsInto.get(id) ?? []).map(ofFlow))]);
    };
    switch (element.kind) {
      case "flow": {
        const flow = flows.get(element.id);
        return flow ? ofFlow(flow) : any([]);
      }
      case "component":
        return ofComponent(element.id);
      case "zone": {
        const within = (componentsIn.get(element.id) ?? []).map(({ id }) => ofComponent(id));
        return any([place(element.id), place(whole), all(within)]);
      }
      case "path": {
        const along = (flowsOfPath.get(element.id) ?? []).map((id) => {
          const flow = flows.get(id);
          return flow ? ofFlow(flow) : any([]);
        });
        return any([place(element.id), all(along)]);
      }
      case "system": {
        const parts = mechanism.appliesTo.includes("component")
          ? facts.components.map(({ id }) => ofComponent(id))
          : facts.flows.map(ofFlow);
        return any([place(whole), all(parts)]);
      }
    }
  };
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => ElementId): ReadonlyMap<ElementId, readonly T[]> {
  const groups = new Map<ElementId, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
