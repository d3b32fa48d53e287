import type { ImportedComponent, ImportedFlow } from "@/lib/domain/architecture/imported-model";
import type { PropertyValues } from "@/lib/domain/catalogue/property";
import { type Fields, fieldsOf, lineOfText, listOf, type Note, type Path, REF_MAX } from "../foreign/fields";
import { foldedWord } from "../foreign/folded-word";
import { foreignFlow } from "../foreign/imported-parts";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { entriesOf, keyOf, LISTS } from "./entries";
import { zoneKeyOf } from "./read-architecture";
import { TOKEN_METHODS } from "./words";

/** Reads the data flows of a file between the components that were made of it. */
export function readFlows(
  bom: Fields,
  components: readonly ImportedComponent[],
  note: Note,
  lineOf: LocatedDocument["lineOf"],
): readonly ImportedFlow[] {
  const byKey = new Map(components.map((one) => [one.key, one]));
  const crossing = readBoundaries(bom, note);
  return [...entriesOf(bom, "data_flows", note).values()].flatMap(({ id, title, fields, path }) => {
    const ends = [fields["source"], fields["destination"]].map((end) => endOf(end, byKey));
    const [source, target] = ends;
    if (!source || !target) {
      const missing = source ? fields["destination"] : fields["source"];
      note(path, `Nothing is called ${quoted(fieldsOf(missing)["object"] ?? "")}: this flow is left out.`);
      return [];
    }
    if (source === target) {
      note(path, "A flow from an element to itself is none: left out.");
      return [];
    }
    const authentication = crossing.get(pairOf(source.zoneKey, target.zoneKey));
    return [
      foreignFlow({
        key: `flow:${id}`,
        line: lineOf(path),
        name: title,
        sourceKey: source.key,
        targetKey: target.key,
        properties: { ...propertiesOf(fields), ...(authentication ? { authentication } : {}) },
      }),
    ];
  });
}

/** The end that a typed name refers to; where the type is none that is known, the first of that name. */
function endOf(value: unknown, byKey: ReadonlyMap<string, ImportedComponent>): ImportedComponent | undefined {
  const { type, object } = fieldsOf(value);
  const id = lineOfText(object, REF_MAX);
  const word = foldedWord(typeof type === "string" ? type.split("/").at(-1) : "").replaceAll("-", "_");
  const lists = LISTS.toSorted((a, b) => Number(b === `${word}s`) - Number(a === `${word}s`));
  return lists.map((list) => byKey.get(keyOf(list, id))).find((one) => one !== undefined);
}

/** Whether the data are sensitive says nothing of their class, so that stays open. */
function propertiesOf({ encrypted }: Fields): PropertyValues {
  return typeof encrypted === "boolean" ? { encryption: encrypted ? "tls" : "none" } : {};
}

/** Two zones whichever way round. */
export const pairOf = (a: string, b: string): string => [a, b].sort().join("\n");

/** How callers are known between two zones, where the boundary says it of all of them. */
function readBoundaries(bom: Fields, note: Note): ReadonlyMap<string, "none" | "token"> {
  const known = new Map<string, "none" | "token">();
  for (const [index, value] of listOf(bom["trust_boundaries"]).entries()) {
    const fields = fieldsOf(value);
    const [a = "", b = ""] = ["trust_zone_a", "trust_zone_b"].map((name) =>
      zoneKeyOf(lineOfText(fields[name], REF_MAX)),
    );
    const methods = listOf(fields["authentication_methods"]).map(foldedWord);
    const path: Path = ["trust_boundaries", index, "authentication_methods"];
    if (methods.length === 0) continue;
    if (methods.every((one) => one === "none")) known.set(pairOf(a, b), "none");
    else if (methods.every((one) => TOKEN_METHODS.has(one))) known.set(pairOf(a, b), "token");
    else
      note(
        path,
        "The boundary allows several ways of knowing who calls, and not which flow has which. Set it on the flows.",
      );
  }
  return known;
}
