import type { FieldChange } from "./field-change";
import type { ApprovalRequestId } from "./ids";

/** Everything that a person can be told instead of a result. Bugs throw. */
export type Refusal =
  | { readonly code: "invalid-input"; readonly issues: readonly Issue[] }
  | { readonly code: "unauthenticated"; readonly reason: string }
  | { readonly code: "forbidden"; readonly reason: string }
  | { readonly code: "not-found"; readonly reason: string }
  | {
      readonly code: "stale";
      readonly reason: string;
      readonly version: number;
      readonly changes: readonly FieldChange[];
      /** Who was faster, and when, where that is known. */
      readonly by?: string;
      readonly atMs?: number;
      /** Which part of a batch, as in elements.3. */
      readonly path?: string;
    }
  /** No failure: what was asked for is kept and runs once a second person agrees. */
  | {
      readonly code: "sent-for-approval";
      readonly reason: string;
      readonly requestId: ApprovalRequestId;
      /** Of the request, as in /approvals/12. */
      readonly number: number;
    }
  | { readonly code: "too-many"; readonly reason: string; readonly retryAfterS: number }
  | { readonly code: "refused"; readonly reason: string };

/** One wrong field: where (dotted path, empty for the whole) and what to do. */
export type Issue = { readonly path: string; readonly message: string };
