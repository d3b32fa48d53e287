import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import { makeNames, type Names } from "@/lib/domain/architecture/free-names";
import type { ImportedZone } from "@/lib/domain/architecture/imported-model";
import { type Fields, lineOfText, listOf, type Note, nameOf, type Path, REF_MAX } from "../foreign/fields";
import { nestedZones } from "../foreign/nested-zones";
import { trustOfName } from "../foreign/trust-of-name";
import { wordIn } from "../foreign/word-in";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { type Asset, idOf, titled } from "./read-assets";
import { TRUST_OF_TYPE } from "./words";

/** The zones of a file, and in which of them each technical asset lies. */
export interface Placed {
  readonly zones: readonly ImportedZone[];
  readonly zoneOf: ReadonlyMap<string, string>;
}

const OUTSIDE_KEY = "zone:outside";
const INSIDE_KEY = "zone:inside";
const KEY = "boundary:";
/** Two zones are for what lies in no boundary. */
const BOUNDARIES_MAX = ELEMENTS_MAX.zone - 2;

/**
 * Reads the trust boundaries of a file. An asset lies in the boundary that names it, a boundary in the one that nests
 * it. What no boundary names lies outside where it belongs to others, else together inside.
 *
 * @returns null where there are more than a system holds
 */
export function readBoundaries(
  model: Fields,
  assets: ReadonlyMap<string, Asset>,
  note: Note,
  lineOf: LocatedDocument["lineOf"],
): Placed | null {
  const zones = new Map<string, ImportedZone>();
  const zoneOf = new Map<string, string>();
  const nesting: Nesting = new Map();
  const ownName = makeNames();
  ownName("Outside");
  for (const { title, fields, path } of titled(model["trust_boundaries"], ["trust_boundaries"])) {
    const id = idOf(fields, title);
    const key = KEY + id;
    if (id === "" || zones.has(key)) {
      note(path, "A trust boundary needs an id of its own: left out.");
      continue;
    }
    const byType = wordIn(TRUST_OF_TYPE, fields["type"], [...path, "type"], note);
    zones.set(key, {
      kind: "zone",
      key,
      line: lineOf(path),
      name: ownName(title || nameOf(id) || "Unnamed"),
      origin: null,
      trust: trustOfName(title) ?? byType ?? 2,
      properties: {},
    });
    note(
      path,
      `How far the boundary ${quoted(title || id)} is trusted is guessed from its name and type. Check it.`,
    );
    placeInside({ fields, path, key }, assets, zoneOf, note);
    nest({ fields, path, key }, nesting, note);
    if (zones.size > BOUNDARIES_MAX) return null;
  }
  const placed = [...zones.values()].map(({ key, name }) => {
    const { parentKey = null, path = ["trust_boundaries"] } = nesting.get(key) ?? {};
    return { key, name, parentKey, path };
  });
  const parentOf = nestedZones(placed, note);
  const nested = [...zones.values()].map((zone) => {
    const parentKey = parentOf.get(zone.key);
    return parentKey === undefined ? zone : { ...zone, parentKey };
  });
  for (const [key, { path }] of nesting)
    if (!zones.has(key))
      note(path, `No trust boundary has the id ${quoted(key.slice(KEY.length))}: left out.`);
  return { zones: [...restZones(assets, zoneOf, ownName, note), ...nested], zoneOf };
}

/** Which boundary nests another, and where the file says so. */
type Nesting = Map<string, { readonly parentKey: string; readonly path: Path }>;
interface Boundary {
  readonly fields: Fields;
  readonly path: Path;
  readonly key: string;
}

/** Puts the boundaries that one nests into it; a boundary lies in the first that names it. */
function nest({ fields, path, key }: Boundary, nesting: Nesting, note: Note): void {
  for (const [index, inside] of listOf(fields["trust_boundaries_nested"]).entries()) {
    const nested = KEY + lineOfText(inside, REF_MAX);
    const at = [...path, "trust_boundaries_nested", index];
    if (nesting.has(nested))
      note(at, `${quoted(nested.slice(KEY.length))} lies in another boundary already: it stays there.`);
    else nesting.set(nested, { parentKey: key, path: at });
  }
}

/** Puts the assets that a boundary names into its zone; an asset lies in the first that names it. */
function placeInside(
  { fields, path, key }: Boundary,
  assets: ReadonlyMap<string, Asset>,
  zoneOf: Map<string, string>,
  note: Note,
): void {
  for (const [index, inside] of listOf(fields["technical_assets_inside"]).entries()) {
    const asset = lineOfText(inside, REF_MAX);
    const at = [...path, "technical_assets_inside", index];
    if (!assets.has(asset)) note(at, `No technical asset has the id ${quoted(asset)}: left out.`);
    else if (zoneOf.has(asset))
      note(at, `${quoted(asset)} lies in another boundary already: it stays there.`);
    else zoneOf.set(asset, key);
  }
}

/** Gives a zone to each asset that has none. */
function restZones(
  assets: ReadonlyMap<string, Asset>,
  zoneOf: Map<string, string>,
  ownName: Names,
  note: Note,
): readonly ImportedZone[] {
  const rest = [...assets.values()].filter(({ id }) => !zoneOf.has(id));
  for (const { id, isOutside, name, path } of rest) {
    zoneOf.set(id, isOutside ? OUTSIDE_KEY : INSIDE_KEY);
    if (!isOutside) note(path, `No trust boundary names ${name}. It is put inside; check its zone.`);
  }
  const zone = { kind: "zone" as const, line: null, origin: null, properties: {} };
  return [
    ...(rest.some(({ isOutside }) => isOutside)
      ? [{ ...zone, key: OUTSIDE_KEY, name: "Outside", trust: 0 as const }]
      : []),
    ...(rest.some(({ isOutside }) => !isOutside)
      ? [{ ...zone, key: INSIDE_KEY, name: ownName("Inside, without a boundary"), trust: 2 as const }]
      : []),
  ];
}
