import "server-only";
import type { Refusal } from "@/lib/domain/kernel/refusal";

/** The status that goes with each refusal. */
export const STATUS: Readonly<Record<Refusal["code"], number>> = {
  "invalid-input": 422,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  stale: 409,
  "sent-for-approval": 202,
  "too-many": 429,
  refused: 409,
};
