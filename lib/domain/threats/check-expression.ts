import type { PropertyDefinition, PropertyOwner, PropertyShape } from "../catalogue/property";
import { type Expression, type Literal, type Name, partsOf, textOfName } from "./expression";

/** Elements that an expression may name, by the kind of element that a rule is tried on, with whose properties they have. */
export const SURROUNDINGS: Readonly<Record<PropertyOwner, Readonly<Record<string, PropertyOwner>>>> = {
  flow: {
    flow: "flow",
    source: "component",
    target: "component",
    sourceZone: "zone",
    targetZone: "zone",
    system: "system",
  },
  component: { component: "component", zone: "zone", system: "system" },
  zone: { zone: "zone", system: "system" },
  path: { path: "path", system: "system" },
  system: { system: "system" },
};

/** Finds the definition of a name as it reads on a kind of element; null when there is none. */
export type FindProperty = (name: Name) => PropertyDefinition | null;

/** Looks names up for rules on one kind of element. */
export function finderFor(appliesTo: PropertyOwner, properties: readonly PropertyDefinition[]): FindProperty {
  const byKey = new Map(properties.map((property) => [`${property.owner}.${property.id}`, property]));
  const owners = new Map(Object.entries(SURROUNDINGS[appliesTo]));
  return ({ element, property }) => byKey.get(`${owners.get(element)}.${property}`) ?? null;
}

/**
 * What is wrong with an expression that can be read: names that do not exist on the element, literals that are no value
 * of the property, comparisons of different types, an outcome that is neither true nor false.
 *
 * @returns sentences that say what to do; empty when the expression can be used
 */
export function checkExpression(expression: Expression, find: FindProperty): readonly string[] {
  const problems: string[] = [];
  const type = typeOf(expression, find, problems);
  if (type !== null && type !== "boolean")
    problems.push("Write a condition: this is neither true nor false.");
  return problems;
}

type Type = PropertyShape["type"] | "text";

function typeOf(expression: Expression, find: FindProperty, problems: string[]): Type | null {
  if (expression.kind === "literal") return typeOfLiteral(expression.value);
  if (expression.kind === "name") return typeOfName(expression, find, problems);
  const types = partsOf(expression).map((part) => typeOf(part, find, problems));
  const expects = (wanted: Type, what: string) => {
    if (types.some((type) => type !== null && type !== wanted)) problems.push(what);
  };
  switch (expression.kind) {
    case "arithmetic":
      expects("number", "Calculate with numbers only.");
      return "number";
    case "compare":
      checkCompare(expression, types, find, problems);
      return "boolean";
    case "has":
      expects("set", 'Use "has" and "hasAny" on a set only.');
      checkLiterals(expression.of, expression.list, find, problems);
      return "boolean";
    case "in":
      checkLiterals(expression.of, expression.list, find, problems);
      return "boolean";
    default:
      expects("boolean", 'Join conditions with "and", "or" and "not", each true or false.');
      return "boolean";
  }
}

function typeOfLiteral(value: Literal): Type {
  if (typeof value === "string") return "text";
  return typeof value === "number" ? "number" : "boolean";
}

/** Zones have an id, for comparing the two ends of a flow. */
const isZoneId = ({ element, property }: Name) => /zone$/i.test(element) && property === "id";

function typeOfName(name: Name, find: FindProperty, problems: string[]): Type | null {
  if (isZoneId(name)) return "text";
  const property = find(name);
  if (property) return property.shape.type;
  problems.push(`There is no ${textOfName(name)} here: name a property of an element of this rule.`);
  return null;
}

function checkCompare(
  { operator, left, right }: Extract<Expression, { kind: "compare" }>,
  types: readonly (Type | null)[],
  find: FindProperty,
  problems: string[],
): void {
  const [a, b] = types;
  if (operator !== "==" && operator !== "!=") {
    if (types.some((type) => type !== null && type !== "number"))
      problems.push(`Compare numbers with ${operator}, nothing else.`);
    return;
  }
  if (right.kind === "literal") checkLiterals(left, [right.value], find, problems);
  else if (a !== b && a && b) problems.push("Compare values of the same type.");
}

function checkLiterals(
  of: Expression,
  list: readonly Literal[],
  find: FindProperty,
  problems: string[],
): void {
  const shape = of.kind === "name" ? find(of)?.shape : undefined;
  if (!shape) return;
  const wrong = list.filter((value) => !isValueOf(shape, value));
  if (wrong.length > 0 && of.kind === "name")
    problems.push(
      `${wrong.map((value) => `"${value}"`).join(", ")} is no value of ${textOfName(of)}: correct it.`,
    );
}

function isValueOf(shape: PropertyShape, value: Literal): boolean {
  if (shape.type === "number") return typeof value === "number";
  if (shape.type === "boolean") return typeof value === "boolean";
  return typeof value === "string" && shape.values.includes(value);
}
