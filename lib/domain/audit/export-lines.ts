import type { EntryRow, StoredDetail } from "./leaf";

/**
 * The lines of an exported log, one JSON object each: the head, the keys that signed it, then entries in the order of
 * the tree, each checkpoint behind the last entry that it covers, and at the end entries that have no place yet.
 */
export type ExportLine = ExportHead | ExportKey | ExportEntry | ExportCheckpoint;

export type ExportHead = {
  readonly kind: "countersign-audit-log";
  readonly v: 1;
  readonly origin: string;
  /** Entries in the tree when the export began. */
  readonly size: number;
};

/** A key as a verifier writes it down (C2SP signed-note). */
export type ExportKey = { readonly kind: "key"; readonly key: string };

export type ExportEntry = {
  readonly kind: "entry";
  /** Position in the tree; null: it waits for one. */
  readonly index: number | null;
  /** As the log's page shows it. */
  readonly number: string;
  /** The hash by which the tree knows it, in hex; null while it has no place. */
  readonly hash: string | null;
  /** Verbatim; null: the entry is gone. */
  readonly leaf: string | null;
  /** null: erased. */
  readonly detail: StoredDetail | null;
  /** Only where the columns of the log say something else than the leaf. */
  readonly row?: EntryRow;
};

/** A signed note (C2SP tlog-checkpoint). The file of checkpoints consists of such lines alone. */
export type ExportCheckpoint = { readonly kind: "checkpoint"; readonly note: string };

/** Reads a line; null for what is none. */
export function readExportLine(line: string): ExportLine | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const fields = value as Record<string, unknown>;
  return WELL_FORMED[String(fields["kind"])]?.(fields) ? (value as ExportLine) : null;
}

const WELL_FORMED: Readonly<Record<string, (fields: Record<string, unknown>) => boolean>> = {
  "countersign-audit-log": ({ v, origin, size }) => v === 1 && isText(origin) && isPlace(size),
  key: ({ key }) => isText(key),
  checkpoint: ({ note }) => isText(note),
  entry: ({ index, number, hash, leaf, detail, row }) =>
    (index === null ? hash === null : isPlace(index) && isText(hash)) &&
    isText(number) &&
    (leaf === null || isText(leaf)) &&
    (detail === null || isDetail(detail)) &&
    (row === undefined || (typeof row === "object" && row !== null)),
};

const isText = (value: unknown): value is string => typeof value === "string";
const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function isDetail(value: unknown): value is StoredDetail {
  const detail = value as Partial<Record<string, unknown>> | null;
  return typeof value === "object" && isText(detail?.["salt"]) && isText(detail?.["text"]);
}
