import { ok, type Result } from "@/lib/domain/kernel/result";
import { leafText, leavesOf, meets, type PlacedLeaf, type Tolerance } from "../expectation/expectation";
import type { FileRefusal } from "../problem/problem";
import type { Answer, Question } from "./answer";
import { ANSWERERS } from "./answerers";
import { readVectors } from "./read-vectors";
import type { Vector } from "./schema";

/** Where a vector says nothing. */
export const REL_TOLERANCE_DEFAULT = 1e-9;

export type VectorVerdict = "ok" | "off" | "unsupported";

/** What came out of one vector. */
export interface VectorLine {
  readonly id: string;
  readonly verdict: VectorVerdict;
  /** False only when it is off. */
  readonly ok: boolean;
  /** As it is printed: `id ok|off|unsupported`. */
  readonly text: string;
  /** What is off, or why it is unsupported. */
  readonly remarks: readonly string[];
}

/**
 * Computes every vector of a file and compares it with what it expects.
 *
 * ok: every expected number was computed and met. off: one was computed and not met, or a law is broken. unsupported: the
 * product computes nothing of this kind, or not all that is expected. Numbers that quote somebody else's mistake or
 * describe the reference run are not compared.
 * @param bytes the file, JSON in the shape of `lib/domain/roi/testdata/vectors.json`
 */
export function checkVectors(bytes: Uint8Array): Result<readonly VectorLine[], FileRefusal> {
  const vectors = readVectors(bytes);
  return vectors.ok ? ok(vectors.value.map(checkVector)) : vectors;
}

function checkVector(vector: Vector): VectorLine {
  const expected = leavesOf(vector.expected);
  const question: Question = {
    origin: `${vector.id} ${vector.source ?? ""}`,
    inputs: vector.inputs,
    asked: expected.map(({ path }) => path),
    referenceErrors: Object.fromEntries(
      expected.flatMap(({ path, value }) =>
        typeof value === "number" && path.startsWith("quantile_se") ? [[path, value]] : [],
      ),
    ),
  };
  const answer = answerTo(vector.topic, question);
  if (answer === null)
    return line(vector.id, "unsupported", [`nothing answers ${vector.topic} with these inputs`]);
  const broken = Object.entries(answer.laws ?? {}).flatMap(([law, holds]) =>
    holds ? [] : [`law broken: ${law}`],
  );
  const compared = expected
    .filter(({ path }) => !isQuoted(path, answer))
    .map((leaf) => ({ leaf, verdict: verdictOf(leaf, answer, vector) }));
  const off = compared.filter(({ verdict }) => verdict === "off").map(({ leaf }) => remark(leaf, answer));
  if (broken.length + off.length > 0) return line(vector.id, "off", [...broken, ...off]);
  const missing = compared
    .filter(({ verdict }) => verdict === "unsupported")
    .map(({ leaf }) => `${leaf.path} is not computed`);
  if (missing.length > 0) return line(vector.id, "unsupported", missing);
  const anything =
    Object.keys(answer.laws ?? {}).length + compared.filter(({ verdict }) => verdict === "ok").length;
  return anything > 0 ? line(vector.id, "ok", []) : line(vector.id, "unsupported", ["nothing was compared"]);
}

function answerTo(topic: string, question: Question): Answer | null {
  const answerers = Object.hasOwn(ANSWERERS, topic) ? (ANSWERERS[topic] ?? []) : [];
  for (const answerer of answerers) {
    const answer = answerer(question);
    if (answer !== null) return answer;
  }
  return null;
}

const isQuoted = (path: string, { quoted = [] }: Answer) =>
  quoted.some((name) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`));

/** Prose beside the numbers is not compared; a word is where a word was computed. */
function verdictOf(leaf: PlacedLeaf, answer: Answer, vector: Vector): VectorVerdict | "prose" {
  const { path, value } = leaf;
  const avoided = answer.avoided?.[path];
  if (avoided !== undefined && typeof value === "number")
    return meets(value, avoided, toleranceOf(path, answer, vector)) ? "off" : "ok";
  const computed = answer.values[path];
  if (typeof value === "string" && typeof computed !== "string") return "prose";
  if (isSelection(path)) return meetsSelection(path, answer, vector) ? "ok" : "off";
  if (computed === undefined) return "unsupported";
  return meets(value, computed, toleranceOf(path, answer, vector)) ? "ok" : "off";
}

function toleranceOf(path: string, answer: Answer, { tolerance }: Vector): Tolerance {
  const own = answer.tolerances?.[path];
  if (own) return own;
  const special = path.startsWith("quantiles.")
    ? tolerance?.quantile_abs
    : path.startsWith("exceed.")
      ? tolerance?.exceed_abs
      : undefined;
  if (special !== undefined) return { abs: special, rel: 0 };
  const { abs = 0, rel } = tolerance ?? {};
  return { abs, rel: rel ?? (abs > 0 ? 0 : REL_TOLERANCE_DEFAULT) };
}

const isSelection = (path: string) => /(^|[.])selected\[\d+\]$/.test(path);

/** Several sets may be equally good: where what is left is the same, the set need not be. */
function meetsSelection(path: string, answer: Answer, vector: Vector): boolean {
  const prefix = path.replace(/selected\[\d+\]$/, "");
  const residual = leavesOf(vector.expected).find((leaf) => leaf.path === `${prefix}residual`);
  const computed = answer.values[`${prefix}residual`];
  if (residual === undefined || computed === undefined) return false;
  return meets(residual.value, computed, toleranceOf(`${prefix}residual`, answer, vector));
}

const remark = ({ path, value }: PlacedLeaf, { values, avoided }: Answer) =>
  `${path} expected ${leafText(value)} computed ${leafText(values[path] ?? avoided?.[path])}`;

const line = (id: string, verdict: VectorVerdict, remarks: readonly string[]): VectorLine => ({
  id,
  verdict,
  ok: verdict !== "off",
  text: `${id} ${verdict}`,
  remarks: remarks.map((text) => `${id}: ${text}`),
});
