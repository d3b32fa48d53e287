import type { z } from "zod";
import type { Mechanism } from "@/lib/domain/catalogue/mechanism";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import { PROPERTY_OWNERS, type PropertyDefinition } from "@/lib/domain/catalogue/property";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { namesIn, parseExpression } from "@/lib/domain/threats/expression";
import { explainIssue } from "../checklist-template/explain-issue";
import { type FileRefusal, type Problem, pathText, refuseFile } from "../problem/problem";
import { type LocatedDocument, readYamlDocument } from "../yaml/read-document";
import { checkReferences } from "./check-references";
import { mechanismOf } from "./mechanism-document";
import type { CatalogueTexts, Report } from "./report";
import { propertyOf, ruleOf } from "./rule-document";
import {
  type MechanismsDocument,
  mechanismsSchema,
  type RulesDocument,
  rulesSchema,
  threatsSchema,
} from "./schema";
import { threatOf } from "./threat-document";

/**
 * Makes the catalogue that numbers are computed with from its three files; all of it or nothing. Every id that one entry
 * names has to exist, every expression has to be usable on its element, every answer has to have a strength.
 *
 * @param hash SHA-256 over the texts, made by the caller
 * @returns every problem with file, entry and what to do
 */
export function parseModelCatalogue(
  texts: CatalogueTexts,
  hash: string,
): Result<ModelCatalogue, FileRefusal> {
  const problems: Problem[] = [];
  const documents = {
    threats: readFile("threats", texts.threats, threatsSchema, problems),
    mechanisms: readFile("mechanisms", texts.mechanisms, mechanismsSchema, problems),
    rules: readFile("rules", texts.rules, rulesSchema, problems),
  };
  const { threats, mechanisms, rules } = documents;
  if (!threats || !mechanisms || !rules) return refuseFile(problems);
  const report: Report = (file, path, message) =>
    problems.push(problemAt(file, documents[file]?.lineOf(path) ?? null, path, message));
  const catalogue: ModelCatalogue = {
    hash,
    versions: {
      attack: threats.data.attack_version,
      cwe: threats.data.cwe_version,
      d3fend: threats.data.d3fend_version,
      nist80053: `Revision ${threats.data.nist80053_revision}`,
    },
    threats: threats.data.threats.map(threatOf),
    mechanisms: mechanismsOf(mechanisms.data, report),
    properties: propertiesOf(rules.data, report),
    rules: rules.data.rules.map(ruleOf),
  };
  if (problems.length === 0)
    checkReferences(
      catalogue,
      {
        overlapGroups: new Set(mechanisms.data.overlap_groups.map(({ id }) => id)),
        coverage: rules.data.coverage,
      },
      report,
    );
  return problems.length > 0 ? refuseFile(problems) : ok(catalogue);
}

interface ReadFile<T> {
  readonly data: T;
  readonly lineOf: LocatedDocument["lineOf"];
}

function readFile<T>(
  file: keyof CatalogueTexts,
  text: string,
  schema: z.ZodType<T>,
  problems: Problem[],
): ReadFile<T> | null {
  const document = readYamlDocument(text);
  if (!document.ok) {
    problems.push(
      ...document.error.problems.map((problem) => ({ ...problem, path: `${file}.yaml: ${problem.path}` })),
    );
    return null;
  }
  const { data, lineOf } = document.value;
  const parsed = schema.safeParse(data);
  if (parsed.success) return { data: parsed.data, lineOf };
  const found = parsed.error.issues.flatMap((issue) => explainIssue(issue, data, lineOf));
  problems.push(...found.map((problem) => ({ ...problem, path: `${file}.yaml: ${problem.path}` })));
  return null;
}

function problemAt(
  file: keyof CatalogueTexts,
  line: number | null,
  path: readonly PropertyKey[],
  message: string,
): Problem {
  return { line, path: `${file}.yaml: ${pathText(path)}`, message };
}

function mechanismsOf(document: MechanismsDocument, report: Report): readonly Mechanism[] {
  return document.mechanisms.flatMap((entry, index) => {
    const mechanism = mechanismOf(entry);
    if (mechanism.ok) return mechanism.value;
    report("mechanisms", ["mechanisms", index, "default_latency_ms"], `${entry.id}: ${mechanism.error}`);
    return [];
  });
}

function propertiesOf(document: RulesDocument, report: Report): readonly PropertyDefinition[] {
  const properties = PROPERTY_OWNERS.flatMap((owner) =>
    Object.entries(document.properties[owner]).flatMap(([id, entry]) => {
      const property = propertyOf(owner, id, entry);
      if (property.ok) return property.value;
      report("rules", ["properties", owner, id], `${owner}.${id}: ${property.error}`);
      return [];
    }),
  );
  return properties.map((property) => withOrigin(property, properties));
}

/** A derived property that names a protective one is as little read as that one. */
function withOrigin(
  property: PropertyDefinition,
  properties: readonly PropertyDefinition[],
): PropertyDefinition {
  const { owner, derivation } = property;
  const parsed = derivation?.expression ? parseExpression(derivation.expression) : null;
  if (!derivation || !parsed?.ok) return property;
  const fromProtective = namesIn(parsed.value).some((name) =>
    properties.some(
      ({ id, owner: of, role }) => of === owner && id === name.property && role === "protective",
    ),
  );
  return { ...property, derivation: { ...derivation, fromProtective } };
}
