import { readable } from "@/lib/domain/architecture/check-whole";
import { elementsOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { ExportedThreat } from "./exported-threats";

/** Threats by the element that they are at. */
export function byElement(
  threats: readonly ExportedThreat[],
): ReadonlyMap<ElementId, readonly ExportedThreat[]> {
  const found = new Map<ElementId, ExportedThreat[]>();
  for (const threat of threats) {
    const others = found.get(threat.elementId);
    if (others) others.push(threat);
    else found.set(threat.elementId, [threat]);
  }
  return found;
}

/** Elements as people name them, "P-1 Checkout", for threats that a format has no place for. */
export function placeNames(model: SystemModel): ReadonlyMap<ElementId, string> {
  return new Map(elementsOf(model).map((element) => [element.id, readable(element)]));
}
