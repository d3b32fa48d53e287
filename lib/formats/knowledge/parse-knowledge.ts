import type { Knowledge } from "@/lib/domain/catalogue/knowledge";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { explainIssue } from "../checklist-template/explain-issue";
import { type FileRefusal, refuseFile } from "../problem/problem";
import { readYamlDocument } from "../yaml/read-document";
import { checkKnowledge } from "./check-knowledge";
import type { KnownIds } from "./known-ids";
import { type KnowledgeDocument, knowledgeSchema } from "./schema";

/**
 * Makes the knowledge catalogue from its file; all of it or nothing. Every threat, mechanism, item, standard, kind of
 * component and check that an entry names has to exist.
 *
 * @returns every problem with its line, its place and what to do
 */
export function parseKnowledge(text: string, known: KnownIds): Result<Knowledge, FileRefusal> {
  const document = readYamlDocument(text);
  if (!document.ok) return document;
  const { data, lineOf } = document.value;
  const parsed = knowledgeSchema.safeParse(data);
  if (!parsed.success)
    return refuseFile(parsed.error.issues.flatMap((issue) => explainIssue(issue, data, lineOf)));
  const problems = checkKnowledge(parsed.data, known, lineOf);
  return problems.length > 0 ? refuseFile(problems) : ok(knowledgeOf(parsed.data));
}

function knowledgeOf(document: KnowledgeDocument): Knowledge {
  const { basics, goals, practices, tools, standards, trends } = document;
  return {
    basics,
    goals,
    systemTypes: document.system_types,
    trustLevels: document.trust_levels,
    patterns: document.patterns.map(({ tiers, ...rest }) => ({
      ...rest,
      tiers: tiers.map(({ name, limit_per_s }) => ({ name, limitPerS: limit_per_s })),
    })),
    antiPatterns: document.anti_patterns.map(({ why_it_fails, looks_like, ...rest }) => ({
      ...rest,
      whyItFails: why_it_fails,
      looksLike: looks_like,
    })),
    practices,
    failureModes: document.failure_modes.map(({ max_duration_s, component_kinds, ...rest }) => ({
      ...rest,
      durationSMax: max_duration_s,
      componentKinds: component_kinds,
    })),
    metrics: document.metrics.map(({ first_step, ...rest }) => ({ ...rest, firstStep: first_step })),
    tools,
    standards,
    trends,
  };
}
