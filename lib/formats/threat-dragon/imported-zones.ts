import type { ImportedZone } from "@/lib/domain/architecture/imported-model";
import type { LocatedDocument } from "../yaml/read-document";
import type { PlacedZone, Placement } from "./place-cells";

interface Tools {
  readonly lineOf: LocatedDocument["lineOf"];
  /** Gives each thing of the file a key of its own. */
  readonly ownKey: (wanted: string) => string;
}

/** The zones of a file as elements, each with the key of the one around it. */
export function importedZones(
  { zones, parentOf }: Placement,
  { ownKey, lineOf }: Tools,
): ReadonlyMap<PlacedZone, ImportedZone> {
  const keys = new Map(zones.map((zone) => [zone, ownKey(zone.key)]));
  return new Map(
    zones.map((zone): [PlacedZone, ImportedZone] => {
      const { key, name, trust, cell } = zone;
      const parent = parentOf.get(zone);
      const inside = parent && keys.get(parent);
      return [
        zone,
        {
          kind: "zone",
          key: keys.get(zone) ?? key,
          line: cell && lineOf(cell.path),
          name,
          origin: null,
          trust,
          ...(inside === undefined ? {} : { parentKey: inside }),
          properties: {},
        },
      ];
    }),
  );
}
