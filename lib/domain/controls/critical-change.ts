import type { Control } from "../architecture/element";
import type { ElementId } from "../kernel/ids";

/** A way in which a change takes protection away. */
export type Weakening =
  | { readonly kind: "retired" }
  | { readonly kind: "not-in-place" }
  | { readonly kind: "other-mechanism" }
  | { readonly kind: "elements-lost"; readonly lost: readonly ElementId[] };

type Compared = Pick<Control, "mechanism" | "standing" | "scope">;

/**
 * What a change takes away from a control that is proven today: retiring it, un-placing it, another mechanism, or
 * elements that it no longer stands on. Any of these needs a second person; a control that nobody has proven loses
 * nothing that counts.
 *
 * @param after null where the control is taken out
 * @param isProven whether the control is proven on some element today
 * @returns empty where one person is enough
 * Source: design/approvals.md, "What is gated"; design/product.md, principle 3.
 */
export function criticalChange(
  before: Compared,
  after: Compared | null,
  isProven: boolean,
): readonly Weakening[] {
  if (!isProven || before.standing !== "in-place") return [];
  if (after === null || after.standing === "retired") return [{ kind: "retired" }];
  const kept = new Set(after.scope);
  const lost = before.scope.filter((id) => !kept.has(id));
  return [
    ...(after.standing === "in-place" ? [] : [{ kind: "not-in-place" } as const]),
    ...(after.mechanism === before.mechanism ? [] : [{ kind: "other-mechanism" } as const]),
    ...(lost.length === 0 ? [] : [{ kind: "elements-lost", lost } as const]),
  ];
}

/** Why a second person is needed, in one sentence. */
export function criticalReason(name: string, weakenings: readonly Weakening[]): string {
  const parts = weakenings.map(weakeningWords);
  return `${name} is proven today and this ${parts.join(" and ")}, so a second person decides.`;
}

function weakeningWords(weakening: Weakening): string {
  switch (weakening.kind) {
    case "retired":
      return "retires it";
    case "not-in-place":
      return "takes it out of place";
    case "other-mechanism":
      return "makes it another mechanism";
    case "elements-lost":
      return weakening.lost.length === 1
        ? "takes it off one element"
        : `takes it off ${weakening.lost.length} elements`;
  }
}
