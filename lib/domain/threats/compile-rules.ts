import type { PropertyDefinition, PropertyShape, PropertyValue } from "../catalogue/property";
import type { LikelihoodStep, Rule } from "../catalogue/rule";
import type { ThreatId } from "../catalogue/threat";
import { assert } from "../kernel/assert";
import { err, ok, type Result } from "../kernel/result";
import { checkExpression, type FindProperty, finderFor } from "./check-expression";
import {
  type Expression,
  type Literal,
  type Name,
  namesIn,
  parseExpression,
  partsOf,
  replaceNames,
  textOfName,
} from "./expression";

/** Values of some protective properties, by name as in `flow.encryption`. */
export type Assignment = ReadonlyMap<string, PropertyValue>;

export interface CompiledStep {
  readonly step: LikelihoodStep;
  readonly when: Expression;
  /** All values of the protective properties that the step names and the rule does not; one empty one when there are none. */
  readonly assignments: readonly Assignment[];
}

/** A rule that is ready to be tried on elements. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly when: Expression;
  /** All values that the protective properties of the condition can have together; one empty one when there are none. */
  readonly assignments: readonly Assignment[];
  readonly raise: readonly CompiledStep[];
  readonly lower: readonly CompiledStep[];
  /** The structural properties that decide the outcome. */
  readonly structural: readonly Name[];
}

/** Rules by the kind of element on which they are tried, each list in the order of the catalogue. */
export type CompiledRules = Readonly<Record<Rule["appliesTo"], readonly CompiledRule[]>>;

/** More combinations of protective values than this in one rule are refused. */
export const ASSIGNMENTS_MAX = 2_000;

/**
 * Makes the rules of a catalogue ready, once.
 *
 * @throws when one of them cannot be used: the catalogue is checked when it is read
 */
export function compileRules(catalogue: {
  readonly rules: readonly Rule[];
  readonly properties: readonly PropertyDefinition[];
}): CompiledRules {
  const compiled = catalogue.rules.map((rule) => {
    const result = compileRule(rule, catalogue.properties);
    assert(result.ok, `the rule ${rule.id} can be used`);
    return result.value;
  });
  const of = (owner: Rule["appliesTo"]) => compiled.filter(({ rule }) => rule.appliesTo === owner);
  return {
    flow: of("flow"),
    component: of("component"),
    zone: of("zone"),
    path: of("path"),
    system: of("system"),
  };
}

/** The rules that find one threat. */
export function rulesOfThreat(rules: CompiledRules, threat: ThreatId): CompiledRules {
  const of = (list: readonly CompiledRule[]) => list.filter(({ rule }) => rule.threat === threat);
  return {
    flow: of(rules.flow),
    component: of(rules.component),
    zone: of(rules.zone),
    path: of(rules.path),
    system: of(rules.system),
  };
}

/**
 * Makes one rule ready: reads its expressions, writes derived properties out, lists the values of protective ones.
 *
 * @returns what is wrong with the rule, as sentences
 */
export function compileRule(
  rule: Rule,
  properties: readonly PropertyDefinition[],
): Result<CompiledRule, readonly string[]> {
  const find = finderFor(rule.appliesTo, properties);
  const when = readExpression(rule.when, find);
  if (!when.ok) return when;
  const steps = [...rule.likelihood.raise, ...rule.likelihood.lower];
  const read = steps.map((step) => readExpression(step.when, find));
  const refused = read.flatMap((result) => (result.ok ? [] : result.error));
  if (refused.length > 0) return err(refused);
  const stepWhens = read.flatMap((result) => (result.ok ? [result.value] : []));
  const all: Expression = { kind: "and", parts: [when.value, ...stepWhens] };
  const [structural, protective] = parted(namesIn(all), (name) => !isProtective(name, find));
  const valuesOf = (names: readonly Name[]) => combinations(names, all, find);
  const inRule = new Set(namesIn(when.value).map(textOfName));
  const [ofRule, ofSteps] = parted(protective, (name) => inRule.has(textOfName(name)));
  if (countOf(ofRule, all, find) * countOf(ofSteps, all, find) > ASSIGNMENTS_MAX)
    return err([`Name fewer protections: their values make more than ${ASSIGNMENTS_MAX} combinations.`]);
  const compiled = steps.map((step, index): CompiledStep => {
    const expression = stepWhens[index] ?? when.value;
    const named = new Set(namesIn(expression).map(textOfName));
    return {
      step,
      when: expression,
      assignments: valuesOf(ofSteps.filter((name) => named.has(textOfName(name)))),
    };
  });
  const raises = rule.likelihood.raise.length;
  return ok({
    rule,
    when: when.value,
    assignments: valuesOf(ofRule),
    raise: compiled.slice(0, raises),
    lower: compiled.slice(raises),
    structural,
  });
}

/** Reads and checks an expression and writes the derived properties out that can be written in the grammar. */
export function readExpression(text: string, find: FindProperty): Result<Expression, readonly string[]> {
  const parsed = parseExpression(text);
  if (!parsed.ok) return err([`Character ${parsed.error.position + 1} of "${text}": ${parsed.error.reason}`]);
  const problems = checkExpression(parsed.value, find);
  if (problems.length > 0) return err(problems.map((problem) => `In "${text}": ${problem}`));
  return ok(writtenOut(parsed.value, find));
}

function writtenOut(expression: Expression, find: FindProperty): Expression {
  return replaceNames(expression, (name) => {
    const property = find(name);
    const text = property?.derivation?.expression;
    if (!property || !text) return null;
    const parsed = parseExpression(text);
    assert(parsed.ok, `the expression of ${property.owner}.${property.id} can be read`);
    return replaceNames(parsed.value, (inner) =>
      inner.element === property.owner ? { ...inner, element: name.element } : inner,
    );
  });
}

function isProtective(name: Name, find: FindProperty): boolean {
  const property = find(name);
  return property?.role === "protective" || property?.derivation?.fromProtective === true;
}

function countOf(names: readonly Name[], all: Expression, find: FindProperty): number {
  return names.reduce((count, name) => count * candidatesOf(name, all, find).length, 1);
}

function combinations(names: readonly Name[], all: Expression, find: FindProperty): readonly Assignment[] {
  return names.reduce<readonly Assignment[]>(
    (assignments, name) =>
      candidatesOf(name, all, find).flatMap((value) =>
        assignments.map((assignment) => new Map(assignment).set(textOfName(name), value)),
      ),
    [new Map()],
  );
}

/** Values of a protective property between which the rule can tell a difference. */
function candidatesOf(name: Name, all: Expression, find: FindProperty): readonly PropertyValue[] {
  const shape = find(name)?.shape;
  assert(shape !== undefined, `${textOfName(name)} is a property`);
  switch (shape.type) {
    case "boolean":
      return [false, true];
    case "enum":
      return shape.values;
    case "set":
      return [[], ...shape.values.map((value) => [value]), shape.values];
    case "number":
      return numbersAround(shape, literalsBeside(name, all));
  }
}

/** The bounds, the numbers that the rule names, and one number between each two of them. */
function numbersAround(
  { min, max }: Extract<PropertyShape, { type: "number" }>,
  literals: readonly number[],
): readonly number[] {
  const edges = [...new Set([min, ...literals.filter((value) => value > min && value < max), max])].sort(
    (a, b) => a - b,
  );
  return edges.flatMap((edge, index) => {
    const next = edges[index + 1];
    return next === undefined ? [edge] : [edge, (edge + next) / 2];
  });
}

function literalsBeside(name: Name, expression: Expression): readonly number[] {
  const inner = partsOf(expression);
  const isNamed = inner.some((part) => part.kind === "name" && textOfName(part) === textOfName(name));
  const literals: readonly Literal[] = inner.flatMap((part) => (part.kind === "literal" ? [part.value] : []));
  const here = expression.kind === "compare" && isNamed ? literals : [];
  const listed = expression.kind === "in" && isNamed ? expression.list : [];
  return [
    ...[...here, ...listed].filter((value) => typeof value === "number"),
    ...inner.flatMap((part) => literalsBeside(name, part)),
  ];
}

function parted<T>(
  list: readonly T[],
  isFirst: (entry: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [list.filter(isFirst), list.filter((entry) => !isFirst(entry))];
}
