import type { PropertyDefinition } from "../catalogue/property";
import type { FieldChange } from "../kernel/field-change";
import type { ElementKind } from "./element";
import type { KeptField } from "./import-preview";
import { fieldWord } from "./import-words";
import { textOf } from "./persons-fields";

const PERSON =
  "Somebody wrote this here, so it stays. Change it on the architecture page if the file is right.";

/** One field of a standing element and what a file says about it. */
export interface Wish<V, S> {
  readonly field: string;
  readonly standing: S;
  /** Nothing, or an empty text: the file does not say. */
  readonly wanted: V | null | undefined;
  readonly say: (value: V) => string;
  /** Why an import must not do this, and where it can be done; null where it may. */
  readonly barred?: string | null;
}

/** Writes the fields of one element, and notes what it changed and what it left. */
export interface Pen {
  readonly properties: readonly PropertyDefinition[];
  readonly changes: readonly FieldChange[];
  readonly kept: readonly KeptField[];
  readonly pick: <V, S extends V | null | undefined>(wish: Wish<V, S>) => V | S;
  readonly isPersons: (field: string) => boolean;
  readonly keep: (field: string, before: string, after: string, why: string) => void;
}

/**
 * @param persons fields that a person wrote last
 * @returns a pen that writes what the file says, unless a person wrote the field or an import must not
 */
export function makePen(
  kind: ElementKind,
  persons: ReadonlySet<string>,
  properties: readonly PropertyDefinition[],
): Pen {
  const changes: FieldChange[] = [];
  const kept: KeptField[] = [];
  const isPersons = (field: string) => persons.has(field);
  return {
    properties,
    changes,
    kept,
    isPersons,
    keep: (field, before, after, why) =>
      kept.push({ field: fieldWord(kind, field, properties), before, after, why }),
    pick: ({ field, standing, wanted, say, barred = null }) => {
      if (wanted === null || wanted === undefined || wanted === "") return standing;
      if (textOf(wanted) === textOf(standing)) return standing;
      const before = saysSomething(standing) ? say(standing) : null;
      const change = { field: fieldWord(kind, field, properties), before, after: say(wanted) };
      const why = isPersons(field) ? PERSON : barred;
      if (why === null) changes.push(change);
      else kept.push({ ...change, why });
      return why === null ? wanted : standing;
    },
  };
}

function saysSomething<T>(value: T): value is NonNullable<T> {
  return (
    value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)
  );
}
