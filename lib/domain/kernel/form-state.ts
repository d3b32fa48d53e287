import type { Refusal } from "./refusal";

/** What was written in a form, by field name. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

/** What a form page shows after it was sent: the refusal beside what was written, so that nothing is lost. */
export type FormState<O = unknown> =
  | { readonly status: "idle" }
  | { readonly status: "done"; readonly output: O }
  | { readonly status: "refused"; readonly refusal: Refusal; readonly values: FormValues };
