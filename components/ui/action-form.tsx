"use client";

import { type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import type { FormState, FormValues } from "@/lib/domain/kernel/form-state";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { makeKey } from "./make-key";
import { Notice } from "./notice";
import { SentNotice } from "./sent-notice";

/** What the parts of a form need to know of the answer that came back. */
export type FormHandle<O> = {
  /** The message for a field, if it was refused. */
  readonly error: (field: string) => string | undefined;
  /** What was written into a field before, else what stands. */
  readonly value: (field: string, standing?: string) => string;
  /** The same for fields with several values. */
  readonly values: (field: string, standing?: readonly string[]) => readonly string[];
  /** The output of the last success. */
  readonly output: O | null;
  readonly refusal: Refusal | null;
};

type ActionFormProps<O> = {
  readonly action: (state: FormState<O>, form: FormData) => Promise<FormState<O>>;
  readonly children: (form: FormHandle<O>) => ReactNode;
  readonly className?: string | undefined;
  /** Called once after each success, for closing a dialog or clearing a field. */
  readonly onDone?: ((output: O) => void) | undefined;
};

const IDLE: FormState<never> = { status: "idle" };

/**
 * A form over a server action: works before and without JavaScript, keeps what was written when it is refused, shows
 * errors beside their fields and focuses the first, and sends a key so that sending twice does it once.
 */
export function ActionForm<O>({ action, children, className, onDone }: ActionFormProps<O>) {
  const [state, submit] = useActionState(action, IDLE as Awaited<FormState<O>>);
  const [key] = useState(makeKey);
  const [sent, setSent] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const done = useRef(onDone);
  done.current = onDone;

  useEffect(() => {
    if (state.status === "done") {
      setSent((count) => count + 1);
      done.current?.(state.output);
    }
    if (state.status === "refused")
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-refusal]')?.focus();
  }, [state]);

  const refusal = state.status === "refused" ? state.refusal : null;
  return (
    <form ref={form} action={submit} className={className} noValidate>
      <input type="hidden" name="idempotencyKey" value={`${key}-${sent}`} suppressHydrationWarning />
      {refusal && <Refused refusal={refusal} />}
      {/* What waits for a second person is done here: sending it again would ask for the same. */}
      {refusal?.code !== "sent-for-approval" && children(handleOf(state, refusal))}
    </form>
  );
}

function Refused({ refusal }: { readonly refusal: Refusal }) {
  if (refusal.code === "sent-for-approval")
    return (
      <div tabIndex={-1} data-form-refusal className="outline-none">
        <SentNotice number={refusal.number}>{refusal.reason}</SentNotice>
      </div>
    );
  const text = refusal.code === "invalid-input" ? elsewhere(refusal.issues) : refusal.reason;
  if (!text) return null;
  return (
    <div tabIndex={-1} data-form-refusal className="outline-none">
      <Notice tone={refusal.code === "invalid-input" ? "danger" : "warning"} role="alert">
        {text}
      </Notice>
    </div>
  );
}

/** Issues of the form as a whole, which stand beside no field. */
function elsewhere(issues: readonly { readonly path: string; readonly message: string }[]): string {
  return issues
    .filter(({ path }) => path === "")
    .map(({ message }) => message)
    .join(" ");
}

function handleOf<O>(state: FormState<O>, refusal: Refusal | null): FormHandle<O> {
  const values: FormValues = state.status === "refused" ? state.values : {};
  const issues = refusal?.code === "invalid-input" ? refusal.issues : [];
  return {
    error: (field) => issues.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message,
    value: (field, standing = "") => {
      const written = values[field];
      return typeof written === "string" ? written : standing;
    },
    values: (field, standing = []) => {
      const written = values[field];
      if (state.status !== "refused") return standing;
      return Array.isArray(written) ? written : typeof written === "string" ? [written] : [];
    },
    output: state.status === "done" ? state.output : null,
    refusal,
  };
}
