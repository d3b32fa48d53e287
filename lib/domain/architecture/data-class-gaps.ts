import { type DataClass, inClassOrder } from "../systems/vocabulary";
import type { Asset, Component, Flow } from "./element";
import type { SystemModel } from "./system-model";

/** A place of an asset that does not say of its data what the asset says. */
export interface DataClassGap {
  readonly asset: Asset;
  readonly place: Component | Flow;
  /** What the place says of its data; none: nobody has said. */
  readonly stated: readonly DataClass[];
  /** Classes of the asset that the place does not name; at least one. */
  readonly missing: readonly DataClass[];
}

/**
 * Where an asset and a place of it contradict each other: the asset is of classes that the place does not name. Rules read
 * only what the place says, so this is a hint, and nothing follows from it until somebody takes the classes over.
 *
 * @returns by asset, then by place
 */
export function dataClassGaps({
  assets,
  components,
  flows,
}: Pick<SystemModel, "assets" | "components" | "flows">): readonly DataClassGap[] {
  const places = new Map([...components, ...flows].map((one) => [one.id, one]));
  return assets.flatMap((asset) =>
    asset.places.flatMap((id) => {
      const place = places.get(id);
      if (!place) return [];
      const stated = dataClassesOf(place);
      const missing = asset.dataClasses.filter((one) => !stated.includes(one));
      return missing.length > 0 ? [{ asset, place, stated, missing }] : [];
    }),
  );
}

/** The classes that a component or flow names; none where nobody has said. */
export function dataClassesOf({ properties }: Pick<Component | Flow, "properties">): readonly DataClass[] {
  const { dataClasses } = properties;
  return Array.isArray(dataClasses) ? inClassOrder(dataClasses.map(String)) : [];
}
