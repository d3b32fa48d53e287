import { formatRequestNumber } from "../approvals/request";
import type { FieldChange } from "../kernel/field-change";
import type { ElementId } from "../kernel/ids";
import type { ElementKind } from "./element";
import type { ImportNote } from "./imported-model";

/** A field that an import leaves as it stands although the file says something else. */
export interface KeptField extends FieldChange {
  /** Why, and where it can be done instead. */
  readonly why: string;
  /** The name of the field, where what the file wants of it can be asked of a second person. */
  readonly asks?: string;
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

/** What becomes of a critical part: it is asked for; or it was before, and waits or was rejected. */
export type PartRequest =
  | { readonly state: "asked" }
  | { readonly state: "open" | "rejected"; readonly number: number };

/** What the file wants of one element that takes a second person. */
export interface CriticalLine extends Pick<ImportLine, "kind" | "readable" | "name" | "line"> {
  readonly id: ElementId;
  readonly changes: readonly FieldChange[];
  /** Why one person is not enough. */
  readonly reason: string;
  readonly request: PartRequest;
}

/** Everything that an import would do and would not do. */
export interface ImportPreview {
  readonly format: string;
  /** In the order of the file. */
  readonly lines: readonly ImportLine[];
  /** What takes a second person, in the order of the file; the import itself does none of it. */
  readonly critical: readonly CriticalLine[];
  readonly leftOut: readonly LeftOut[];
  /** Elements that came from here before and are not in the file any more, as people name them; they stay. */
  readonly gone: readonly string[];
  readonly notes: readonly ImportNote[];
}

/** A part of a file that needs a second person, and what becomes of it. */
export interface SettledPart {
  readonly id: ElementId;
  /** Which of the preview's lines it stands in. */
  readonly line: number;
  readonly fields: readonly string[];
  readonly reason: string;
  readonly request: PartRequest;
}

/** Says of the critical parts what becomes of them: what is asked for is listed apart, what was rejected is kept. */
export function withCritical(preview: ImportPreview, parts: readonly SettledPart[]): ImportPreview {
  const lines = [...preview.lines];
  const critical = parts.flatMap(({ id, line: index, fields, reason, request }): readonly CriticalLine[] => {
    const line = lines[index];
    if (!line) return [];
    const isPart = ({ asks }: KeptField) => asks !== undefined && fields.includes(asks);
    const wanted = line.kept.filter(isPart);
    const others = line.kept.filter((kept) => !isPart(kept));
    lines[index] =
      request.state === "rejected"
        ? {
            ...line,
            kept: [...others, ...wanted.map((kept) => ({ ...kept, why: rejectedIn(request.number) }))],
          }
        : { ...line, kept: others };
    const changes = wanted.map(({ field, before, after }) => ({ field, before, after }));
    const { kind, readable, name } = line;
    return [{ id, kind, readable, name, line: line.line, changes, reason, request }];
  });
  return { ...preview, lines, critical };
}

const rejectedIn = (number: number) => `Rejected in ${formatRequestNumber(number)}.`;

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
const SHOWN_MAX = { lines: 400, critical: 100, leftOut: 200, gone: 100, notes: 200 } as const;

/** A preview as a person can read it: what changes and what is kept, the first of each, and how many there are. */
export interface ShownPreview {
  readonly format: string;
  readonly counts: ReturnType<typeof countPreview>;
  readonly lines: readonly ImportLine[];
  readonly critical: readonly CriticalLine[];
  readonly leftOut: readonly LeftOut[];
  readonly gone: readonly string[];
  readonly notes: readonly ImportNote[];
  /** How many of each are not shown. */
  readonly more: Readonly<Record<keyof typeof SHOWN_MAX, number>>;
}

/** Cuts a preview to what is shown of it. */
export function shownPreview(preview: ImportPreview): ShownPreview {
  const lines = preview.lines.filter(({ outcome, kept }) => outcome !== "unchanged" || kept.length > 0);
  const { format, critical, leftOut, gone, notes } = preview;
  const over = (all: readonly unknown[], most: number) => Math.max(0, all.length - most);
  return {
    format,
    counts: countPreview(preview),
    lines: lines.slice(0, SHOWN_MAX.lines),
    critical: critical.slice(0, SHOWN_MAX.critical),
    leftOut: leftOut.slice(0, SHOWN_MAX.leftOut),
    gone: gone.slice(0, SHOWN_MAX.gone),
    notes: notes.slice(0, SHOWN_MAX.notes),
    more: {
      lines: over(lines, SHOWN_MAX.lines),
      critical: over(critical, SHOWN_MAX.critical),
      leftOut: over(leftOut, SHOWN_MAX.leftOut),
      gone: over(gone, SHOWN_MAX.gone),
      notes: over(notes, SHOWN_MAX.notes),
    },
  };
}
