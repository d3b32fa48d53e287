import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface EmailFieldProps {
  readonly label?: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly autoFocus?: boolean;
}

/** The address that somebody signs in with, which password managers know. */
export function EmailField({ label = "E-mail address", error, value, autoFocus }: EmailFieldProps) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={value}
          autoFocus={autoFocus}
        />
      )}
    </Field>
  );
}
