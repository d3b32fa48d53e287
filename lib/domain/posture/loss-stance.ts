import type { Defence } from "../roi/expected-loss";
import type { PostureView } from "./posture-view";
import type { LossStance } from "./simulate-losses";

/** Of a threat that the view does not count; a page needs nothing else of what losses are computed with. */
const NO_DEFENCE: Defence = { residual: 1, lossReduction: 0 };

/**
 * A view of a system as its simulation takes it.
 *
 * @param threats the simulation's scenarios, in its order
 */
export function stanceOf(
  { scenarios, money }: Pick<PostureView, "scenarios" | "money">,
  threats: readonly string[],
): LossStance {
  const defences = new Map(scenarios.map(({ threat, money: one }) => [threat.id, one?.defence]));
  return {
    defences: threats.map((threat) => defences.get(threat) ?? NO_DEFENCE),
    costPerYear: money.costPerYear,
  };
}
