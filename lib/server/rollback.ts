import "server-only";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";

/** Carries a refusal out of the transaction, so that it leaves no half write behind. */
export class Rollback extends Error {
  constructor(readonly refusal: Refusal) {
    super("rolled back");
  }
}

/** The value, or out of the transaction with the refusal. */
export function demand<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Rollback(result.error);
  return result.value;
}
