import type { UtcDate } from "../kernel/ids";
import type { SystemKind } from "./applicability";
import { factsOf, type Item } from "./item";
import { itemState } from "./item-state";
import { type Progress, progressOf } from "./progress";

/** Progress of one system over all phases on a day, from its items as they are kept. */
export function progressOfSystem(items: readonly Item[], system: SystemKind, today: UtcDate): Progress {
  return progressOf(
    items.map((item) => ({
      phase: item.phase,
      must: item.text.must,
      standing: itemState(factsOf(item, system), today),
    })),
  );
}
