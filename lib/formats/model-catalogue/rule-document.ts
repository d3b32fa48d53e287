import type { PropertyDefinition, PropertyOwner, PropertyShape } from "@/lib/domain/catalogue/property";
import type { Rule } from "@/lib/domain/catalogue/rule";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { PropertyDocument, RuleDocument } from "./schema";

/** A rule as the product uses it. */
export function ruleOf(document: RuleDocument): Rule {
  const { applies_to, cwe_note, when_words, answered_by, false_positives, ...rest } = document;
  return {
    ...rest,
    appliesTo: applies_to,
    cweNote: cwe_note ?? null,
    whenWords: when_words,
    answeredBy: answered_by,
    falsePositives: false_positives,
  };
}

/** A property as the product uses it; refused with a sentence where its parts do not go together. */
export function propertyOf(
  owner: PropertyOwner,
  id: string,
  document: PropertyDocument,
): Result<PropertyDefinition, string> {
  const { role, group, label, meaning } = document;
  const shape = shapeOf(document);
  if (!shape.ok) return shape;
  const derivation = derivationOf(document);
  if (!derivation.ok) return derivation;
  if (role !== "protective" && document.claims.length > 0)
    return err("Only a protective property makes claims.");
  const claims = document.claims.map(({ values, at_most, at_least, mechanisms }) => ({
    ...(values ? { values } : {}),
    ...(at_most === undefined ? {} : { atMost: at_most }),
    ...(at_least === undefined ? {} : { atLeast: at_least }),
    mechanisms,
  }));
  const wrong = claims.find((claim) => !fits(claim, shape.value));
  if (wrong) return err("Let each claim name values of the property, or for a number at_most or at_least.");
  return ok({
    id,
    owner,
    role,
    group,
    label,
    meaning,
    shape: shape.value,
    claims,
    derivation: derivation.value,
  });
}

function shapeOf({ type, values, unit, min, max }: PropertyDocument): Result<PropertyShape, string> {
  if (type === "boolean") return ok({ type });
  if (type === "number")
    return min !== undefined && max !== undefined && min < max
      ? ok({ type, unit: unit ?? null, min, max })
      : err("Give a number its min and max.");
  return values ? ok({ type, values }) : err(`List the values of this ${type}.`);
}

function derivationOf(document: PropertyDocument): Result<PropertyDefinition["derivation"], string> {
  const { role, expression, computed, from } = document;
  if (role !== "derived")
    return expression || computed || from
      ? err("Only a derived property says how it is computed.")
      : ok(null);
  if (expression && !computed) return ok({ expression, how: expression, fromProtective: false });
  return computed && from && !expression
    ? ok({ expression: null, how: computed, fromProtective: from === "protective" })
    : err("Give a derived property an expression, or else computed and from.");
}

function fits(claim: PropertyDefinition["claims"][number], shape: PropertyShape): boolean {
  const { values, atMost, atLeast } = claim;
  if (shape.type === "number") return !values && (atMost !== undefined || atLeast !== undefined);
  if (!values || atMost !== undefined || atLeast !== undefined) return false;
  return values.every((value) =>
    shape.type === "boolean"
      ? typeof value === "boolean"
      : typeof value === "string" && shape.values.includes(value),
  );
}
