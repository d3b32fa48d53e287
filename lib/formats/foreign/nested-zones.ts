import { levelsOf, ZONE_LEVELS_MAX } from "@/lib/domain/architecture/zone-tree";
import { quoted } from "../problem/problem";
import type { Note, Path } from "./fields";

/** A zone of a file and what the file says it stands in. */
export interface PlacedIn {
  readonly key: string;
  readonly name: string;
  /** Null: in no other. */
  readonly parentKey: string | null;
  /** Where the file says so. */
  readonly path: Path;
}

/**
 * What zones of a file stand in, as far as it can be so. Each zone is kept: one that leads to nothing or back to itself
 * stands where it stands now, one that is too deep beside the zone that it should stand in, and a note says so.
 *
 * @returns by key; undefined: nothing is said about it
 */
export function nestedZones(
  zones: readonly PlacedIn[],
  note: Note,
): ReadonlyMap<string, string | null | undefined> {
  const { levelOf, circled } = levelsOf(new Map(zones.map(({ key, parentKey }) => [key, parentKey])));
  const level = (key: string) => levelOf.get(key) ?? 0;
  const placed = new Map<string, string | null | undefined>();
  for (const { key, name, parentKey, path } of zones.toSorted((a, b) => level(a.key) - level(b.key))) {
    const say = (what: string) => note(path, `The zone ${quoted(name)} ${what}`);
    if (parentKey === null) placed.set(key, null);
    else if (circled.has(key)) say("would stand inside itself: where it stands is left open.");
    else if (!levelOf.has(parentKey)) say("should stand in one that is not there: that is left open.");
    else if (level(key) < ZONE_LEVELS_MAX) placed.set(key, parentKey);
    else {
      placed.set(key, placed.get(parentKey));
      say(`stands more than ${ZONE_LEVELS_MAX} zones deep: it is put beside the one around it.`);
    }
  }
  return placed;
}
