import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import { makeNames } from "@/lib/domain/architecture/free-names";
import type { PropertyValues } from "@/lib/domain/catalogue/property";
import type { DataClass } from "@/lib/domain/systems/vocabulary";
import {
  type Fields,
  fieldsOf,
  lineOfText,
  listOf,
  type Note,
  nameOf,
  type Path,
  REF_MAX,
} from "../foreign/fields";
import { foldedWord } from "../foreign/folded-word";
import { wordIn } from "../foreign/word-in";
import { quoted } from "../problem/problem";
import { ENCRYPTIONS_AT_REST, KIND_OF_TECHNOLOGY } from "./words";

/** A technical asset as far as its file describes it. */
export interface Asset {
  readonly id: string;
  readonly name: string;
  readonly path: Path;
  readonly fields: Fields;
  /** It lies in the internet, or belongs to somebody else. */
  readonly isOutside: boolean;
  readonly isInternet: boolean;
  readonly properties: PropertyValues;
}

/** One place is for what may be added by hand. */
const ASSETS_MAX = ELEMENTS_MAX.component;

/** The entries of a map whose keys are titles; a list, or anything else, has none. */
export function titled(value: unknown, at: Path) {
  return Object.entries(fieldsOf(value)).map(([title, entry]) => ({
    title: nameOf(title),
    fields: fieldsOf(entry),
    path: [...at, title] as Path,
  }));
}

/** The classes that a list of data assets has together; undefined where none is known. */
export function classesOf(
  ids: readonly unknown[],
  classes: ReadonlyMap<string, readonly DataClass[]>,
): readonly DataClass[] | undefined {
  const found = new Set(ids.flatMap((id) => (typeof id === "string" ? (classes.get(id) ?? []) : [])));
  return found.size > 0 ? [...found] : undefined;
}

/** The id of an entry, or its title where it has none. */
export const idOf = (fields: Fields, title: string): string => lineOfText(fields["id"], REF_MAX) || title;

/**
 * Reads the technical assets of a file; of two with one id the first counts.
 *
 * @returns null where there are more than a system holds
 */
export function readAssets(
  model: Fields,
  classes: ReadonlyMap<string, readonly DataClass[]>,
  note: Note,
): ReadonlyMap<string, Asset> | null {
  const assets = new Map<string, Asset>();
  const ownName = makeNames();
  for (const { title, fields, path } of titled(model["technical_assets"], ["technical_assets"])) {
    const id = idOf(fields, title);
    if (id === "") note(path, "A technical asset without title and id can't be named: left out.");
    else if (assets.has(id))
      note(path, `The id ${quoted(id)} stands there twice: left out. Give it its own.`);
    else {
      const type = foldedWord(fields["type"]);
      const isInternet = fields["internet"] === true;
      assets.set(id, {
        id,
        name: ownName(title || nameOf(id) || "Unnamed"),
        path,
        fields,
        isInternet,
        isOutside: isInternet || type === "external-entity",
        properties: propertiesOf(fields, type, { path, classes, note }),
      });
    }
    if (assets.size > ASSETS_MAX) return null;
  }
  return assets;
}

interface Around {
  readonly path: Path;
  readonly classes: ReadonlyMap<string, readonly DataClass[]>;
  readonly note: Note;
}

function propertiesOf(fields: Fields, type: string, { path, classes, note }: Around): PropertyValues {
  const stored = listOf(fields["data_assets_stored"]);
  const isStore = type === "datastore" || stored.length > 0;
  const dataClasses = isStore ? classesOf(stored, classes) : undefined;
  const kind = kindOf(fields, type, path, note);
  const encryption = wordIn(ENCRYPTIONS_AT_REST, fields["encryption"], [...path, "encryption"], note);
  const { multi_tenant: multiTenant } = fields;
  return {
    ...(kind === null ? {} : { kind }),
    ...(fields["internet"] === true && type !== "external-entity" ? { exposure: "internet" } : {}),
    ...(typeof multiTenant === "boolean" ? { multiTenant } : {}),
    ...(fields["redundant"] === false ? { replicas: 1 } : {}),
    ...(isStore ? { storesData: true } : {}),
    ...(dataClasses ? { dataClasses } : {}),
    ...(isStore && encryption !== null ? { encryptedAtRest: encryption } : {}),
  };
}

/** Older files have one technology, newer ones a list of which the first counts. */
function kindOf(fields: Fields, type: string, path: Path, note: Note): string | null {
  const { technology, technologies } = fields;
  const own = technology ?? listOf(technologies)[0];
  const field = technology === undefined ? "technologies" : "technology";
  const kind = wordIn(KIND_OF_TECHNOLOGY, own, [...path, field], note);
  if (kind !== null && kind !== "client" && type === "external-entity" && fields["out_of_scope"] === true)
    return "third-party";
  if (kind !== null) return kind;
  if (fields["used_as_client_by_human"] === true) return "client";
  return type === "datastore" ? "database" : null;
}
