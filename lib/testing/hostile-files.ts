import fc from "fast-check";
import { NAME_MAX, PROSE_MAX } from "@/lib/domain/architecture/check-element";
import type { ImportedElement, ImportedModel } from "@/lib/domain/architecture/imported-model";

/** Copies of a text that end too early, at every twentieth of its length. */
export function truncated(text: string): readonly string[] {
  return Array.from({ length: 20 }, (_, part) => text.slice(0, Math.floor((text.length * part) / 20)));
}

const hostileText = fc.constantFrom(
  "",
  "*",
  "__proto__",
  "toString",
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "=HYPERLINK(1)",
  "| a | b |\n|---|---|",
  "a".repeat(10_000),
  "\u202Egnp.exe",
);
const wrongValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    [],
    {},
    [null],
    [[]],
    [{}],
    { toString: "x" },
    { length: 3 },
  ),
);

/** Copies of a document in which one to four parts have become something else, or are gone. */
export function wronged(document: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({ place: fc.nat(), value: wrongValue, isGone: fc.boolean() });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce<unknown>((whole, { place, value, isGone }) => {
      const copy: unknown = JSON.parse(JSON.stringify(whole));
      const slots = slotsIn(copy);
      const slot = slots[place % Math.max(1, slots.length)];
      if (!slot) return value;
      if (isGone) Reflect.deleteProperty(slot.parent, slot.key);
      else Reflect.set(slot.parent, slot.key, value);
      return copy;
    }, document),
  );
}

function slotsIn(value: unknown): readonly { readonly parent: object; readonly key: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [{ parent: value, key }, ...slotsIn(part)]);
}

/** What is wrong with a model that a reader gave: empty where it keeps its promises. */
export function unsound({ elements, notes }: ImportedModel): readonly string[] {
  const seen = new Map<string, ImportedElement["kind"]>();
  const problems = elements.flatMap((element) => {
    const { key, kind, name } = element;
    const own = [
      ...(seen.has(key) ? [`${key} stands there twice`] : []),
      ...(name.trim() === "" || name.length > NAME_MAX ? [`${key} has the name ${name.length}`] : []),
      ...(/<\w/.test(name) && /<\/?(script|img)/i.test(name) ? [`${key} has HTML in its name`] : []),
      ...("note" in element && (element.note.length > PROSE_MAX || /<(script|img)/i.test(element.note))
        ? [`${key} has a bad note`]
        : []),
      ...referencesOf(element).flatMap((one) => (seen.has(one) ? [] : [`${key} refers to ${one}`])),
    ];
    seen.set(key, kind);
    return own;
  });
  return [
    ...problems,
    ...notes.filter(({ message }) => message === "").map(({ path }) => `empty note ${path}`),
  ];
}

function referencesOf(element: ImportedElement): readonly string[] {
  switch (element.kind) {
    case "component":
      return [element.zoneKey];
    case "flow":
      return [element.sourceKey, element.targetKey];
    case "control":
      return element.scopeKeys.length > 0 ? element.scopeKeys : ["something"];
    case "stated-threat":
      return element.placeKeys.length > 0 ? element.placeKeys : ["something"];
    case "asset":
      return element.placeKeys;
    default:
      return [];
  }
}
