import { sameValue } from "./check-properties";
import type { ModelElement } from "./element";
import type { ElementDraft } from "./model-change";

/** What comes out when two people change an element at once. */
export interface DraftMerge {
  /** What stands, with every field that this person changed as they wrote it. */
  readonly merged: ElementDraft;
  /** The same, but fields that both changed stay as they stand. */
  readonly standing: ElementDraft;
  readonly conflicts: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Joins what somebody wrote with what stands by now, field by field and property by property. A field that only one of
 * them changed is no conflict.
 *
 * @param seen what the person looked at while writing; of the same kind as both others
 */
export function mergeDraft(seen: ModelElement, standing: ModelElement, written: ElementDraft): DraftMerge {
  const [before, now, mine] = [fieldsOf(seen), fieldsOf(standing), fieldsOf(written)];
  const changed = namesIn(before, mine).filter((name) => !same(before[name], mine[name]));
  const contested = changed.filter((name) => !same(before[name], now[name]) && !same(now[name], mine[name]));
  const take = (names: readonly string[]) => ({
    ...written,
    ...draftFields({ ...now, ...Object.fromEntries(names.map((name) => [name, mine[name]])) }, written),
  });
  return {
    merged: take(changed),
    standing: take(changed.filter((name) => !contested.includes(name))),
    conflicts: contested.length > 0,
  };
}

const PROPERTY = "properties.";
const IDENTITY: ReadonlySet<string> = new Set([
  "kind",
  "id",
  "number",
  "version",
  "origin",
  "stated",
  "properties",
]);

/** Everything that can be edited, each property by itself. */
function fieldsOf(element: ModelElement | ElementDraft): Fields {
  const own = Object.entries(element).filter(([name]) => !IDENTITY.has(name));
  const properties = "properties" in element ? Object.entries(element.properties) : [];
  return Object.fromEntries([...own, ...properties.map(([id, value]) => [PROPERTY + id, value])]);
}

function draftFields(fields: Fields, written: ElementDraft): Fields {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  const own = known.filter(([name]) => !name.startsWith(PROPERTY));
  if (!("properties" in written)) return Object.fromEntries(own);
  const properties = known
    .filter(([name]) => name.startsWith(PROPERTY))
    .map(([name, value]) => [name.slice(PROPERTY.length), value]);
  return { ...Object.fromEntries(own), properties: Object.fromEntries(properties) };
}

const namesIn = (a: Fields, b: Fields) => [...new Set([...Object.keys(a), ...Object.keys(b)])];

function same(a: unknown, b: unknown): boolean {
  if (isTexts(a) && isTexts(b)) return sameValue(a, b);
  return ordered(a) === ordered(b);
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

function ordered(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
