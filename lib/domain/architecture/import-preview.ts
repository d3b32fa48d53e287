import type { FieldChange } from "../kernel/field-change";
import type { ElementKind } from "./element";
import type { ImportNote } from "./imported-model";

/** A field that an import leaves as it stands although the file says something else. */
export interface KeptField extends FieldChange {
  /** Why, and where it can be done instead. */
  readonly why: string;
}

/** What an import does with one element of the file. */
export interface ImportLine {
  readonly kind: ElementKind;
  /** Readable number of an element that stands, as in `C-3`; null for a new one. */
  readonly readable: string | null;
  readonly name: string;
  /** Where it stands in the file. */
  readonly line: number | null;
  readonly outcome: "made" | "changed" | "unchanged";
  /** Fields that are written; of a new element with nothing before. */
  readonly changes: readonly FieldChange[];
  readonly kept: readonly KeptField[];
}

/** An element of the file that is not imported. */
export interface LeftOut {
  readonly kind: ElementKind;
  readonly name: string;
  readonly line: number | null;
  readonly reason: string;
}

/** Everything that an import would do and would not do. */
export interface ImportPreview {
  readonly format: string;
  /** In the order of the file. */
  readonly lines: readonly ImportLine[];
  readonly leftOut: readonly LeftOut[];
  /** Elements that came from here before and are not in the file any more, as people name them; they stay. */
  readonly gone: readonly string[];
  readonly notes: readonly ImportNote[];
}

/** How many elements an import makes, changes, leaves the same, and in how many a person's words stay. */
export function countPreview({
  lines,
}: ImportPreview): Readonly<Record<ImportLine["outcome"] | "kept", number>> {
  const of = (outcome: ImportLine["outcome"]) => lines.filter((line) => line.outcome === outcome).length;
  return {
    made: of("made"),
    changed: of("changed"),
    unchanged: of("unchanged"),
    kept: lines.filter(({ kept }) => kept.length > 0).length,
  };
}

/** How much of a preview is shown. */
const SHOWN_MAX = { lines: 400, leftOut: 200, gone: 100, notes: 200 } as const;

/** A preview as a person can read it: what changes and what is kept, the first of each, and how many there are. */
export interface ShownPreview {
  readonly format: string;
  readonly counts: ReturnType<typeof countPreview>;
  readonly lines: readonly ImportLine[];
  readonly leftOut: readonly LeftOut[];
  readonly gone: readonly string[];
  readonly notes: readonly ImportNote[];
  /** How many of each are not shown. */
  readonly more: Readonly<Record<keyof typeof SHOWN_MAX, number>>;
}

/** Cuts a preview to what is shown of it. */
export function shownPreview(preview: ImportPreview): ShownPreview {
  const lines = preview.lines.filter(({ outcome, kept }) => outcome !== "unchanged" || kept.length > 0);
  const { format, leftOut, gone, notes } = preview;
  const over = (all: readonly unknown[], most: number) => Math.max(0, all.length - most);
  return {
    format,
    counts: countPreview(preview),
    lines: lines.slice(0, SHOWN_MAX.lines),
    leftOut: leftOut.slice(0, SHOWN_MAX.leftOut),
    gone: gone.slice(0, SHOWN_MAX.gone),
    notes: notes.slice(0, SHOWN_MAX.notes),
    more: {
      lines: over(lines, SHOWN_MAX.lines),
      leftOut: over(leftOut, SHOWN_MAX.leftOut),
      gone: over(gone, SHOWN_MAX.gone),
      notes: over(notes, SHOWN_MAX.notes),
    },
  };
}
