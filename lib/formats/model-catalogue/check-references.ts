import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { PropertyValues } from "@/lib/domain/catalogue/property";
import type { Rule } from "@/lib/domain/catalogue/rule";
import type { Threat } from "@/lib/domain/catalogue/threat";
import { distributionOf } from "@/lib/domain/quantity/quantity";
import { finderFor, SURROUNDINGS } from "@/lib/domain/threats/check-expression";
import { compileRule, readExpression } from "@/lib/domain/threats/compile-rules";
import type { Report } from "./report";

/** What stands in the files beside the catalogue itself. */
interface Beside {
  readonly overlapGroups: ReadonlySet<string>;
  readonly coverage: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Checks that everything that an entry names exists, and that every expression can be used where it stands. */
export function checkReferences(catalogue: ModelCatalogue, beside: Beside, report: Report): void {
  checkUnique(catalogue, report);
  checkMechanisms(catalogue, beside, report);
  checkThreats(catalogue, report);
  checkProperties(catalogue, report);
  for (const [index, rule] of catalogue.rules.entries()) checkRule(rule, index, catalogue, report);
  const rules = idsOf(catalogue.rules);
  for (const [part, entries] of Object.entries(beside.coverage))
    for (const [name, ids] of Object.entries(entries))
      expectKnown(ids, rules, "rule", (message) => report("rules", ["coverage", part, name], message));
}

const idsOf = (entries: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(entries.map(({ id }) => id));

function expectKnown(
  ids: readonly string[],
  known: ReadonlySet<string>,
  what: string,
  say: (message: string) => void,
): void {
  for (const id of ids)
    if (!known.has(id)) say(`There is no ${what} "${id}": correct its spelling or remove it.`);
}

function checkUnique(catalogue: ModelCatalogue, report: Report): void {
  for (const file of ["threats", "mechanisms", "rules"] as const) {
    const seen = new Set<string>();
    for (const [index, { id }] of catalogue[file].entries()) {
      if (seen.has(id)) report(file, [file, index, "id"], `"${id}" stands here twice: keep one of them.`);
      seen.add(id);
    }
  }
}

function checkMechanisms({ mechanisms }: ModelCatalogue, { overlapGroups }: Beside, report: Report): void {
  const known = idsOf(mechanisms);
  for (const [index, mechanism] of mechanisms.entries()) {
    const at = (field: string) => (message: string) =>
      report("mechanisms", ["mechanisms", index, field], `${mechanism.id}: ${message}`);
    expectKnown([mechanism.overlapGroup], overlapGroups, "overlap group", at("overlap_group"));
    expectKnown(mechanism.requires, known, "mechanism", at("requires"));
    expectKnown(mechanism.requiresAny, known, "mechanism", at("requires_any"));
    expectKnown(
      mechanism.conflicts.map(({ id }) => id),
      known,
      "mechanism",
      at("conflicts"),
    );
    expectKnown(mechanism.latencyContains, known, "mechanism", at("default_latency_ms"));
    for (const amount of [mechanism.cost.oneOffAmount, mechanism.cost.perYearAmount])
      if (!distributionOf(amount).ok)
        at("default_cost_usd")("Give three rising amounts above 0, or the same three times.");
  }
}

function checkThreats({ threats, mechanisms, properties }: ModelCatalogue, report: Report): void {
  const known = idsOf(mechanisms);
  for (const [index, threat] of threats.entries()) {
    const at = (field: string) => (message: string) =>
      report("threats", ["threats", index, field], `${threat.id}: ${message}`);
    checkStrengths(threat, known, at("mechanisms"));
    for (const { when } of threat.lossVariants) {
      const read = readExpression(when, finderFor("system", properties));
      if (!read.ok) for (const problem of read.error) at("loss")(problem);
    }
  }
}

function checkStrengths(
  { strengths }: Threat,
  known: ReadonlySet<string>,
  say: (message: string) => void,
): void {
  expectKnown(
    strengths.map(({ mechanism }) => mechanism),
    known,
    "mechanism",
    say,
  );
  const rows = strengths.map((row) => `${row.mechanism} ${row.function}`);
  for (const row of new Set(rows.filter((one, place) => rows.indexOf(one) !== place)))
    say(`"${row}" stands here twice: keep one of them.`);
  for (const { strength, mechanism, stronger } of strengths)
    if (stronger && stronger.strength <= strength)
      say(`Let the stronger strength of ${mechanism} be above ${strength}.`);
}

function checkProperties({ properties, mechanisms }: ModelCatalogue, report: Report): void {
  const known = idsOf(mechanisms);
  for (const { owner, id, derivation, claims } of properties) {
    const say = (message: string) => report("rules", ["properties", owner, id], `${owner}.${id}: ${message}`);
    if (derivation?.expression) {
      const read = readExpression(`(${derivation.expression}) == true`, finderFor(owner, properties));
      const isNumber = properties.some(
        (property) => property.owner === owner && property.id === id && property.shape.type === "number",
      );
      if (!read.ok && !isNumber) for (const problem of read.error) say(problem);
    }
    for (const claim of claims) expectKnown(claim.mechanisms, known, "mechanism", say);
  }
}

function checkRule(rule: Rule, index: number, catalogue: ModelCatalogue, report: Report): void {
  const at = (...path: readonly PropertyKey[]) => {
    return (message: string) => report("rules", ["rules", index, ...path], `${rule.id}: ${message}`);
  };
  const threat = catalogue.threats.find(({ id }) => id === rule.threat);
  if (!threat) at("threat")(`There is no threat "${rule.threat}": correct its spelling.`);
  expectKnown(rule.answeredBy, idsOf(catalogue.mechanisms), "mechanism", at("answered_by"));
  if (threat) checkAnswers(rule, threat, at("answered_by"));
  if (rule.cwe.length === 0 && rule.cweNote === null)
    at("cwe")("Name a CWE entry, or say in cwe_note why none fits.");
  const compiled = compileRule(rule, catalogue.properties);
  if (!compiled.ok) for (const problem of compiled.error) at("when")(problem);
  for (const placeholder of rule.text.match(/\{\w+\}/g) ?? [])
    if (!Object.hasOwn(SURROUNDINGS[rule.appliesTo], placeholder.slice(1, -1)))
      at("text")(`${placeholder} is no element of this rule: correct it.`);
  checkExample(rule.examples.fires, rule, catalogue, at("examples", "fires"));
  checkExample(rule.examples.quiet, rule, catalogue, at("examples", "quiet"));
}

function checkAnswers(rule: Rule, threat: Threat, say: (message: string) => void): void {
  const strong = new Set(
    threat.strengths.filter(({ strength }) => strength > 0).map(({ mechanism }) => mechanism),
  );
  for (const mechanism of rule.answeredBy)
    if (!strong.has(mechanism))
      say(`"${mechanism}" has no strength against ${threat.id}: rate it in threats.yaml or remove it.`);
}

function checkExample(
  example: Readonly<Record<string, PropertyValues>>,
  rule: Rule,
  { properties }: ModelCatalogue,
  say: (message: string) => void,
): void {
  const find = finderFor(rule.appliesTo, properties);
  for (const [element, values] of Object.entries(example))
    for (const property of Object.keys(values)) {
      const isZoneId = /zone$/i.test(element) && property === "id";
      if (!isZoneId && !find({ kind: "name", element, property }))
        say(`There is no ${element}.${property} here: correct it.`);
    }
}
