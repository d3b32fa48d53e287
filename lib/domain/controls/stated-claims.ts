import type { Described, ModelElement } from "../architecture/element";
import { elementsOf, type SystemModel } from "../architecture/system-model";
import type { MechanismId } from "../catalogue/mechanism";
import type { PropertyClaim, PropertyDefinition, PropertyValue } from "../catalogue/property";
import { expiryOf } from "../checklists/item-state";
import type { ElementId, UserId, UtcDate } from "../kernel/ids";

/** A claim holds as long as the proof would; this long where no item says. Source: design/model.md, "Evidence, states, credit". */
export const CLAIM_VALID_DAYS = 180;

/** A protection that somebody stated on an element by its properties: a claimed control there, nothing more. */
export interface StatedClaim {
  readonly mechanism: MechanismId;
  readonly elementId: ElementId;
  readonly propertyId: string;
  readonly by: UserId;
  readonly on: UtcDate;
  /** The day on which it lapses; from then on it earns nothing. */
  readonly expiresOn: UtcDate | null;
  readonly holds: boolean;
}

/**
 * Every claim that the typed protective properties of a model make.
 *
 * @param validDaysOf validity of the proof of a mechanism, which its claims share; undefined where no item says
 */
export function statedClaims(
  model: SystemModel,
  definitions: readonly PropertyDefinition[],
  validDaysOf: (mechanism: MechanismId) => number | null | undefined,
  today: UtcDate,
): readonly StatedClaim[] {
  const protective = definitions.filter(({ role, claims }) => role === "protective" && claims.length > 0);
  return elementsOf(model).flatMap((element) =>
    "properties" in element ? claimsOf(element, protective, validDaysOf, today) : [],
  );
}

function claimsOf(
  element: Extract<ModelElement, Described>,
  definitions: readonly PropertyDefinition[],
  validDaysOf: (mechanism: MechanismId) => number | null | undefined,
  today: UtcDate,
): readonly StatedClaim[] {
  return definitions.flatMap((definition) => {
    const value = element.properties[definition.id];
    const stated = element.stated[definition.id];
    if (definition.owner !== element.kind || value === undefined || stated === undefined) return [];
    const mechanisms = definition.claims
      .filter((claim) => claims(claim, value))
      .flatMap((one) => one.mechanisms);
    return [...new Set(mechanisms)].map((mechanism) => {
      const validDays = validDaysOf(mechanism);
      const expiresOn = expiryOf(stated.on, validDays === undefined ? CLAIM_VALID_DAYS : validDays);
      const holds = stated.on <= today && (expiresOn === null || today < expiresOn);
      return { mechanism, elementId: element.id, propertyId: definition.id, ...stated, expiresOn, holds };
    });
  });
}

function claims({ values, atMost, atLeast }: PropertyClaim, value: PropertyValue): boolean {
  if (typeof value === "number")
    return (
      (atMost !== undefined || atLeast !== undefined) &&
      value <= (atMost ?? Number.POSITIVE_INFINITY) &&
      value >= (atLeast ?? Number.NEGATIVE_INFINITY)
    );
  return (typeof value === "string" || typeof value === "boolean") && (values?.includes(value) ?? false);
}
