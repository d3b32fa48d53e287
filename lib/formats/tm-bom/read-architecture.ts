import { makeNames } from "@/lib/domain/architecture/free-names";
import type { ImportedComponent, ImportedZone } from "@/lib/domain/architecture/imported-model";
import type { Trust } from "@/lib/domain/architecture/vocabulary";
import type { PropertyValues } from "@/lib/domain/catalogue/property";
import { type Fields, lineOfText, type Note, nameOf, REF_MAX } from "../foreign/fields";
import { spelled } from "../foreign/folded-word";
import { trustOfName } from "../foreign/trust-of-name";
import { wordIn } from "../foreign/word-in";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { type Entry, entriesOf, keyOf, LISTS, type List } from "./entries";
import { type DataSet, type Kept, keptIn } from "./read-data-sets";
import { KIND_OF_ACTOR, KIND_OF_STORE } from "./words";

export const zoneKeyOf = (id: string): string => `zone:${id}`;

/** The zones and components of a file. */
export interface Architecture {
  readonly zones: readonly ImportedZone[];
  readonly components: readonly ImportedComponent[];
}

/**
 * Reads trust zones, components, data stores and actors. Where one names a trust zone that the file does not describe, a
 * zone of that name is made; one without any lies with its parent, an actor outside, all others together inside.
 */
export function readArchitecture(
  bom: Fields,
  sets: readonly DataSet[],
  note: Note,
  lineOf: LocatedDocument["lineOf"],
): Architecture {
  const zones = readZones(bom, note, lineOf);
  const data = keptIn(sets);
  const components = entriesOf(bom, "components", note);
  const ownName = makeNames();
  const made = LISTS.flatMap((list) => {
    const entries = list === "components" ? components : entriesOf(bom, list, note);
    return [...entries.values()].map(
      (entry): ImportedComponent => ({
        kind: "component",
        key: keyOf(list, entry.id),
        line: lineOf(entry.path),
        name: ownName(entry.title),
        origin: null,
        zoneKey: zones.place(zoneIdOf(entry, components), list === "actors" ? "outside" : "inside", entry),
        properties: propertiesOf(list, entry, data, note),
      }),
    );
  });
  return { zones: zones.read(), components: made };
}

/** The zone that an entry names, or else one of the components that it is part of. */
function zoneIdOf(entry: Entry, components: ReadonlyMap<string, Entry>): string {
  const seen = new Set<Entry>();
  for (let at: Entry | undefined = entry; at && !seen.has(at); ) {
    seen.add(at);
    const id = lineOfText(at.fields["trust_zone"], REF_MAX);
    if (id) return id;
    at = components.get(lineOfText(at.fields["parent_component"], REF_MAX));
  }
  return "";
}

interface Zones {
  readonly place: (id: string, otherwise: "outside" | "inside", entry: Entry) => string;
  readonly read: () => readonly ImportedZone[];
}

function readZones(bom: Fields, note: Note, lineOf: LocatedDocument["lineOf"]): Zones {
  const zones = new Map<string, ImportedZone>();
  const ownName = makeNames();
  const add = (key: string, name: string, trust: Trust, line: number | null) =>
    zones.set(key, { kind: "zone", key, line, name: ownName(name), origin: null, trust, properties: {} });
  for (const { id, title, path } of entriesOf(bom, "trust_zones", note).values()) {
    add(zoneKeyOf(id), title, trustOfName(title) ?? 2, lineOf(path));
    note(path, `How far the zone ${quoted(title)} is trusted is guessed from its name. Check it.`);
  }
  return {
    read: () => [...zones.values()],
    place: (id, otherwise, { path, title }) => {
      const key = id ? zoneKeyOf(id) : `zone of those without:${otherwise}`;
      if (!zones.has(key)) addMissing(id, otherwise, (name, trust) => add(key, name, trust, null));
      if (id && zones.get(key)?.line === null)
        note(
          path,
          `No trust zone is called ${quoted(id)}, so one is made for ${title}. Check whether it is another.`,
        );
      if (!id) note(path, `${title} names no trust zone. It is put ${otherwise}; check its zone.`);
      return key;
    },
  };
}

function addMissing(id: string, otherwise: "outside" | "inside", add: (name: string, trust: Trust) => void) {
  if (id) add(nameOf(spelled(id)) || "Unnamed zone", trustOfName(id) ?? 2);
  else if (otherwise === "outside") add("Outside", 0);
  else add("Inside, without a trust zone", 2);
}

function propertiesOf(
  list: List,
  { id, fields, path }: Entry,
  data: ReadonlyMap<string, Kept>,
  note: Note,
): PropertyValues {
  const type = [...path, "type"];
  if (list === "actors") {
    const kind = wordIn(KIND_OF_ACTOR, fields["type"], type, note);
    return kind === null ? {} : { kind };
  }
  if (list === "components") return {};
  const kind = wordIn(KIND_OF_STORE, fields["type"], type, note);
  const kept = data.get(id);
  return {
    ...(kind === null ? {} : { kind }),
    storesData: true,
    ...(kept && kept.classes.size > 0 ? { dataClasses: [...kept.classes] } : {}),
    ...(kept && kept.isEncrypted !== null ? { encryptedAtRest: kept.isEncrypted ? "volume" : "none" } : {}),
  };
}
