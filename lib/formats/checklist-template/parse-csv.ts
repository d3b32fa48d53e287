import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { type CsvRecord, readCsv } from "../csv/read-csv";
import { type FileRefusal, type Problem, quoted, refuseFile } from "../problem/problem";
import { checkTemplate, type KnownIds, type ParsedTemplate } from "./check-template";
import { CSV_COLUMNS, CSV_REQUIRED, type CsvColumn, columnOf } from "./csv-columns";

/** A CSV file has no place for these; the caller takes them from the file's name or from a form. */
export interface TemplateTitle {
  readonly name: string;
  readonly version: string;
}

/**
 * Reads a template from CSV with a header row: id, phase and title, and any of the other columns.
 *
 * Lists are separated by semicolons, references are written `standard:id`, yes/no and true/false both do, "never" is a
 * validity without end. Columns that are not known are left out with a warning.
 */
export function parseCsvTemplate(
  text: string,
  title: TemplateTitle,
  known: KnownIds = {},
): Result<ParsedTemplate, FileRefusal> {
  const read = readCsv(text);
  if (!read.ok) return read;
  const [header, ...rows] = read.value;
  if (!header)
    return refuseFile([
      { line: 1, path: "", message: "The file is empty: write a header row and one row per item." },
    ]);
  const { columns, problems, warnings } = readHeader(header);
  for (const { line, cells } of rows)
    if (cells.slice(header.cells.length).some((cell) => cell !== ""))
      problems.push({
        line,
        path: "",
        message: "This row has more cells than the header: put cells that contain the separator in quotes.",
      });
  if (rows.length === 0)
    problems.push({ line: header.line, path: "", message: "There are no items: write one row per item." });
  if (problems.length > 0) return refuseFile(problems);
  const checked = checkTemplate(
    {
      data: { ...title, items: rows.map((row) => itemOf(row, columns)) },
      lineOf: ([, index]) => (typeof index === "number" ? (rows[index]?.line ?? null) : header.line),
    },
    known,
  );
  if (checked.ok) return ok({ ...checked.value, warnings });
  return err({ ...checked.error, problems: checked.error.problems.map(inColumns) });
}

function readHeader({ line, cells }: CsvRecord) {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const columns = new Map<CsvColumn, number>();
  for (const [index, cell] of cells.entries()) {
    const name = cell.toLowerCase().replace(/[\s-]+/g, "_");
    const column = CSV_COLUMNS.find((known) => known === name);
    if (column === undefined) {
      if (name !== "")
        warnings.push({
          line,
          path: cell,
          message: `The column ${quoted(cell)} is not known and was left out.`,
        });
    } else if (columns.has(column))
      problems.push({
        line,
        path: column,
        message: `The column ${quoted(cell)} stands here twice: keep one of them.`,
      });
    else columns.set(column, index);
  }
  for (const column of CSV_REQUIRED)
    if (!columns.has(column))
      problems.push({
        line,
        path: column,
        message: `The column "${column}" is missing: add it to the header row.`,
      });
  return { columns, problems, warnings };
}

/** The row as a document, fields that are empty left out; what can't be read is handed on for the check to refuse. */
function itemOf(
  { cells }: CsvRecord,
  columns: ReadonlyMap<CsvColumn, number>,
): Readonly<Record<string, unknown>> {
  const cell = (column: CsvColumn) => cells[columns.get(column) ?? -1] ?? "";
  const list = (column: CsvColumn) => splitList(cell(column));
  const days = cell("evidence_valid_days");
  const appliesTo = list("applies_to").map(asWord);
  const fields: readonly (readonly [string, unknown])[] = [
    ["id", cell("id")],
    ["phase", asWord(cell("phase"))],
    ["title", cell("title")],
    ["group", cell("group") || undefined],
    ["seed", asBoolean(cell("seed"))],
    ["must", asBoolean(cell("must"))],
    ["why", cell("why")],
    ["how", cell("how")],
    ["proof", { accepts: cell("proof"), ...(days === "" ? {} : { evidence_valid_days: asDays(days) }) }],
    ["applies_to", appliesTo.length === 0 || appliesTo.join() === "all" ? "all" : appliesTo],
    ["data_classes", list("data_classes").map(asWord)],
    ["goals", list("goals").map(asWord)],
    ["threats", list("threats")],
    ["mechanisms", list("mechanisms")],
    ["proves", list("proves")],
    ["refs", asRefs(list("refs"))],
    ["tags", list("tags")],
  ];
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function splitList(text: string): readonly string[] {
  return text
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

function asWord(text: string): string {
  return text.toLowerCase().replace(/\s+/g, "-");
}

function asBoolean(text: string): boolean | string | undefined {
  const word = text.toLowerCase();
  if (word === "") return undefined;
  if (["yes", "y", "true", "1", "x"].includes(word)) return true;
  return ["no", "n", "false", "0"].includes(word) ? false : text;
}

function asDays(text: string): number | null | string {
  if (text.toLowerCase() === "never") return null;
  return /^\d{1,6}$/.test(text) ? Number(text) : text;
}

/** `standard:id` grouped by standard; an entry of another form becomes a name that the check refuses. */
function asRefs(entries: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const refs = new Map<string, readonly string[]>();
  for (const entry of entries) {
    const [, standard, id] = /^(?!__proto__)([^:]*?)\s*:\s*(.*)$/.exec(entry) ?? [];
    if (standard === undefined || id === undefined) refs.set(`"${entry}"`, ["?"]);
    else refs.set(standard, [...(refs.get(standard) ?? []), id]);
  }
  return Object.fromEntries(refs);
}

function inColumns(problem: Problem): Problem {
  const path = /^items\[(\d+)\](?:\.(.*))?$/.exec(problem.path);
  if (!path) return problem;
  const steps = (path[2] ?? "").split(/[.[\]]+/).filter(Boolean);
  return { ...problem, path: columnOf(["items", Number(path[1]), ...steps]) };
}
