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
  /** What is barred can be asked of a second person, if it takes one. */
  readonly asks?: boolean;
}

/** Writes the fields of one element, and notes what it changed and what it left. */
export interface Pen {
  readonly properties: readonly PropertyDefinition[];
  readonly changes: readonly FieldChange[];
  readonly kept: readonly KeptField[];
  readonly pick: <V, S extends V | null | undefined>(wish: Wish<V, S>) => V | S;
  readonly isPersons: (field: string) => boolean;
  /** Notes a field that stays, and what the file says of it that can't be asked for either. */
  readonly leave: (field: string, change: Omit<KeptField, "field" | "asks">) => void;
  /** Notes a field that stays in part, and what the file wants of it instead. */
  readonly keep: (field: string, change: Omit<KeptField, "field" | "asks">, wanted: unknown) => void;
  /** What the file wants of fields that are barred and can be asked of a second person, by their names. */
  readonly askable: Readonly<Record<string, unknown>>;
}

/** What an import must do with no element of this kind or place, whoever wrote it; null where it may. */
export type Bar = (field: string, wanted: unknown) => string | null;

/**
 * @param persons fields that a person wrote last
 * @param bar what can be asked of a second person, but not imported
 * @returns a pen that writes what the file says, unless a person wrote the field or an import must not
 */
export function makePen(
  kind: ElementKind,
  persons: ReadonlySet<string>,
  properties: readonly PropertyDefinition[],
  bar: Bar = () => null,
): Pen {
  const changes: FieldChange[] = [];
  const kept: KeptField[] = [];
  const askable: Record<string, unknown> = {};
  const isPersons = (field: string) => persons.has(field);
  return {
    properties,
    changes,
    kept,
    askable,
    isPersons,
    leave: (field, change) => {
      kept.push({ ...change, field: fieldWord(kind, field, properties) });
    },
    keep: (field, change, wanted) => {
      askable[field] = wanted;
      kept.push({ ...change, field: fieldWord(kind, field, properties), asks: field });
    },
    pick: (wish) => {
      const { field, standing, wanted, say } = wish;
      if (isUnsaid(wanted) || textOf(wanted) === textOf(standing)) return standing;
      const before = saysSomething(standing) ? say(standing) : null;
      const change = { field: fieldWord(kind, field, properties), before, after: say(wanted) };
      const barred = barredBy(wish, bar);
      if (isPersons(field)) kept.push({ ...change, why: PERSON });
      else if (barred?.asks) {
        askable[field] = wanted;
        kept.push({ ...change, why: barred.why, asks: field });
      } else if (barred) kept.push({ ...change, why: barred.why });
      else changes.push(change);
      return isPersons(field) || barred ? standing : wanted;
    },
  };
}

const isUnsaid = (value: unknown): value is null | undefined | "" =>
  value === null || value === undefined || value === "";

const saysSomething = <T>(value: T): value is NonNullable<T> =>
  !isUnsaid(value) && !(Array.isArray(value) && value.length === 0);

function barredBy<V, S>(
  { field, wanted, barred = null, asks = false }: Wish<V, S>,
  bar: Bar,
): { readonly why: string; readonly asks: boolean } | null {
  const why = bar(field, wanted);
  if (why !== null) return { why, asks: true };
  return barred === null ? null : { why: barred, asks };
}
