import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ElementId } from "../kernel/ids";
import type { FlowTree } from "./element";
import { depthOf, flowsIn, PATH_FLOWS_MAX, parseFlowTree, printFlowTree } from "./flow-tree";

const idOf = (number: number) => `flow-${number}` as ElementId;
const numberOf = (id: ElementId) => Number(id.slice(5));
const flowOf = (number: number) => (number >= 1 && number <= 200 ? idOf(number) : undefined);
const flow = (number: number): FlowTree => ({ kind: "flow", flowId: idOf(number) });
const read = (text: string) => {
  const result = parseFlowTree(text, flowOf);
  if (!result.ok) throw new Error(`${result.error.at}: ${result.error.reason}`);
  return result.value;
};
const refused = (text: string) => {
  const result = parseFlowTree(text, flowOf);
  return result.ok ? null : result.error;
};

/** The same course without levels that say nothing: a series in a series, branches in branches, lists of one. */
function flattened(tree: FlowTree): FlowTree {
  if (tree.kind === "flow") return tree;
  const parts = tree.parts.map(flattened).flatMap((part) => (part.kind === tree.kind ? part.parts : [part]));
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: tree.kind, parts };
}

const { tree: trees } = fc.letrec<{ tree: FlowTree; list: FlowTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.integer({ min: 1, max: 200 }).map(flow),
    tie("list"),
  ),
  list: fc.record({
    kind: fc.constantFrom("series" as const, "parallel" as const),
    parts: fc.array(tie("tree"), { minLength: 1, maxLength: 4 }),
  }),
}));

describe("a written path", () => {
  it("reads series, branches and brackets; | binds weaker than >", () => {
    expect(read("F1")).toEqual(flow(1));
    expect(read("F1 > F2 | F3")).toEqual({
      kind: "parallel",
      parts: [{ kind: "series", parts: [flow(1), flow(2)] }, flow(3)],
    });
    expect(read("f1→F-2>(F3|F4 > F5)")).toEqual({
      kind: "series",
      parts: [
        flow(1),
        flow(2),
        { kind: "parallel", parts: [flow(3), { kind: "series", parts: [flow(4), flow(5)] }] },
      ],
    });
  });

  it("prints what it reads, without brackets that say nothing", () => {
    for (const text of ["F1", "F1 > F2 > (F3 | F4)", "F1 > F2 | F3", "(F1 | F2) > F3 > (F4 > F5 | F6)"])
      expect(printFlowTree(read(text), numberOf)).toBe(text);
    expect(printFlowTree(read("((F1)) > ((F2 > F3))"), numberOf)).toBe("F1 > (F2 > F3)");
  });

  it.each([
    ["", 0, "Name a flow"],
    ["F1 >", 4, "Name a flow"],
    ["F1 F2", 3, "Take “F2” out"],
    ["F1 > (F2 | F3", 5, "Close this bracket"],
    ["F1 > F2)", 7, "Take “)” out"],
    ["F1 > F999", 5, "no flow “F999”"],
    ["F1 > C2", 5, "no flow “C2”"],
    ["> F1", 0, "no flow “>”"],
    ["F1 > F0", 5, "no flow"],
    [`${"(".repeat(12)}F1${")".repeat(12)}`, 11, "Nest at most 12"],
    ["F1 > <script>", 5, "no flow"],
  ])("%j is refused at the character that is wrong", (text, at, reason) => {
    expect(refused(text)).toMatchObject({ at, reason: expect.stringContaining(reason) });
  });

  it(`holds ${PATH_FLOWS_MAX} flows and not one more`, () => {
    const written = (count: number) => Array.from({ length: count }, () => "F1").join(" > ");
    expect(flowsIn(read(written(PATH_FLOWS_MAX)))).toHaveLength(PATH_FLOWS_MAX);
    expect(refused(written(PATH_FLOWS_MAX + 1))).toMatchObject({ reason: expect.stringContaining("101") });
  });

  it("is the same course after it was printed and read, whatever its shape", () => {
    fc.assert(
      fc.property(trees, (tree) => {
        fc.pre(flowsIn(tree).length <= PATH_FLOWS_MAX);
        const back = read(printFlowTree(tree, numberOf));
        expect(flattened(back)).toEqual(flattened(tree));
        expect(flowsIn(back)).toEqual(flowsIn(tree));
      }),
    );
  });

  it("never throws, whatever is written", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("F", "1", ">", "|", "(", ")", " ", "→", "x") }),
        (text) => {
          const result = parseFlowTree(text, flowOf);
          if (result.ok) expect(depthOf(result.value)).toBeLessThanOrEqual(25);
        },
      ),
    );
  });
});
