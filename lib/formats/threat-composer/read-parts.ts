import {
  type Fields,
  fieldsOf,
  lineOfText,
  listOf,
  type Note,
  type Path,
  proseOf,
  REF_MAX,
} from "../foreign/fields";
import { foldedWord, spelled } from "../foreign/folded-word";
import { quoted } from "../problem/problem";

/** A threat, mitigation or assumption of a file. */
export interface Part {
  readonly id: string;
  readonly text: string;
  /** Empty where the file has none: unknown, not open. */
  readonly status: string;
  readonly fields: Fields;
  readonly path: Path;
}

/** Reads one of the lists; of two entries with one id the first counts. */
export function readParts(
  file: Fields,
  list: string,
  textField: string,
  note: Note,
): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const [index, value] of listOf(file[list]).entries()) {
    const fields = fieldsOf(value);
    const path = [list, index];
    const id = lineOfText(fields["id"], REF_MAX);
    const text = proseOf(fields[textField], 2_000) || statementOf(fields);
    if (id === "") note(path, "An entry without id can't be linked to anything: left out.");
    else if (parts.has(id)) note(path, `The id ${quoted(id)} stands there twice: left out. Give it its own.`);
    else if (text === "") note(path, "An entry without words says nothing: left out.");
    else parts.set(id, { id, text, status: statusOf(fields), fields, path });
  }
  return parts;
}

/** A threat whose statement nobody wrote out is put together from its parts. Source: the grammar of threat-composer. */
function statementOf(fields: Fields): string {
  const text = (name: string) => proseOf(fields[name], 500);
  const who = [text("threatSource"), text("prerequisites")].filter(Boolean).join(" ");
  const what = text("threatAction");
  if (!who && !what) return "";
  const impact = text("threatImpact");
  return [`A ${who || "threat source"} can ${what || "act"}`, impact && `which leads to ${impact}`]
    .filter(Boolean)
    .join(", ");
}

/** `threatResolved` and `mitigationInProgress` as "resolved" and "in progress". */
function statusOf({ status }: Fields): string {
  return spelled(foldedWord(status).replace(/^(threat|mitigation)-/, ""));
}

/** Values of metadata with this key, in a list or alone; keys that start with `custom:` are somebody's own. */
export function metadataOf(fields: Fields, key: string): readonly string[] {
  return listOf(fields["metadata"]).flatMap((one) => {
    const { key: own, value } = fieldsOf(one);
    if (own !== key) return [];
    return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");
  });
}

/** Which mitigations or assumptions belong to which entries, by the id of the entry; links to nothing are noted. */
export function readLinks(
  file: Fields,
  list: string,
  field: string,
  known: { readonly from: ReadonlyMap<string, Part>; readonly to: readonly ReadonlyMap<string, Part>[] },
  note: Note,
): ReadonlyMap<string, readonly Part[]> {
  const links = new Map<string, Set<Part>>();
  for (const [index, value] of listOf(file[list]).entries()) {
    const fields = fieldsOf(value);
    const from = known.from.get(lineOfText(fields[field], REF_MAX));
    const to = lineOfText(fields["linkedId"], REF_MAX);
    if (!from || !known.to.some((parts) => parts.has(to)))
      note([list, index], "This link leads to something that is not in the file: left out.");
    else if (!links.get(to)?.add(from)) links.set(to, new Set([from]));
  }
  return new Map([...links].map(([to, parts]) => [to, [...parts]]));
}
