import fc from "fast-check";
import type { PathTree, StepId } from "../request-path";
import type { Step } from "../step";

/** Whole microseconds. */
const ms = (max: number) => fc.integer({ min: 0, max: max * 1000 }).map((us) => us / 1000);
/** A probability in thousandths. */
export const anyShare = fc.integer({ min: 0, max: 1000 }).map((share) => share / 1000);

const simple: fc.Arbitrary<Step> = fc.oneof(
  ms(20).map((value): Step => ({ kind: "constant", ms: value })),
  fc
    .tuple(ms(20), ms(20))
    .map(([a, b]): Step => ({ kind: "uniform", msMin: Math.min(a, b), msMax: Math.max(a, b) })),
  fc
    .tuple(ms(10), ms(10), ms(10))
    .map(([a, b, c]): Step => ({ kind: "quantiles", msP50: a, msP95: a + b, msP99: a + b + c })),
);

/** Any checked step of up to 40 ms, for property tests. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  simple,
  fc
    .tuple(anyShare, simple, simple)
    .map(([hitProbability, hit, miss]): Step => ({ kind: "mixture", hitProbability, hit, miss })),
);

/** Any small request path, its steps numbered. */
export const anyPath: fc.Arbitrary<PathTree> = fc
  .letrec<{ tree: PathTree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      anyStep.map((step): PathTree => ({ kind: "step", id: "" as StepId, step })),
      fc
        .tuple(fc.constantFrom("series", "parallel"), fc.array(tie("tree"), { maxLength: 3 }))
        .map(([kind, parts]): PathTree => ({ kind, parts })),
    ),
  }))
  .tree.map((tree) => numbered(tree, { next: 1 }));

function numbered(tree: PathTree, count: { next: number }): PathTree {
  if (tree.kind !== "step") return { ...tree, parts: tree.parts.map((part) => numbered(part, count)) };
  const id = `step-${count.next}` as StepId;
  count.next += 1;
  return { ...tree, id };
}
