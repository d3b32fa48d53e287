import { makeNames } from "@/lib/domain/architecture/free-names";
import type { ImportedComponent, ImportedFlow } from "@/lib/domain/architecture/imported-model";
import type { PropertyValues } from "@/lib/domain/catalogue/property";
import type { DataClass } from "@/lib/domain/systems/vocabulary";
import { componentKindOf, isStore } from "../foreign/component-kind";
import { type Fields, fieldsOf, lineOfText, listOf, NAME_MAX, type Note } from "../foreign/fields";
import { protocolOf } from "../foreign/protocol-words";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { idOf } from "./ids";
import type { AssetClasses } from "./read-assets";
import type { Listed, PlacedZone } from "./read-places";

type Listing = ReadonlyMap<string, Listed>;

/** Components as the file describes them, each in the zone that its parents lead to. */
export function componentsOf(
  components: Listing,
  zoneOf: ReadonlyMap<string, PlacedZone>,
  classes: AssetClasses,
  { lineOf, note }: { readonly lineOf: LocatedDocument["lineOf"]; readonly note: Note },
): readonly ImportedComponent[] {
  const ownName = makeNames();
  return [...components.values()].map(({ id, fields, path }) => {
    const name = ownName(lineOfText(fields["name"], NAME_MAX) || id.slice(0, NAME_MAX));
    const type = lineOfText(fields["type"], NAME_MAX);
    const kind = componentKindOf(type);
    if (kind === null && type !== "")
      note(
        [...path, "type"],
        `${name}: the type ${quoted(type)} is not known here. Choose its kind by hand.`,
      );
    return {
      kind: "component",
      key: `component:${id}`,
      line: lineOf(path),
      name,
      origin: null,
      zoneKey: zoneOf.get(id)?.key ?? "",
      properties: componentProperties(kind, fieldsOf(fields["assets"]), classes),
    };
  });
}

function componentProperties(kind: string | null, assets: Fields, classes: AssetClasses): PropertyValues {
  const stored = listOf(assets["stored"]).map(idOf).filter(Boolean);
  const dataClasses = classesOf(stored, classes);
  return {
    ...(kind === null ? {} : { kind }),
    ...((kind !== null && isStore(kind)) || stored.length > 0 ? { storesData: true } : {}),
    ...(dataClasses.length > 0 ? { dataClasses } : {}),
  };
}

/** Flows as the file describes them; one without two ends is left out and noted. */
export function flowsOf(
  dataflows: Listing,
  components: Listing,
  classes: AssetClasses,
  { lineOf, note }: { readonly lineOf: LocatedDocument["lineOf"]; readonly note: Note },
): readonly ImportedFlow[] {
  return [...dataflows.values()].flatMap(({ id, fields, path }): readonly ImportedFlow[] => {
    const name = lineOfText(fields["name"], NAME_MAX) || id.slice(0, NAME_MAX);
    const [source, target] = [idOf(fields["source"]), idOf(fields["destination"])];
    const trouble = troubleWith(source, target, components);
    if (trouble) {
      note(path, `The data flow ${quoted(name)} ${trouble}: it is left out. Draw it by hand.`);
      return [];
    }
    if (fields["bidirectional"] === true)
      note(
        path,
        `${quoted(name)} goes both ways; a flow here goes one way. Draw the way back if it matters.`,
      );
    return [
      {
        kind: "flow",
        key: `flow:${id}`,
        line: lineOf(path),
        name,
        origin: null,
        sourceKey: `component:${source}`,
        targetKey: `component:${target}`,
        msRoundTrip: null,
        properties: flowProperties(fields, classes),
      },
    ];
  });
}

function troubleWith(source: string, target: string, components: Listing): string | null {
  if (!components.has(source)) return `starts at ${quoted(source)}, which is no component`;
  if (!components.has(target)) return `leads to ${quoted(target)}, which is no component`;
  return source === target ? "leads back to where it starts" : null;
}

/** A tag may name the protocol; two that do say nothing. */
function flowProperties(fields: Fields, classes: AssetClasses): PropertyValues {
  const dataClasses = classesOf(listOf(fields["assets"]).map(idOf), classes);
  const tags = listOf(fields["tags"]).flatMap((tag) => protocolOf(lineOfText(tag, 60)) ?? []);
  const [protocol, other] = [...new Set(tags)];
  const isOne = protocol !== undefined && other === undefined;
  return {
    ...(isOne ? { protocol } : {}),
    ...(isOne && protocol === "https" ? { encryption: "tls" } : {}),
    ...(dataClasses.length > 0 ? { dataClasses } : {}),
  };
}

const classesOf = (ids: readonly string[], classes: AssetClasses): readonly DataClass[] => [
  ...new Set(ids.flatMap((id) => classes.get(id) ?? [])),
];
