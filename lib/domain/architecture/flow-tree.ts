import type { ElementId } from "../kernel/ids";
import { err, ok, type Result } from "../kernel/result";
import type { FlowTree } from "./element";

export const PATH_FLOWS_MAX = 100;
/** Levels of brackets in a written path. */
const DEPTH_MAX = 12;
/** The same in a tree, where a bracket can hold branches and each of them a series. */
export const TREE_DEPTH_MAX = 2 * DEPTH_MAX + 1;

/** The flows of a path in the order in which they are read; one that is taken twice stands twice. */
export function flowsIn(tree: FlowTree): readonly ElementId[] {
  return tree.kind === "flow" ? [tree.flowId] : tree.parts.flatMap(flowsIn);
}

/** How many levels a tree has; a single flow has one. */
export function depthOf(tree: FlowTree): number {
  return tree.kind === "flow" ? 1 : 1 + tree.parts.reduce((most, part) => Math.max(most, depthOf(part)), 0);
}

/**
 * A path as people write it: `F1 > F2 > (F3 > F4 | F5)`. One after the other with `>`, side by side with `|`.
 *
 * @param numberOf the readable number of a flow
 */
export function printFlowTree(tree: FlowTree, numberOf: (flowId: ElementId) => number): string {
  const print = (part: FlowTree, inside: "top" | "series" | "parallel"): string => {
    if (part.kind === "flow") return `F${numberOf(part.flowId)}`;
    const text = part.parts.map((one) => print(one, part.kind)).join(part.kind === "series" ? " > " : " | ");
    const needsNone = inside === "top" || (part.kind === "series" && inside === "parallel");
    return needsNone ? text : `(${text})`;
  };
  return print(tree, "top");
}

/** Why a written path was not understood: at which character, and what to do. */
export interface FlowTreeRefusal {
  readonly at: number;
  readonly reason: string;
}

/**
 * Reads a path as people write it. `|` binds weaker than `>`, so `F1 > F2 | F3` is two branches.
 *
 * @param flowOf the flow with a readable number; undefined where there is none
 */
export function parseFlowTree(
  text: string,
  flowOf: (number: number) => ElementId | undefined,
): Result<FlowTree, FlowTreeRefusal> {
  const reader = { tokens: tokensOf(text), next: 0, end: text.length };
  const tree = readParallel(reader, flowOf, 1);
  if (!tree.ok) return tree;
  const left = reader.tokens[reader.next];
  if (left) return err({ at: left.at, reason: `Take “${left.text}” out, or put > or | before it.` });
  const count = flowsIn(tree.value).length;
  return count > PATH_FLOWS_MAX
    ? err({ at: 0, reason: `A path has at most ${PATH_FLOWS_MAX} flows; this one has ${count}.` })
    : tree;
}

interface Token {
  readonly text: string;
  readonly at: number;
}
interface Reader {
  readonly tokens: readonly Token[];
  next: number;
  readonly end: number;
}
type FlowOf = (number: number) => ElementId | undefined;

function tokensOf(text: string): readonly Token[] {
  return [...text.slice(0, 4_000).matchAll(/[()|>]|→|[^\s()|>→]+/g)].map((match) => ({
    text: match[0] === "→" ? ">" : match[0],
    at: match.index,
  }));
}

const readParallel = (reader: Reader, flowOf: FlowOf, depth: number) =>
  readList(reader, "|", "parallel", () => readSeries(reader, flowOf, depth));
const readSeries = (reader: Reader, flowOf: FlowOf, depth: number): Result<FlowTree, FlowTreeRefusal> =>
  readList(reader, ">", "series", () => readPart(reader, flowOf, depth));

function readList(
  reader: Reader,
  separator: string,
  kind: "series" | "parallel",
  read: () => Result<FlowTree, FlowTreeRefusal>,
): Result<FlowTree, FlowTreeRefusal> {
  const parts: FlowTree[] = [];
  do {
    if (parts.length > 0) reader.next += 1;
    const part = read();
    if (!part.ok) return part;
    parts.push(part.value);
  } while (reader.tokens[reader.next]?.text === separator);
  const [only] = parts;
  return ok(parts.length === 1 && only ? only : { kind, parts });
}

function readPart(reader: Reader, flowOf: FlowOf, depth: number): Result<FlowTree, FlowTreeRefusal> {
  const token = reader.tokens[reader.next];
  if (!token) return err({ at: reader.end, reason: "Name a flow by its number, such as F-1." });
  reader.next += 1;
  if (token.text === "(") {
    if (depth >= DEPTH_MAX) return err({ at: token.at, reason: `Nest at most ${DEPTH_MAX} levels.` });
    const inner = readParallel(reader, flowOf, depth + 1);
    if (!inner.ok) return inner;
    if (reader.tokens[reader.next]?.text !== ")")
      return err({ at: token.at, reason: "Close this bracket with )." });
    reader.next += 1;
    return inner;
  }
  const number = /^[Ff]-?(\d{1,6})$/.exec(token.text)?.[1];
  const flowId = number === undefined ? undefined : flowOf(Number(number));
  return flowId === undefined
    ? err({
        at: token.at,
        reason: `There is no flow “${token.text}”; write numbers with > between them, such as F-1 > F-2.`,
      })
    : ok({ kind: "flow", flowId });
}
