import type { ReactNode } from "react";
import { Field } from "./field";
import { Input } from "./input";

interface CodeFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** A one-time code, as an app shows it; browsers may fill it in. */
export function CodeField({ label, hint, error, autoFocus = false }: CodeFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className="max-w-[240px]">
      {(control) => (
        <Input
          {...control}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus={autoFocus}
          maxLength={40}
          className="mono"
        />
      )}
    </Field>
  );
}
