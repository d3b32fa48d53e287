import { makeNames } from "@/lib/domain/architecture/free-names";
import type { ImportedAsset } from "@/lib/domain/architecture/imported-model";
import type { DataClass } from "@/lib/domain/systems/vocabulary";
import { type Fields, fieldsOf, lineOfText, listOf, type Note, proseOf, REF_MAX } from "../foreign/fields";
import { foreignAsset, UNRATED } from "../foreign/imported-parts";
import { wordIn } from "../foreign/word-in";
import { quoted } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { type Entry, entriesOf, keyOf } from "./entries";
import { CLASS_OF_SENSITIVITY } from "./words";

/** A data set with its classes and where it is kept. */
export interface DataSet extends Entry {
  readonly classes: readonly DataClass[];
  readonly placements: readonly {
    /** The symbolic name of a data store. */
    readonly store: string;
    /** Null: not stated. */
    readonly isEncrypted: boolean | null;
  }[];
}

/** Reads the data sets of a file. */
export function readDataSets(bom: Fields, note: Note): readonly DataSet[] {
  return [...entriesOf(bom, "data_sets", note).values()].map((entry) => {
    const { fields, path } = entry;
    return {
      ...entry,
      classes: listOf(fields["data_sensitivity"]).flatMap((value, index) => {
        const known = wordIn(CLASS_OF_SENSITIVITY, value, [...path, "data_sensitivity", index], note);
        return known ? [known] : [];
      }),
      placements: listOf(fields["placements"]).flatMap((value) => {
        const { data_store: store, encrypted } = fieldsOf(value);
        const isEncrypted = typeof encrypted === "boolean" ? encrypted : null;
        return [{ store: lineOfText(store, REF_MAX), isEncrypted }];
      }),
    };
  });
}

/** What a data store keeps, over all data sets that are placed on it. */
export interface Kept {
  readonly classes: ReadonlySet<DataClass>;
  /** Null: not stated; one that is in the clear counts for all. */
  readonly isEncrypted: boolean | null;
}

/** What each data store keeps, by its symbolic name. */
export function keptIn(sets: readonly DataSet[]): ReadonlyMap<string, Kept> {
  const kept = new Map<string, { classes: Set<DataClass>; isEncrypted: boolean | null }>();
  for (const { classes, placements } of sets)
    for (const { store, isEncrypted } of placements) {
      const one = kept.get(store) ?? { classes: new Set(), isEncrypted: null };
      for (const each of classes) one.classes.add(each);
      if (isEncrypted !== null) one.isEncrypted = isEncrypted && one.isEncrypted !== false;
      kept.set(store, one);
    }
  return kept;
}

/** The data sets as elements; the format does not rate what they are worth. */
export function dataSetElements(
  sets: readonly DataSet[],
  components: ReadonlySet<string>,
  note: Note,
  lineOf: LocatedDocument["lineOf"],
): readonly ImportedAsset[] {
  const ownName = makeNames();
  return sets.map(({ id, title, fields, path, classes, placements }) => {
    const placeKeys = placements.flatMap(({ store }, index) => {
      const key = keyOf("data_stores", store);
      if (components.has(key)) return [key];
      note([...path, "placements", index], `No data store is called ${quoted(store)}: left out.`);
      return [];
    });
    const { record_count: count } = fields;
    return foreignAsset({
      key: `data set:${id}`,
      line: lineOf(path),
      name: ownName(title),
      dataClasses: classes,
      worth: UNRATED,
      placeKeys,
      paragraphs: [
        proseOf(fields["description"]),
        typeof count === "number" ? `Records in the file: ${count}.` : "",
      ],
    });
  });
}
