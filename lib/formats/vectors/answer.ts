import type { z } from "zod";
import type { Leaf, Tolerance } from "../expectation/expectation";

/** What the product answers to a vector. */
export interface Answer {
  /** Computed values by the path under which they are expected. */
  readonly values: Readonly<Record<string, Leaf | undefined>>;
  /** Values that must not be met: results of a known mistake, by path, with what the product computes instead. */
  readonly avoided?: Readonly<Record<string, number>>;
  /** Laws that the product was tried on for this vector, in words; false is broken. */
  readonly laws?: Readonly<Record<string, boolean>>;
  /** Expected fields that quote somebody else's result or describe the reference run: not compared. */
  readonly quoted?: readonly string[];
  /** Own tolerance of some paths, for results of a simulation. */
  readonly tolerances?: Readonly<Record<string, Tolerance>>;
}

/** What a vector asks: its inputs, and the names (not the values) of what it expects. */
export interface Question {
  /** Id and source of the vector: which convention of a name it means. */
  readonly origin: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Paths of the expected leaves. */
  readonly asked: readonly string[];
  /** Standard errors of the reference that the file states, by path; they are a tolerance, not a result. */
  readonly referenceErrors: Readonly<Record<string, number>>;
}

/** Answers one form of question; null where the inputs are of another form. */
export type Answerer = (question: Question) => Answer | null;

/** An answerer for inputs of one shape. */
export function forInputs<S extends z.ZodType>(
  schema: S,
  answer: (inputs: z.output<S>, question: Question) => Answer | null,
): Answerer {
  return (question) => {
    const parsed = schema.safeParse(question.inputs);
    return parsed.success ? answer(parsed.data, question) : null;
  };
}

/** The percentile in a name as p95, p05, p999 (99.9 %) or "0.95"; null for other names. */
export function probabilityIn(name: string): number | null {
  const digits = /^p(\d{2,4})$/.exec(name)?.[1];
  if (digits !== undefined) return Number(digits) / 10 ** digits.length;
  const probability = Number(name);
  return name !== "" && probability > 0 && probability < 1 ? probability : null;
}
