import type { ElementId } from "../../kernel/ids";
import { elementIdOf } from "../../kernel/parse-id";
import { textOf } from "../persons-fields";
import type { KeptPlaces } from "./places";
import { keepPlaces } from "./places";
import { type Sketch, type SketchElement, sketchElements } from "./sketch";

/** One difference between what is saved and a sketch. */
export interface PendingChange {
  readonly op: "add" | "change" | "take-out";
  /** As the sketch has it; as it is saved where it was taken out. */
  readonly element: SketchElement;
  /** Of the saved element; 0 for a new one. */
  readonly version: number;
  readonly attested: readonly string[];
}

/**
 * What would have to be saved for a sketch to stand: new elements and changes in the order of the sketch, then what was
 * taken out, flows before components before zones.
 */
export function pendingChanges(base: Sketch, sketch: Sketch): readonly PendingChange[] {
  const saved = new Map(sketchElements(base).map((element) => [element.id, element]));
  const drawn = sketchElements(sketch);
  const living = new Set(drawn.map(({ id }) => id));
  const written = drawn.flatMap((element): readonly PendingChange[] => {
    const before = saved.get(element.id);
    const attested = sketch.attested.get(element.id) ?? [];
    if (!before) return [{ op: "add", element, version: 0, attested }];
    return attested.length === 0 && isSame(before, element)
      ? []
      : [{ op: "change", element, version: before.version, attested }];
  });
  const gone = sketchElements(base).filter(({ id }) => !living.has(id));
  return [
    ...written,
    ...gone
      .toReversed()
      .map((element) => ({ op: "take-out" as const, element, version: element.version, attested: [] })),
  ];
}

function isSame(a: SketchElement, b: SketchElement): boolean {
  return a === b || textOf(withoutMarks(a)) === textOf(withoutMarks(b));
}

const withoutMarks = ({ number: _number, version: _version, stated: _stated, ...said }: SketchElement) =>
  said;

/** One element of a batch as the command takes it. */
export type WrittenChange = Readonly<Record<string, unknown>> & { readonly op: "save" | "retire" };

/**
 * A batch of changes as the command takes it, in their order.
 *
 * @param over versions whose contested fields the person decided to write over, by the id of the element
 */
export function writtenChanges(
  changes: readonly PendingChange[],
  over: ReadonlyMap<ElementId, number>,
): readonly WrittenChange[] {
  return changes.map(({ op, element, version, attested }) => {
    if (op === "take-out") return { op: "retire", id: element.id, version: over.get(element.id) ?? version };
    const { number: _number, version: _version, stated: _stated, origin: _origin, ...facts } = element;
    return {
      ...facts,
      op: "save",
      version: op === "add" ? null : version,
      over: over.get(element.id) ?? null,
      attested,
    };
  });
}

/** Places that differ from the kept ones, as they are kept. */
export function movedPlaces(base: Sketch, sketch: Sketch): KeptPlaces {
  const zones = new Set(sketch.zones.map(({ id }) => id));
  const living = new Set([...sketch.zones, ...sketch.components].map(({ id }) => id));
  const kept = keepPlaces(base.places, zones);
  const now = keepPlaces(sketch.places, zones);
  return Object.fromEntries(
    Object.entries(now).filter(
      ([id, place]) => living.has(elementIdOf(id)) && String(place) !== String(kept[id] ?? ""),
    ),
  );
}

/** Ids of ours for those that an editor made up: new elements come back in the order in which they were sent. */
export function madeIds(
  changes: readonly PendingChange[],
  saved: readonly { readonly id: ElementId; readonly version: number }[],
): ReadonlyMap<ElementId, ElementId> {
  const made = saved.filter(({ version }) => version === 1);
  const added = changes.filter(({ op }) => op === "add");
  return new Map(
    added.flatMap(({ element }, index) => {
      const real = made[index];
      return real ? [[element.id, real.id] as const] : [];
    }),
  );
}
