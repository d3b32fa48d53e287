import { COORDINATIONS } from "@/lib/domain/architecture/vocabulary";
import { GOALS } from "@/lib/domain/checklists/vocabulary";
import { SYSTEM_TYPES } from "@/lib/domain/systems/vocabulary";
import { type Problem, pathText } from "../problem/problem";
import type { KnownIds } from "./known-ids";
import type { KnowledgeDocument } from "./schema";

type Path = readonly PropertyKey[];
type Say = (path: Path, message: string) => void;

/** What an entry points to must exist; ids stand once; what closed lists hold has one entry each. */
export function checkKnowledge(
  document: KnowledgeDocument,
  known: KnownIds,
  lineOf: (path: Path) => number | null,
): readonly Problem[] {
  const problems: Problem[] = [];
  const say: Say = (path, message) => problems.push({ line: lineOf(path), path: pathText(path), message });
  const { version: _version, ...sections } = document;
  for (const [section, entries] of Object.entries(sections))
    for (const [index, entry] of entries.entries()) {
      const at = [section, index];
      if (entries.findIndex(({ id }) => id === entry.id) !== index)
        say([...at, "id"], `"${entry.id}" stands here twice: keep one of them.`);
      expectKnown(entry.threats, known.threats, "threat", [...at, "threats"], say);
      expectKnown(entry.mechanisms, known.mechanisms, "mechanism", [...at, "mechanisms"], say);
      expectKnown(entry.items, known.items, "item of the checklist", [...at, "items"], say);
    }
  checkPatterns(document, known, say);
  checkAntiPatterns(document, known, say);
  expectAll(document.goals, GOALS, "goals", say);
  expectAll(document.system_types, SYSTEM_TYPES, "system_types", say);
  expectAll(document.trust_levels, COORDINATIONS, "trust_levels", say);
  for (const [index, { standard }] of document.standards.entries())
    if (standard !== null)
      expectKnown([standard], known.standards, "standard", ["standards", index, "standard"], say);
  for (const [index, { component_kinds }] of document.failure_modes.entries()) {
    const at = ["failure_modes", index, "component_kinds"];
    expectKnown(component_kinds, known.componentKinds, "kind of component", at, say);
  }
  return problems;
}

function expectKnown(
  ids: readonly string[],
  known: ReadonlySet<string>,
  what: string,
  at: Path,
  say: Say,
): void {
  for (const id of ids)
    if (!known.has(id)) say(at, `There is no ${what} "${id}": correct its spelling or remove it.`);
}

/** Words that the product itself uses have an entry each. */
function expectAll(
  entries: readonly { readonly id: string }[],
  words: readonly string[],
  section: string,
  say: Say,
): void {
  for (const word of words)
    if (!entries.some(({ id }) => id === word)) say([section], `"${word}" is missing: add an entry.`);
}

function checkPatterns({ patterns }: KnowledgeDocument, known: KnownIds, say: Say): void {
  for (const [index, { mechanisms, principles, layers }] of patterns.entries()) {
    const inside = [
      ...principles.flatMap((principle) => principle.mechanisms),
      ...layers.flatMap(({ parts }) => parts.map(({ mechanism }) => mechanism)),
    ];
    expectKnown(inside, known.mechanisms, "mechanism", ["patterns", index], say);
    const items = layers.flatMap((layer) => layer.items);
    expectKnown(items, known.items, "item of the checklist", ["patterns", index, "layers"], say);
    for (const mechanism of new Set(inside))
      if (!mechanisms.includes(mechanism))
        say(
          ["patterns", index, "mechanisms"],
          `List "${mechanism}" here too: a part of the pattern names it.`,
        );
  }
}

/** A check is promised where the product has one, and nowhere else. */
function checkAntiPatterns({ anti_patterns }: KnowledgeDocument, { checks }: KnownIds, say: Say): void {
  for (const [index, { id, check }] of anti_patterns.entries()) {
    const at = ["anti_patterns", index, "check"];
    if (check !== null && !checks.has(id)) say(at, `Nothing computes "${id}": remove the check.`);
    if (check === null && checks.has(id)) say(at, `"${id}" is computed: say here what the check looks at.`);
  }
  for (const id of checks)
    if (!anti_patterns.some((entry) => entry.id === id))
      say(["anti_patterns"], `"${id}" is computed, but there is no such anti-pattern: add it.`);
}
