import { type DataClassGap, dataClassGaps } from "@/lib/domain/architecture/data-class-gaps";
import type { Asset, Worth } from "@/lib/domain/architecture/element";
import { elementName } from "@/lib/domain/architecture/element-name";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import { ELEMENT_PREFIX, WORTH_WORD, WORTHS } from "@/lib/domain/architecture/vocabulary";
import { choiceWord } from "@/lib/domain/catalogue/property-words";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";
import type { AssetPlace } from "@/lib/domain/posture/asset-dossier";
import { placeNames } from "@/lib/domain/posture/place-names";
import { type DataClass, inClassOrder } from "@/lib/domain/systems/vocabulary";

export type SystemRef = { readonly id: string; readonly slug: string; readonly name: string };
type People = ReadonlyMap<string, { readonly name: string }>;

/** A component or flow by its number. */
export interface PlaceRef {
  readonly id: ElementId;
  readonly kind: "component" | "flow";
  /** As in F-12; the anchor of its row. */
  readonly ref: string;
  readonly name: string;
}

/** A place that says less of its data than an asset there. */
export interface Gap {
  readonly asset: { readonly ref: string; readonly name: string; readonly href: string };
  readonly place: PlaceRef & { readonly version: number };
  /** What the place says, in words; null: nothing. */
  readonly stated: string | null;
  readonly missing: readonly DataClass[];
  readonly missingWords: string;
}

/** An asset as its list shows it. */
export interface AssetRow {
  readonly id: ElementId;
  readonly ref: string;
  readonly name: string;
  readonly href: string;
  /** Null: not known. */
  readonly data: string | null;
  readonly worth: WorthWords;
  readonly places: readonly PlaceRef[];
  readonly owner: string | null;
  /** Places that say less of their data than it does. */
  readonly gaps: number;
}

/** "4 / 5 / –" with what it means. */
export interface WorthWords {
  readonly short: string;
  readonly long: string;
  readonly isUnknown: boolean;
}

export function worthWords(worth: Worth): WorthWords {
  const long = WORTHS.map(
    (of) => `${WORTH_WORD[of]} ${worth[of] === null ? "not known" : `${worth[of]} of 5`}`,
  );
  return {
    short: WORTHS.map((of) => worth[of] ?? "–").join(" / "),
    long: long.join(", "),
    isUnknown: WORTHS.every((of) => worth[of] === null),
  };
}

export const assetHref = (slug: string, { number }: Pick<Asset, "number">): string =>
  `/systems/${slug}/architecture/asset/${number}`;

const classWords = (classes: readonly DataClass[]): string | null =>
  classes.map(choiceWord).join(", ") || null;

/** The assets of a system as a list. */
export function presentAssets(slug: string, model: SystemModel, people: People): readonly AssetRow[] {
  const placeOf = placeRefs(model);
  const gaps = dataClassGaps(model);
  return model.assets.map((asset) => ({
    id: asset.id,
    ...assetRef(slug, asset),
    data: classWords(asset.dataClasses),
    worth: worthWords(asset.worth),
    places: asset.places.flatMap((id) => placeOf(id) ?? []).toSorted(asListed),
    owner: ownerName(asset, people),
    gaps: gaps.filter((gap) => gap.asset.id === asset.id).length,
  }));
}

const assetRef = (slug: string, asset: Asset) => ({
  ref: `${ELEMENT_PREFIX.asset}-${asset.number}`,
  name: asset.name,
  href: assetHref(slug, asset),
});

const ownerName = ({ ownerId }: Asset, people: People): string | null =>
  ownerId && (people.get(ownerId)?.name ?? "somebody unknown");

/** Components, then flows, by their numbers. */
const asListed = (a: PlaceRef, b: PlaceRef): number => a.ref.localeCompare(b.ref, "en", { numeric: true });

function placeRefs(model: SystemModel): (id: ElementId) => PlaceRef | undefined {
  const nameOf = placeNames({ ...model, whole: model.whole.id });
  const refs = new Map(
    [...model.components, ...model.flows].map(({ id, kind, number }) => [
      id,
      { id, kind, ref: `${ELEMENT_PREFIX[kind]}-${number}`, name: nameOf(id) },
    ]),
  );
  return (id) => refs.get(id);
}

/** What contradicts, of one asset or at one place. */
export function presentGaps(
  slug: string,
  model: SystemModel,
  concerns: (gap: DataClassGap) => boolean,
): readonly Gap[] {
  const placeOf = placeRefs(model);
  return dataClassGaps(model)
    .filter(concerns)
    .flatMap(({ asset, place, stated, missing }) => {
      const ref = placeOf(place.id);
      if (!ref) return [];
      return [
        {
          asset: assetRef(slug, asset),
          place: { ...ref, version: place.version },
          stated: classWords(stated),
          missing,
          missingWords: classWords(missing) ?? "",
        },
      ];
    });
}

/** What would let the places say all of it: each place once. */
export function additionsOf(gaps: readonly Gap[]) {
  const byPlace = new Map<ElementId, Gap[]>();
  for (const gap of gaps) byPlace.set(gap.place.id, [...(byPlace.get(gap.place.id) ?? []), gap]);
  return [...byPlace].map(([id, some]) => ({
    id,
    version: some[0]?.place.version ?? 1,
    dataClasses: inClassOrder(some.flatMap(({ missing }) => missing)),
  }));
}

/** What the form of an asset offers. */
export interface AssetForm {
  readonly system: SystemRef;
  readonly asset: Asset | null;
  readonly places: readonly {
    readonly id: ElementId;
    readonly kind: "component" | "flow";
    readonly name: string;
  }[];
  readonly people: readonly PersonRef[];
}

export function presentAssetForm(
  system: SystemRef,
  { components, flows }: SystemModel,
  asset: Asset | null,
  people: readonly PersonRef[],
): AssetForm {
  const { id, slug, name } = system;
  const place = (one: SystemModel["components"][number] | SystemModel["flows"][number]) => ({
    id: one.id,
    kind: one.kind,
    name: elementName(one),
  });
  return { system: { id, slug, name }, asset, places: [...flows, ...components].map(place), people };
}

/** A place of an asset with the threats before it. */
export interface PlaceBefore extends PlaceRef, AssetPlace {}

/** The page of an asset. */
export interface AssetView {
  readonly system: SystemRef;
  readonly asset: Asset;
  readonly data: string | null;
  readonly worth: WorthWords;
  readonly owner: string | null;
  readonly places: readonly PlaceBefore[];
  readonly gaps: readonly Gap[];
  /** Null: this person may only read. */
  readonly form: AssetForm | null;
}

export function presentAsset(
  system: SystemRef,
  model: SystemModel,
  asset: Asset,
  sources: {
    readonly people: People;
    readonly dossier: readonly AssetPlace[];
    readonly form: AssetForm | null;
  },
): AssetView {
  const placeOf = placeRefs(model);
  const { people, dossier, form } = sources;
  return {
    system,
    asset,
    data: classWords(asset.dataClasses),
    worth: worthWords(asset.worth),
    owner: ownerName(asset, people),
    places: dossier
      .flatMap((place) => {
        const ref = placeOf(place.id);
        return ref ? [{ ...ref, ...place }] : [];
      })
      .toSorted(asListed),
    gaps: presentGaps(system.slug, model, (gap) => gap.asset.id === asset.id),
    form,
  };
}
