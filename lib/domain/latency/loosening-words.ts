import type { FieldChange } from "../kernel/field-change";
import type { Loosening } from "./budget";

const percent = (probability: number) => `p${Number((probability * 100).toFixed(2))}`;

/**
 * What a change of budgets loosens, ready to be read by whoever decides about it.
 *
 * @param hopName F-12 Web to API, for the id of a flow
 */
export function looseningChanges(
  loosenings: readonly Loosening[],
  hopName: (hopId: string) => string,
): readonly FieldChange[] {
  return loosenings.map((loosening) => looseningChange(loosening, hopName));
}

function looseningChange(loosening: Loosening, hopName: (hopId: string) => string): FieldChange {
  switch (loosening.kind) {
    case "path-dropped":
      return { field: "Budget", before: "In force", after: null };
    case "hop-dropped":
      return { field: `Covers ${hopName(loosening.hopId)}`, before: "Yes", after: "No" };
    case "limit-raised":
      return {
        field: "Limit",
        before: `${loosening.msBefore}\u00a0ms`,
        after: `${loosening.msAfter}\u00a0ms`,
      };
    case "percentile-lowered":
      return {
        field: "Percentile",
        before: percent(loosening.percentileBefore),
        after: percent(loosening.percentileAfter),
      };
  }
}
