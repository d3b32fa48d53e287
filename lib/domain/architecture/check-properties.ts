import type { PropertyDefinition, PropertyOwner, PropertyValue, PropertyValues } from "../catalogue/property";
import type { Issue } from "../kernel/refusal";

/**
 * What is wrong with the properties of an element: unknown names, computed ones, values of another shape.
 *
 * @returns one issue per property, by its name; none where all is well
 */
export function checkProperties(
  owner: PropertyOwner,
  values: PropertyValues,
  definitions: readonly PropertyDefinition[],
): readonly Issue[] {
  return Object.entries(values).flatMap(([id, value]) => {
    const definition = definitions.find((one) => one.owner === owner && one.id === id);
    if (!definition) return [{ path: id, message: `A ${owner} has no property called ${id}.` }];
    if (definition.role === "derived")
      return [{ path: id, message: `${definition.label} is computed from the drawing; leave it out.` }];
    const message = shapeIssue(definition, value);
    return message === null ? [] : [{ path: id, message }];
  });
}

function shapeIssue({ label, shape }: PropertyDefinition, value: PropertyValue): string | null {
  switch (shape.type) {
    case "boolean":
      return typeof value === "boolean" ? null : `${label} is yes or no.`;
    case "number":
      return typeof value === "number" && value >= shape.min && value <= shape.max
        ? null
        : `${label} is a number from ${shape.min} to ${shape.max}.`;
    case "enum":
      return typeof value === "string" && shape.values.includes(value)
        ? null
        : `${label} is one of: ${shape.values.join(", ")}.`;
    case "set":
      return Array.isArray(value) &&
        value.every((one) => shape.values.includes(one)) &&
        new Set(value).size === value.length
        ? null
        : `${label} holds some of: ${shape.values.join(", ")}.`;
  }
}

/** Whether two values of a property say the same; the order within a set says nothing. */
export function sameValue(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  return a.length === b.length && a.every((one) => b.includes(one));
}
