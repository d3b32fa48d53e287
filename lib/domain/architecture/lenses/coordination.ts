import type { ElementId } from "../../kernel/ids";
import type { SystemModel } from "../system-model";
import { COORDINATIONS, type Coordination } from "../vocabulary";

/** A zone by how closely its members work together. */
export interface CoordinatedZone {
  readonly zoneId: ElementId;
  readonly coordination: Coordination;
  /** 0 for nothing shared, 3 for one authority. */
  readonly level: number;
  readonly members: number;
  /** Flows that come from a zone whose members share less: what is weaker there can reach what is decided together here. */
  readonly fromLooser: readonly ElementId[];
}

/** The zones from the closest to the loosest, then as the model has them. */
export function coordinatedZones({
  zones,
  components,
  flows,
}: Pick<SystemModel, "zones" | "components" | "flows">): readonly CoordinatedZone[] {
  const levels = new Map(zones.map(({ id, coordination }) => [id, COORDINATIONS.indexOf(coordination)]));
  const zoneOf = new Map(components.map(({ id, zoneId }) => [id, zoneId]));
  const levelAt = (componentId: ElementId) => levels.get(zoneOf.get(componentId) ?? componentId) ?? 0;
  return zones
    .map(({ id, coordination }) => {
      const level = COORDINATIONS.indexOf(coordination);
      return {
        zoneId: id,
        coordination,
        level,
        members: components.filter(({ zoneId }) => zoneId === id).length,
        fromLooser: flows
          .filter(({ sourceId, targetId }) => zoneOf.get(targetId) === id && levelAt(sourceId) < level)
          .map((flow) => flow.id),
      };
    })
    .toSorted((a, b) => b.level - a.level);
}
