import type { ItemText } from "@/lib/domain/checklists/item-text";

/** Columns of a template as CSV, in the order in which they are written; id, phase and title are required. */
export const CSV_COLUMNS = [
  "id",
  "phase",
  "group",
  "seed",
  "title",
  "must",
  "why",
  "how",
  "proof",
  "evidence_valid_days",
  "applies_to",
  "data_classes",
  "goals",
  "threats",
  "mechanisms",
  "proves",
  "refs",
  "tags",
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

export const CSV_REQUIRED = ["id", "phase", "title"] as const satisfies readonly CsvColumn[];

/** Columns that belong to a list or to a nested field of the document: where their problems are reported. */
export function columnOf(path: readonly PropertyKey[]): string {
  const [, , field, inner] = path;
  if (field !== "proof") return String(field ?? "");
  return inner === "evidence_valid_days" ? "evidence_valid_days" : "proof";
}

/** Writes one item as the cells of a row; lists are separated by semicolons. */
export function cellsOf(text: ItemText): Readonly<Record<CsvColumn, string>> {
  const list = (values: readonly string[]) => values.join("; ");
  const refs = Object.entries(text.refs).flatMap(([standard, ids]) => ids.map((id) => `${standard}:${id}`));
  return {
    id: text.key,
    phase: text.phase,
    group: text.group,
    seed: text.seed ? "yes" : "no",
    title: text.title,
    must: text.must ? "yes" : "no",
    why: text.why,
    how: text.how,
    proof: text.proofAccepts,
    evidence_valid_days: text.evidenceValidDays === null ? "never" : String(text.evidenceValidDays),
    applies_to: text.appliesTo === "all" ? "all" : list(text.appliesTo),
    data_classes: list(text.dataClasses),
    goals: list(text.goals),
    threats: list(text.threats),
    mechanisms: list(text.mechanisms),
    proves: list(text.proves),
    refs: list(refs),
    tags: list(text.tags),
  };
}
