import type { ImportNote } from "@/lib/domain/architecture/imported-model";
import { pathText } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import type { Note } from "./fields";

/** Collects what a reader says about places of a file. */
export interface Notebook {
  readonly note: Note;
  /** All that was said, by line. */
  readonly read: () => readonly ImportNote[];
}

/** @param lineOf finds the lines of the document that is read */
export function openNotebook(lineOf: LocatedDocument["lineOf"]): Notebook {
  const notes: ImportNote[] = [];
  return {
    note: (path, message) => notes.push({ line: lineOf(path), path: pathText(path), message }),
    read: () => notes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}
