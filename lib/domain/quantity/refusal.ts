import { err, type Result } from "../kernel/result";

/** Why numbers make no quantity, and what to do. */
export interface QuantityRefusal {
  readonly code: "missing" | "not-finite" | "not-ordered" | "not-positive" | "no-such-shape";
  readonly reason: string;
}

/** Refuses with a sentence that says what to do. */
export const refuse = (code: QuantityRefusal["code"], reason: string): Result<never, QuantityRefusal> =>
  err({ code, reason });
