import type { PropertyValue } from "../catalogue/property";
import { type CompareOperator, type Expression, type Name, partsOf, textOfName } from "./expression";

/** What is known of a name; undefined when nobody stated it. */
export type Environment = (name: Name) => PropertyValue | undefined;
type Known = PropertyValue | undefined;

/**
 * The truth of a condition in the three-valued logic of Kleene: "and" is false as soon as one side is, "or" true as soon
 * as one side is, everything else with an unknown part is unknown.
 *
 * @returns undefined when it is unknown, also where a value is of another type than the condition expects
 */
export function holds(expression: Expression, environment: Environment): boolean | undefined {
  const value = resolve(expression, environment);
  return typeof value === "boolean" ? value : undefined;
}

/**
 * The names that keep a condition from being known, each once: an unknown name beside a false part of an "and" does not
 * matter.
 *
 * @returns empty when the condition is known
 */
export function missing(expression: Expression, environment: Environment): readonly Name[] {
  const names = new Map<string, Name>();
  const collect = (part: Expression): void => {
    if (resolve(part, environment) !== undefined) return;
    if (part.kind === "name") names.set(textOfName(part), part);
    for (const inner of partsOf(part)) collect(inner);
  };
  collect(expression);
  return [...names.values()];
}

function resolve(expression: Expression, environment: Environment): Known {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "name":
      return environment(expression);
    case "arithmetic":
      return arithmetic(expression.operator, [expression.left, expression.right], environment);
    case "compare":
      return compare(
        expression.operator,
        resolve(expression.left, environment),
        resolve(expression.right, environment),
      );
    case "in": {
      const value = resolve(expression.of, environment);
      return value === undefined || typeof value === "object" ? undefined : expression.list.includes(value);
    }
    case "has": {
      const set = resolve(expression.of, environment);
      return typeof set === "object" ? set.some((entry) => expression.list.includes(entry)) : undefined;
    }
    case "not": {
      const value = holds(expression.of, environment);
      return value === undefined ? undefined : !value;
    }
    case "and":
      return joined(expression.parts, environment, false);
    case "or":
      return joined(expression.parts, environment, true);
  }
}

/** "and" is decided by one false part, "or" by one true part. */
function joined(parts: readonly Expression[], environment: Environment, deciding: boolean): Known {
  let open = false;
  for (const part of parts) {
    const value = holds(part, environment);
    if (value === deciding) return deciding;
    if (value === undefined) open = true;
  }
  return open ? undefined : !deciding;
}

function arithmetic(
  operator: "+" | "-" | "*",
  [first, second]: readonly [Expression, Expression],
  environment: Environment,
): Known {
  const left = resolve(first, environment);
  const right = resolve(second, environment);
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (operator === "+") return left + right;
  return operator === "-" ? left - right : left * right;
}

function compare(operator: CompareOperator, left: Known, right: Known): Known {
  if (left === undefined || right === undefined || typeof left !== typeof right) return undefined;
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
