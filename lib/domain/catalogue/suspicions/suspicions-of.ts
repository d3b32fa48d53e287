import type { SystemModel } from "../../architecture/system-model";
import { ELEMENT_PREFIX } from "../../architecture/vocabulary";
import { placeNames } from "../../posture/place-names";
import { CHECKS, type Check } from "./checks";
import { type SeenItem, sightOf } from "./sight";

/** Id of an anti-pattern that is computed. */
export type CheckId = keyof typeof CHECKS;
export const CHECK_IDS = Object.keys(CHECKS) as readonly CheckId[];

/** An element that is as an anti-pattern says. */
export interface SuspiciousPlace {
  /** Readable, as in F-12. */
  readonly number: string;
  readonly name: string;
}

/** What a check found on one system. */
export interface Suspicion {
  /** The first of them, in the order of the model. */
  readonly places: readonly SuspiciousPlace[];
  /** How many there are in all. */
  readonly fires: number;
  /** Elements on which it can't be judged, since nobody stated what it asks for; never taken as passed. */
  readonly open: number;
  readonly looked: number;
}

/** More places than this are counted, not kept. */
export const PLACES_KEPT_MAX = 20;

/**
 * Tries every check on a system. A protection silences a check where a control of it is in place or somebody stated it,
 * proven or not: a check asks whether anybody thought of it.
 *
 * @param items of the product's checklist as the system answers them
 */
export function suspicionsOf(
  model: SystemModel,
  items: readonly SeenItem[],
): Readonly<Record<CheckId, Suspicion>> {
  const sight = sightOf(model, items);
  const nameOf = placeNames({ ...model, whole: model.whole.id });
  const found = (check: Check): Suspicion => {
    const looked = check(sight);
    const places = looked.filter(([, suspicious]) => suspicious === true).map(([element]) => element);
    return {
      places: places.slice(0, PLACES_KEPT_MAX).map(({ id, kind, number }) => ({
        number: `${ELEMENT_PREFIX[kind]}-${number}`,
        name: nameOf(id),
      })),
      fires: places.length,
      open: looked.filter(([, suspicious]) => suspicious === undefined).length,
      looked: looked.length,
    };
  };
  return Object.fromEntries(CHECK_IDS.map((id) => [id, found(CHECKS[id])])) as Record<CheckId, Suspicion>;
}
