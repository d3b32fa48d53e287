/**
 * Returns per year of money spent on security; 1 is 100 %. A return on nothing spent has no number: null.
 *
 * Source: design/model.md, "Money"; ENISA 2012, Introduction to Return on Security Investment.
 */

/** (expected loss without controls − with today's − their cost) / their cost. */
export function returnToday(
  lossPerYearWithout: number,
  lossPerYearToday: number,
  costPerYearToday: number,
): number | null {
  return ratio(lossPerYearWithout - lossPerYearToday - costPerYearToday, costPerYearToday);
}

/** What a plan adds to today: (expected loss today − with the plan − added cost) / added cost; null unless it adds cost. */
export function returnOfPlan(
  today: { readonly lossPerYear: number; readonly costPerYear: number },
  plan: { readonly lossPerYear: number; readonly costPerYear: number },
): number | null {
  const addedCost = plan.costPerYear - today.costPerYear;
  return addedCost <= 0 ? null : ratio(today.lossPerYear - plan.lossPerYear - addedCost, addedCost);
}

/** Return on security investment of one solution that removes a share of an expected loss. */
export function rosi(lossPerYear: number, mitigation: number, costPerYear: number): number | null {
  return ratio(lossPerYear * mitigation - costPerYear, costPerYear);
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
