import { Field } from "@/components/ui/field";
import { PasswordInput } from "./password-input";

type NewPasswordFieldProps = {
  readonly name?: "password" | "newPassword";
  readonly label?: string;
  readonly error: string | undefined;
};

const RULE = "At least 12 characters; a few words are fine.";

/** Where a new password is chosen. */
export function NewPasswordField({ name = "password", label = "Password", error }: NewPasswordFieldProps) {
  return (
    <Field label={label} hint={error ? undefined : RULE} error={error}>
      {(control) => <PasswordInput {...control} name={name} autoComplete="new-password" maxLength={200} />}
    </Field>
  );
}
