import {
  type Fields,
  fieldsOf,
  lineOfText,
  listOf,
  type Note,
  nameOf,
  type Path,
  REF_MAX,
} from "../foreign/fields";
import { quoted } from "../problem/problem";

/** An entry of one of the lists of a file. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly fields: Fields;
  readonly path: Path;
}

/** What a flow may lead from and to. Their names are unique in each list only, so keys carry the list. */
export const LISTS = ["components", "data_stores", "actors"] as const;
export type List = (typeof LISTS)[number];
export const keyOf = (list: List, id: string): string => `${list}:${id}`;

/** The entries of a list by their symbolic names; of two with one name the first counts. */
export function entriesOf(bom: Fields, list: string, note: Note): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const [index, value] of listOf(bom[list]).entries()) {
    const fields = fieldsOf(value);
    const path = [list, index];
    const id = lineOfText(fields["symbolic_name"], REF_MAX);
    if (id === "") note(path, "An entry without symbolic_name can't be referred to: left out.");
    else if (entries.has(id))
      note(path, `The name ${quoted(id)} stands there twice: left out. Give it its own.`);
    else entries.set(id, { id, title: nameOf(fields["title"]) || nameOf(id) || "Unnamed", fields, path });
  }
  return entries;
}

/** The names that a list of references holds, each once. */
export const refsIn = (value: unknown): readonly string[] => [
  ...new Set(listOf(value).map((one) => lineOfText(one, REF_MAX))),
];
