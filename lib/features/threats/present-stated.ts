import type { StatedThreat } from "@/lib/domain/architecture/element";
import { elementName } from "@/lib/domain/architecture/element-name";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import type { Threat } from "@/lib/domain/catalogue/threat";
import type { SystemSummary } from "@/lib/domain/systems/system";

/** An element that a threat can be stated of. */
export interface ThreatPlace {
  readonly id: string;
  readonly kind: "system" | "flow" | "component";
  readonly name: string;
}

/** What the form of a stated threat shows. */
export interface StatedThreatForm {
  readonly system: Pick<SystemSummary, "id" | "slug" | "name">;
  /** Null: a new one. */
  readonly stated: StatedThreat | null;
  readonly places: readonly ThreatPlace[];
  readonly threats: readonly Pick<Threat, "id" | "name">[];
  /** Of the steps 1 to 5. */
  readonly likelihoodNames: readonly string[];
}

/** The form of a stated threat, or of a new one. */
export function presentStatedThreat(
  { id, slug, name }: SystemSummary,
  { whole, flows, components }: SystemModel,
  stated: StatedThreat | null,
  { threats, likelihoodNames }: { threats: readonly Threat[]; likelihoodNames: readonly string[] },
): StatedThreatForm {
  const place = (
    element: SystemModel["whole"] | SystemModel["flows"][number] | SystemModel["components"][number],
  ) => ({
    id: element.id,
    kind: element.kind,
    name: elementName(element),
  });
  return {
    system: { id, slug, name },
    stated,
    places: [whole, ...flows, ...components].map(place),
    threats: threats.map((threat) => ({ id: threat.id, name: threat.name })),
    likelihoodNames,
  };
}
