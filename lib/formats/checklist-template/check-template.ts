import type { TemplateDraft } from "@/lib/domain/checklists/item-text";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { type FileRefusal, type Problem, pathText, quoted, refuseFile } from "../problem/problem";
import type { LocatedDocument } from "../yaml/read-document";
import { explainIssue } from "./explain-issue";
import { draftOf } from "./item-document";
import { type ItemDocument, LIMITS, type TemplateDocument, templateSchema } from "./schema";
import type { Standards } from "./standards";

/** What the catalogue knows; ids outside of it are refused. Leave out what is not known either. */
export interface KnownIds {
  readonly standards?: Standards;
  readonly threats?: ReadonlySet<string>;
  readonly mechanisms?: ReadonlySet<string>;
}

export interface ParsedTemplate {
  readonly draft: TemplateDraft;
  /** What was left aside without harm, line by line. */
  readonly warnings: readonly Problem[];
}

/**
 * Checks a whole template and takes all of it or nothing.
 *
 * Beyond the schema: ids are used once (upper and lower case count as the same), no design item proves a mechanism,
 * and threats, mechanisms and references exist as far as `known` can tell.
 */
export function checkTemplate(
  { data, lineOf }: LocatedDocument,
  known: KnownIds,
): Result<ParsedTemplate, FileRefusal> {
  const count = itemsOf(data).length;
  if (count > LIMITS.items)
    return refuseFile([
      {
        line: lineOf(["items"]),
        path: "items",
        message: `List at most ${LIMITS.items} items; found ${count}. Split the template.`,
      },
    ]);
  const report: Problem[] = [];
  const at = (path: readonly PropertyKey[], message: string) =>
    report.push({ line: lineOf(path), path: pathText(path), message });
  checkKeys(idsOf(data), lineOf, at);
  const parsed = templateSchema.safeParse(data);
  if (!parsed.success)
    return refuseFile([
      ...report,
      ...parsed.error.issues.flatMap((issue) => explainIssue(issue, data, lineOf)),
    ]);
  for (const [index, item] of parsed.data.items.entries()) {
    checkProves(item, index, at);
    checkCatalogueIds(item, index, known, at);
    checkRefs(item, index, parsed.data, known.standards, at);
  }
  return report.length > 0 ? refuseFile(report) : ok({ draft: draftOf(parsed.data), warnings: [] });
}

type At = (path: readonly PropertyKey[], message: string) => void;

function itemsOf(data: unknown): readonly unknown[] {
  return typeof data === "object" && data !== null && "items" in data && Array.isArray(data.items)
    ? data.items
    : [];
}

/** The ids as they stand in the file, whatever else is wrong with it; null where there is none. */
function idsOf(data: unknown): readonly (string | null)[] {
  return itemsOf(data).map((item) =>
    typeof item === "object" && item !== null && "id" in item && typeof item.id === "string" && item.id !== ""
      ? item.id
      : null,
  );
}

function checkKeys(ids: readonly (string | null)[], lineOf: LocatedDocument["lineOf"], at: At): void {
  const seen = new Map<string, number>();
  for (const [index, id] of ids.entries()) {
    if (id === null) continue;
    const first = seen.get(id.toLowerCase());
    if (first === undefined) seen.set(id.toLowerCase(), index);
    else
      at(
        ["items", index, "id"],
        `The id ${quoted(id)} is already used on line ${lineOf(["items", first, "id"])}: give this item another one.`,
      );
  }
}

function checkProves({ phase, proves }: ItemDocument, index: number, at: At): void {
  if (phase === "design" && proves.length > 0)
    at(
      ["items", index, "proves"],
      "An item of the design phase proves no mechanism: name it under mechanisms instead.",
    );
}

function checkCatalogueIds(item: ItemDocument, index: number, known: KnownIds, at: At): void {
  const fields = [
    ["threats", "threat", known.threats],
    ["mechanisms", "mechanism", known.mechanisms],
    ["proves", "mechanism", known.mechanisms],
  ] as const;
  for (const [field, kind, ids] of fields)
    for (const id of item[field])
      if (ids && !ids.has(id))
        at(
          ["items", index, field],
          `The catalogue has no ${kind} ${quoted(id)}: use one of its ids or remove this one.`,
        );
}

function checkRefs(
  { refs }: ItemDocument,
  index: number,
  { standards }: TemplateDocument,
  known: Standards | undefined,
  at: At,
): void {
  if (!known) return;
  for (const [standard, ids] of Object.entries(refs)) {
    const path = ["items", index, "refs", standard];
    const pattern = known.get(standard)?.pattern;
    if (!pattern && !Object.hasOwn(standards, standard))
      at(
        path,
        `The standard ${quoted(standard)} is not known: declare it under standards, or correct its id.`,
      );
    for (const id of ids)
      if (pattern && !pattern.test(id))
        at(path, `${quoted(id)} does not look like an id of ${known.get(standard)?.name}: correct it.`);
  }
}
