import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import type { Worth } from "@/lib/domain/architecture/element";
import { makeNames } from "@/lib/domain/architecture/free-names";
import type { ImportedAsset, ImportedFlow } from "@/lib/domain/architecture/imported-model";
import type { DataClass } from "@/lib/domain/systems/vocabulary";
import {
  type Fields,
  lineOfText,
  listOf,
  type Note,
  nameOf,
  type Path,
  proseOf,
  REF_MAX,
} from "../foreign/fields";
import { foreignAsset } from "../foreign/imported-parts";
import { wordIn } from "../foreign/word-in";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { type Asset, idOf, titled } from "./read-assets";
import { linkKeyOf, linksOf } from "./read-links";
import { CLASS_WORDS, CONFIDENTIALITIES, CRITICALITIES } from "./words";

/** A data asset as far as its file describes it by itself. */
export interface DataAsset {
  readonly id: string;
  readonly title: string;
  readonly path: Path;
  readonly fields: Fields;
  readonly classes: readonly DataClass[];
  readonly worth: Worth;
}

/**
 * Reads the data assets of a file; of two with one id the first counts.
 *
 * @returns null where there are more than a system holds
 */
export function readDataAssets(model: Fields, note: Note): ReadonlyMap<string, DataAsset> | null {
  const assets = new Map<string, DataAsset>();
  for (const { title, fields, path } of titled(model["data_assets"], ["data_assets"])) {
    const id = idOf(fields, title);
    if (id === "") note(path, "A data asset without title and id can't be named: left out.");
    else if (assets.has(id))
      note(path, `The id ${quoted(id)} stands there twice: left out. Give it its own.`);
    else assets.set(id, { id, title, path, fields, ...ratingOf(title, fields, path, note) });
    if (assets.size > ELEMENTS_MAX.asset) return null;
  }
  return assets;
}

function ratingOf(
  title: string,
  fields: Fields,
  path: Path,
  note: Note,
): Pick<DataAsset, "classes" | "worth"> {
  const secrecy = wordIn(CONFIDENTIALITIES, fields["confidentiality"], [...path, "confidentiality"], note);
  const critical = (field: string) => wordIn(CRITICALITIES, fields[field], [...path, field], note);
  const words = [title, fields["description"], ...listOf(fields["tags"])]
    .map((one) => (typeof one === "string" ? one.slice(0, 2_000) : ""))
    .join(" ")
    .slice(0, 2_000);
  const told = CLASS_WORDS.filter(([, pattern]) => pattern.test(words)).map(([one]) => one);
  return {
    classes: secrecy === null ? told : [secrecy.dataClass, ...told],
    worth: {
      confidentiality: secrecy?.worth ?? null,
      integrity: critical("integrity"),
      availability: critical("availability"),
    },
  };
}

/**
 * The data assets as elements: each lies in the technical assets that process or store it, and in the links that send or
 * receive it.
 */
export function dataAssetElements(
  data: ReadonlyMap<string, DataAsset>,
  assets: ReadonlyMap<string, Asset>,
  flows: readonly ImportedFlow[],
  { lineOf, note }: { readonly lineOf: LocatedDocument["lineOf"]; readonly note: Note },
): readonly ImportedAsset[] {
  const places = placesOf(data, assets, new Set(flows.map(({ key }) => key)), note);
  const ownName = makeNames();
  return [...data.values()].map(({ id, title, path, fields, classes, worth }) =>
    foreignAsset({
      key: `data asset:${id}`,
      line: lineOf(path),
      name: ownName(title || nameOf(id)),
      dataClasses: classes,
      worth,
      placeKeys: places.get(id) ?? [],
      paragraphs: [
        proseOf(fields["description"]),
        proseOf(fields["justification_cia_rating"]),
        ...(["owner", "origin", "quantity", "usage"] as const).flatMap((field) => {
          const words = nameOf(fields[field]);
          return words ? [`${field.charAt(0).toUpperCase()}${field.slice(1)} in the file: ${words}.`] : [];
        }),
      ],
    }),
  );
}

/** Where each data asset lies; ids that stand for none are noted. */
function placesOf(
  data: ReadonlyMap<string, DataAsset>,
  assets: ReadonlyMap<string, Asset>,
  flowKeys: ReadonlySet<string>,
  note: Note,
): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>([...data.keys()].map((id) => [id, new Set<string>()]));
  const put = (fields: Fields, path: Path, lists: readonly string[], key: string) => {
    for (const list of lists)
      for (const [index, value] of listOf(fields[list]).entries()) {
        const place = places.get(lineOfText(value, REF_MAX));
        if (place) place.add(key);
        else note([...path, list, index], `No data asset has the id ${quoted(value)}: left out.`);
      }
  };
  for (const asset of assets.values()) {
    put(asset.fields, asset.path, ["data_assets_processed", "data_assets_stored"], asset.id);
    for (const link of linksOf(asset)) {
      const key = linkKeyOf(asset, link.title);
      if (flowKeys.has(key)) put(link.fields, link.path, ["data_assets_sent", "data_assets_received"], key);
    }
  }
  return places;
}
