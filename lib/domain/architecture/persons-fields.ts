import type { ModelElement } from "./element";

/** One version of an element, and whether an import wrote it. */
export interface WrittenVersion {
  readonly element: ModelElement;
  readonly byImport: boolean;
}

/** Fields of which each part is written by itself. */
const PARTED: ReadonlySet<string> = new Set(["properties", "worth"]);
/** Lists that say nothing while they are empty. */
const UNSAID_EMPTY: ReadonlySet<string> = new Set(["dataClasses", "places"]);
/** Fields that say who and when, not what. */
const BESIDE: ReadonlySet<string> = new Set(["kind", "id", "number", "version", "stated"]);

/**
 * The fields of an element that a person wrote last: an import leaves these as they are.
 *
 * Whoever changed a field last owns it. That is read from the versions that are kept anyway, so nothing has to be stored
 * beside the element that an edit, an undo or another kind of import could forget; and it holds after any number of
 * imports, unlike a comparison with what the last one wrote, which would take a value that was kept once for its own.
 * A field that never had a value belongs to nobody.
 *
 * @param versions all of one element, the oldest first
 * @returns names of fields; of parts as `properties.encryption`, `worth.integrity`
 */
export function personsFields(versions: readonly WrittenVersion[]): ReadonlySet<string> {
  const persons = new Set<string>();
  let before = new Map<string, string>();
  for (const { element, byImport } of versions) {
    const now = fieldsOf(element);
    for (const field of new Set([...before.keys(), ...now.keys()])) {
      if (before.get(field) === now.get(field)) continue;
      if (byImport) persons.delete(field);
      else persons.add(field);
    }
    before = now;
  }
  return persons;
}

/** Every field that says something, as text to be compared. */
function fieldsOf(element: ModelElement): Map<string, string> {
  const fields = new Map<string, string>();
  const add = (name: string, value: unknown) => {
    if (value !== null && value !== undefined && value !== "") fields.set(name, textOf(value));
  };
  for (const [name, value] of Object.entries(element)) {
    if (BESIDE.has(name) || (UNSAID_EMPTY.has(name) && value.length === 0)) continue;
    if (!PARTED.has(name)) add(name, value);
    else for (const [part, one] of Object.entries(value)) add(`${name}.${part}`, one);
  }
  return fields;
}

/** Equal for equal values: fields of objects by name, the order within plain lists as one says it. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (Array.isArray(inner) && inner.every((one) => typeof one === "string")) return inner.toSorted();
    return typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  });
}
