import { CsvError, parse } from "csv-parse/sync";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { unguardFormula } from "./formula-guard";

export interface CsvRecord {
  /** Line on which the record starts, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The parser takes ever longer per line; within this it stays well under a second. */
const LINES_MAX = 40_000;
const DELIMITERS = [",", ";", "\t"] as const;

/**
 * Reads CSV as people get it from spreadsheets: comma, semicolon or tab (whichever the header has most), quoted line
 * breaks, LF or CRLF. Empty lines are left out, guards against formulas are taken off.
 *
 * @param text without byte order mark, already checked for its size.
 * @returns the records with their cells trimmed; refused at the first broken quote, after which nothing is certain.
 */
export function readCsv(text: string): Result<readonly CsvRecord[], FileRefusal> {
  const lines = text.split("\n", LINES_MAX + 1).length;
  if (lines > LINES_MAX)
    return refuseFile([
      { line: LINES_MAX, path: "", message: `A CSV file has at most ${LINES_MAX} lines. Split it.` },
    ]);
  const records: CsvRecord[] = [];
  const unified = text.replace(/\r\n?/g, "\n");
  let line = 1;
  try {
    parse(unified, {
      delimiter: delimiterOf(unified),
      record_delimiter: "\n",
      relax_column_count: true,
      max_record_size: unified.length + 1,
      on_record: (record, context) => {
        const cells = record.map((cell) => unguardFormula(cell.trim()).trim());
        if (cells.some((cell) => cell !== "")) records.push({ line, cells });
        line = context.lines + 1;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message =
      "Quotes do not match here: put the whole cell in quotes and write each quote inside it twice.";
    return refuseFile([{ line, path: "", message }]);
  }
  return ok(records);
}

function delimiterOf(text: string): string {
  const header = /^(?:"[^"]*"|[^"\r\n])*/.exec(text.trimStart())?.[0].replace(/"[^"]*"/g, "") ?? "";
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}
