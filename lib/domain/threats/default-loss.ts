import type { PropertyValues } from "../catalogue/property";
import type { DefaultLoss, Threat } from "../catalogue/threat";
import type { SystemType } from "../systems/vocabulary";
import { holds } from "./evaluate-expression";
import { parseExpression } from "./expression";

/**
 * What a threat costs in a system until its team gives its own numbers: the catalogue's, or those of the first variant whose
 * condition is known to hold.
 *
 * @param properties of the system as a whole
 */
export function defaultLossOf(
  { loss, lossVariants }: Pick<Threat, "loss" | "lossVariants">,
  type: SystemType,
  properties: PropertyValues,
): DefaultLoss {
  const values: PropertyValues = { ...properties, type };
  const variant = lossVariants.find(({ when }) => {
    const parsed = parseExpression(when);
    return parsed.ok && holds(parsed.value, ({ property }) => values[property]) === true;
  });
  return variant?.loss ?? loss;
}
