import type { Worth } from "@/lib/domain/architecture/element";
import { makeNames } from "@/lib/domain/architecture/free-names";
import type { ImportedAsset } from "@/lib/domain/architecture/imported-model";
import { WORTH_WORD, WORTHS, type WorthOf } from "@/lib/domain/architecture/vocabulary";
import { type DataClass, inClassOrder } from "@/lib/domain/systems/vocabulary";
import { BAND_STEPS, type BandStep } from "@/lib/domain/threats/vocabulary";
import { type Fields, fieldsOf, lineOfText, listOf, NAME_MAX, type Note, proseOf } from "../foreign/fields";
import { foreignAsset } from "../foreign/imported-parts";
import { quoted } from "../problem/problem";
import { dataClassOf } from "../saasbom/data-classes";
import type { LocatedDocument } from "../yaml/read-document";
import { idOf } from "./ids";
import type { Listed } from "./read-places";

type Listing = ReadonlyMap<string, Listed>;
/** Classes of data by id of the asset that is of one. */
export type AssetClasses = ReadonlyMap<string, DataClass>;

/** What our own export says beside the rating, which has no place for what nobody has said. */
const own = (fields: Fields, attribute: string) => fieldsOf(fields["attributes"])[attribute];
/** Our own export lists the classes of data that elements name among the assets. */
const isClass = ({ fields }: Listed) => own(fields, "countersignClass") === "yes";

/**
 * Which assets are of a class that the product knows, by their names; all others are noted. What we wrote ourselves says
 * of elements and assets apart which classes they are of.
 */
export function readClasses(assets: Listing, note: Note): AssetClasses {
  const classes = new Map<string, DataClass>();
  for (const { id, fields, path } of assets.values()) {
    if (typeof own(fields, "countersignDataClasses") === "string") continue;
    const name = lineOfText(fields["name"], NAME_MAX);
    const known = dataClassOf(name);
    if (known) classes.set(id, known);
    else
      note(
        path,
        `Which class of data ${quoted(name || id)} is can't be told. Set the data classes where it goes.`,
      );
  }
  return classes;
}

/** The assets of a file that are more than a class of data. */
export const ratedAssets = (assets: Listing): readonly Listed[] =>
  [...assets.values()].filter((one) => !isClass(one));

/**
 * Assets as elements. Their worth of 0 to 100 becomes one of 1 to 5, twenty each, and stays in their notes as it was.
 *
 * @param placesOf keys of the elements that were made of a component or data flow; none where it was left out
 */
export function assetElements(
  assets: Listing,
  owners: readonly Listed[],
  classes: AssetClasses,
  {
    keyOf,
    lineOf,
    note,
  }: {
    readonly keyOf: (owner: Listed) => string | null;
    readonly lineOf: LocatedDocument["lineOf"];
    readonly note: Note;
  },
): readonly ImportedAsset[] {
  const places = placesOf(assets, owners, keyOf, note);
  const ownName = makeNames();
  const rated = ratedAssets(assets);
  if (rated.some(({ fields }) => own(fields, "countersignWorth") === undefined && ratingOf(fields) !== ""))
    note(["assets"], "What assets are worth is rated from 0 to 100 here: taken as 1 to 5, twenty each.");
  return rated.map(({ id, fields, path }) => {
    const known = own(fields, "countersignDataClasses");
    const ownClasses = typeof known === "string" ? inClassOrder(known.split(",")) : null;
    const worth = ownWorth(fields);
    const rating = ratingOf(fields);
    return foreignAsset({
      key: `asset:${id}`,
      line: lineOf(path),
      name: ownName(lineOfText(fields["name"], NAME_MAX) || id.slice(0, NAME_MAX)),
      dataClasses: ownClasses ?? [classes.get(id) ?? ""],
      worth: worth ?? ratedWorth(fields),
      placeKeys: places.get(id) ?? [],
      paragraphs: [
        proseOf(fields["description"]),
        worth === null && rating ? `Worth in the file, of 100: ${rating}.` : "",
        worth === null ? proseOf(fieldsOf(fields["risk"])["comment"]) : "",
      ],
    });
  });
}

/** Where each asset lies; ids that stand for none are noted. */
function placesOf(
  assets: Listing,
  owners: readonly Listed[],
  keyOf: (owner: Listed) => string | null,
  note: Note,
): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map([...assets.keys()].map((id) => [id, new Set<string>()]));
  for (const owner of owners) {
    const key = keyOf(owner);
    const { assets: listed } = owner.fields;
    const { processed, stored } = fieldsOf(listed);
    for (const value of [listed, processed, stored].flatMap(listOf)) {
      const id = idOf(value);
      if (id === "") continue;
      const place = places.get(id);
      if (!place) note([...owner.path, "assets"], `No asset has the id ${quoted(id)}: left out.`);
      else if (key !== null) place.add(key);
    }
  }
  return places;
}

const ratingIn = (fields: Fields, of: WorthOf): number | null => {
  const { [of]: rating } = fieldsOf(fields["risk"]);
  return typeof rating === "number" && rating >= 0 && rating <= 100 ? rating : null;
};

/** "confidentiality 80, integrity 40"; empty where nothing is rated. */
const ratingOf = (fields: Fields): string =>
  WORTHS.flatMap((of) => {
    const rating = ratingIn(fields, of);
    return rating === null ? [] : [`${WORTH_WORD[of].toLowerCase()} ${Number(rating.toFixed(2))}`];
  }).join(", ");

function ratedWorth(fields: Fields): Worth {
  const step = (of: WorthOf): BandStep | null => {
    const rating = ratingIn(fields, of);
    return rating === null ? null : (BAND_STEPS[Math.max(0, Math.ceil(rating / 20) - 1)] ?? null);
  };
  return worthOf(step);
}

/** "5/-/3" of our own export. */
function ownWorth(fields: Fields): Worth | null {
  const text = own(fields, "countersignWorth");
  if (typeof text !== "string" || !/^[1-5-]\/[1-5-]\/[1-5-]$/.test(text)) return null;
  const steps = text.split("/");
  return worthOf((of) => BAND_STEPS.find((step) => String(step) === steps[WORTHS.indexOf(of)]) ?? null);
}

const worthOf = (step: (of: WorthOf) => BandStep | null): Worth => ({
  confidentiality: step("confidentiality"),
  integrity: step("integrity"),
  availability: step("availability"),
});
