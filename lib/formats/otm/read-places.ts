import { makeNames } from "@/lib/domain/architecture/free-names";
import type { Trust } from "@/lib/domain/architecture/vocabulary";
import { type Fields, fieldsOf, lineOfText, listOf, NAME_MAX, type Note, type Path } from "../foreign/fields";
import { nestedZones } from "../foreign/nested-zones";
import { trustOfName } from "../foreign/trust-of-name";
import { quoted } from "../problem/problem";
import { idOf } from "./ids";

/** A thing of a list that has an id. */
export interface Listed {
  readonly id: string;
  readonly path: Path;
  readonly fields: Fields;
}

/** A zone that components of a file lie in. */
export interface PlacedZone {
  readonly key: string;
  readonly name: string;
  readonly trust: Trust;
  readonly path: Path | null;
  /** The zone that it stands in; null: in no other, undefined: the file does not say so that it can be understood. */
  readonly parentKey?: string | null | undefined;
}

/** Where a component lies whose parents lead to no zone. */
const APPLICATION: PlacedZone = { key: "place:application", name: "Application", trust: 2, path: null };

/** The things of one list of the file by id; what has none, or one that stands there before, is left out and noted. */
export function readListed(values: unknown, list: string, note: Note): ReadonlyMap<string, Listed> {
  const found = new Map<string, Listed>();
  for (const [index, value] of listOf(values).entries()) {
    const fields = fieldsOf(value);
    const path = [list, index];
    const id = idOf(fields["id"]);
    if (id === "") note(path, "This has no id, so nothing can refer to it: it is left out.");
    else if (found.has(id)) note(path, `The id ${quoted(id)} stands there twice: the later one is left out.`);
    else found.set(id, { id, path, fields });
  }
  return found;
}

/**
 * The trust zones of a file. `trustRating` (0 to 100) says how far one is trusted, unless it says the same of all of
 * them, as files do that were converted; then its name does.
 */
export function readZones(listed: ReadonlyMap<string, Listed>, note: Note): ReadonlyMap<string, PlacedZone> {
  const ratings = [...listed.values()].map(({ fields }) => fieldsOf(fields["risk"])["trustRating"]);
  const saysNothing = ratings.length > 1 && new Set(ratings).size === 1;
  const ownName = makeNames();
  const names = new Map(
    [...listed.values()].map(({ id, fields }) => [
      id,
      ownName(lineOfText(fields["name"], NAME_MAX) || id.slice(0, NAME_MAX)),
    ]),
  );
  const parentOf = readParents(listed, names, note);
  return new Map(
    [...listed.values()].map(({ id, path, fields }) => {
      const name = names.get(id) ?? id;
      const rating = fieldsOf(fields["risk"])["trustRating"];
      const byRating = typeof rating === "number" && !saysNothing ? trustOfRating(rating) : null;
      const trust = ownTrust(fields) ?? byRating ?? trustOfName(name) ?? 2;
      if (ownTrust(fields) === null)
        note(
          path,
          `How far the zone ${name} is trusted is guessed from its ${byRating === null ? "name" : "rating"}. Check it.`,
        );
      return [id, { key: keyOf(id), name, trust, path, parentKey: parentOf.get(keyOf(id)) }];
    }),
  );
}

const keyOf = (id: string) => `zone:${id}`;

/** What zones stand in. One in a component stands in no zone that is known: components hold none here. */
function readParents(
  listed: ReadonlyMap<string, Listed>,
  names: ReadonlyMap<string, string>,
  note: Note,
): ReturnType<typeof nestedZones> {
  const placed = [...listed.values()].flatMap(({ id, path, fields }) => {
    const parent = fieldsOf(fields["parent"]);
    const name = names.get(id) ?? id;
    const at = [...path, "parent"];
    const zoneId = idOf(parent["trustZone"]);
    if (zoneId === "" && Object.keys(parent).length > 0) {
      note(at, `The zone ${quoted(name)} stands in what is no zone: where it stands is left open.`);
      return [];
    }
    return [{ key: keyOf(id), name, parentKey: zoneId === "" ? null : keyOf(zoneId), path: at }];
  });
  return nestedZones(placed, note);
}

/** What our own export says beside the rating. */
function ownTrust(fields: Fields): Trust | null {
  const { countersignTrust } = fieldsOf(fields["attributes"]);
  return ([0, 1, 2, 3, 4] as const).find((trust) => String(trust) === countersignTrust) ?? null;
}

/** Administration and keys are never guessed from a number. */
function trustOfRating(rating: number): Trust {
  if (rating <= 20) return 0;
  if (rating <= 40) return 1;
  return rating <= 70 ? 2 : 3;
}

/**
 * The zone of each component: that of its parents, however many components lie in one another. Parents that lead in a
 * circle or to nothing lead to the application.
 */
export function placeComponents(
  components: ReadonlyMap<string, Listed>,
  zones: ReadonlyMap<string, PlacedZone>,
  note: Note,
): ReadonlyMap<string, PlacedZone> {
  const named = [...zones.values()].find(({ name }) => name.toLowerCase() === "application");
  const settled = new Map<string, PlacedZone | null>();
  return new Map(
    [...components.values()].map(({ id, path }) => {
      const zone = zoneAbove(id, components, zones, settled);
      if (zone) return [id, zone];
      note(
        [...path, "parent"],
        "The parents of this component lead to no trust zone: it is put into the application. Check its zone.",
      );
      return [id, named ?? APPLICATION];
    }),
  );
}

/** Everybody on the way gets the same answer, so that long chains are walked once. */
function zoneAbove(
  id: string,
  components: ReadonlyMap<string, Listed>,
  zones: ReadonlyMap<string, PlacedZone>,
  settled: Map<string, PlacedZone | null>,
): PlacedZone | null {
  const way = new Set<string>();
  let zone: PlacedZone | null = null;
  for (let next: string | null = id; next !== null && !way.has(next); ) {
    const known = settled.get(next);
    if (known !== undefined) {
      zone = known;
      break;
    }
    way.add(next);
    const parent = fieldsOf(components.get(next)?.fields["parent"]);
    zone = zones.get(idOf(parent["trustZone"])) ?? null;
    next = zone ? null : idOf(parent["component"]) || null;
  }
  for (const one of way) settled.set(one, zone);
  return zone;
}
