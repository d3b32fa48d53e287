import { err, ok, type Result } from "../kernel/result";

/** Controls to choose from, all effects independent. */
export interface SubsetChoice {
  readonly controls: readonly {
    readonly costAmount: number;
    readonly ms: number;
    /** Effect on each threat, within [0, 1]. */
    readonly effects: readonly number[];
  }[];
  /** Expected loss per year of each threat without them. */
  readonly lossPerYear: readonly number[];
  readonly costAmountMax: number;
  readonly msMax: number;
}

export interface BestSubset {
  readonly lossPerYearLeft: number;
  /** Indices of the chosen controls, rising. */
  readonly chosen: readonly number[];
  readonly costAmount: number;
  readonly ms: number;
}

/** More than this needs a solver. */
export const SUBSET_CONTROLS_MAX = 24;
const ROUNDING = 1e-9;

/**
 * The affordable set of controls that leaves the least expected loss, by trying all sets that can still be better: the
 * proof that a solver's answer on small choices is checked against.
 *
 * @returns a refusal for more than 24 controls
 * Source: design/risk.md, "One model", 9, with ρ = 0.
 */
export function bestSubset(
  choice: SubsetChoice,
): Result<BestSubset, { readonly code: "too-many"; readonly reason: string }> {
  const { controls, lossPerYear } = choice;
  if (controls.length > SUBSET_CONTROLS_MAX)
    return err({ code: "too-many", reason: `Choose among at most ${SUBSET_CONTROLS_MAX} controls.` });
  const leftAtBest = floorsOf(choice);
  let best: BestSubset = { lossPerYearLeft: sum(lossPerYear), chosen: [], costAmount: 0, ms: 0 };
  const visit = (index: number, left: readonly number[], at: BestSubset): void => {
    if (at.lossPerYearLeft < best.lossPerYearLeft) best = at;
    const control = controls[index];
    const bound = left.reduce((total, loss, threat) => total + loss * (leftAtBest[index]?.[threat] ?? 1), 0);
    if (control === undefined || bound >= best.lossPerYearLeft) return;
    const costAmount = at.costAmount + control.costAmount;
    const ms = at.ms + control.ms;
    if (costAmount <= choice.costAmountMax * (1 + ROUNDING) && ms <= choice.msMax * (1 + ROUNDING)) {
      const after = left.map((loss, threat) => loss * (1 - (control.effects[threat] ?? 0)));
      visit(index + 1, after, { lossPerYearLeft: sum(after), chosen: [...at.chosen, index], costAmount, ms });
    }
    visit(index + 1, left, at);
  };
  visit(0, lossPerYear, best);
  return ok(best);
}

/** For each control, what would be left of each threat if it and all after it were chosen: no set can do better. */
function floorsOf({ controls, lossPerYear }: SubsetChoice): readonly (readonly number[])[] {
  let floor: readonly number[] = lossPerYear.map(() => 1);
  const floors = [floor];
  for (const { effects } of controls.toReversed()) {
    floor = floor.map((left, threat) => left * (1 - (effects[threat] ?? 0)));
    floors.unshift(floor);
  }
  return floors;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
