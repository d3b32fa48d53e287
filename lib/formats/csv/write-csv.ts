import { guardFormula } from "./formula-guard";

/** Numbers are written as they are; texts are guarded against being run as formulas. */
export type CsvCell = string | number | null;

/**
 * Writes records as CSV with CRLF line ends; a cell is quoted where it has to be.
 *
 * @param options.bom whether the text starts with a byte order mark, by which Excel knows that it is UTF-8.
 * Source: RFC 4180.
 */
export function writeCsv(
  records: Iterable<readonly CsvCell[]>,
  options: { readonly bom?: boolean } = {},
): string {
  const lines: string[] = [];
  for (const record of records) lines.push(record.map(writeCell).join(","));
  return `${options.bom ? "\uFEFF" : ""}${lines.map((line) => `${line}\r\n`).join("")}`;
}

function writeCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const text = guardFormula(cell);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
