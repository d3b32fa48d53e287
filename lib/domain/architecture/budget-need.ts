import type { ApprovalNeed } from "../approvals/need";
import type { FieldChange } from "../kernel/field-change";
import { looseningsOf, type PathBudget } from "../latency/budget";
import { looseningChanges } from "../latency/loosening-words";
import { readable } from "./check-whole";
import { flowsIn } from "./flow-tree";
import type { SystemModel } from "./system-model";

/** The budgets of a model with the hops that each covers: those that a request waits for. */
export function pathBudgets({ paths, flows }: Pick<SystemModel, "paths" | "flows">): readonly PathBudget[] {
  const unwaited = new Set(
    flows.filter(({ properties }) => properties["asynchronous"] === true).map(({ id }) => id),
  );
  return paths.flatMap(({ id, tree, budget }) =>
    budget
      ? [{ ...budget, pathId: id, hopIds: [...new Set(flowsIn(tree))].filter((flow) => !unwaited.has(flow)) }]
      : [],
  );
}

/**
 * Why an edit of a model needs a second person for the latency budgets that it loosens, whatever it is that was edited.
 *
 * @param edited everything that the edit changes, in words
 * @param asked the requester's own words
 * @returns null where no budget gets looser, so that one person is enough
 * Source: design/model.md, "Milliseconds".
 */
export function budgetNeed(
  before: SystemModel,
  after: SystemModel,
  edited: readonly FieldChange[],
  asked: string,
): ApprovalNeed | null {
  const loosenings = looseningsOf(pathBudgets(before), pathBudgets(after));
  if (loosenings.length === 0) return null;
  const touched = before.paths.filter(({ id }) => loosenings.some(({ pathId }) => pathId === id));
  const hopName = (hopId: string) => {
    const flow = before.flows.find(({ id }) => id === hopId);
    return flow ? readable(flow) : "a flow that is gone";
  };
  const exact = touched.flatMap((path) => {
    const own = looseningChanges(
      loosenings.filter(({ pathId }) => pathId === path.id),
      hopName,
    );
    return touched.length === 1
      ? own
      : own.map((change) => ({ ...change, field: `${readable(path)}: ${change.field}` }));
  });
  const named = new Set(exact.map(({ field }) => field));
  const names = touched.map(readable).join(", ");
  const dropped = touched.every(({ id }) => !after.paths.some((path) => path.id === id));
  return {
    about: dropped ? `Drop ${names} and its budget` : `Loosen the budget of ${names}`,
    reason: `The budget of ${touched.map(({ name }) => name).join(", ")} gets looser, so a second person decides.`,
    asked,
    changes: [...exact, ...edited.filter(({ field }) => !named.has(field))],
  };
}
