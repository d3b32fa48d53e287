import type { ComponentProps } from "react";
import type { FormHandle } from "./action-form";
import { Field } from "./field";
import { Textarea } from "./textarea";

type ProseFieldProps = Omit<ComponentProps<typeof Field>, "children" | "error"> & {
  readonly form: Pick<FormHandle<unknown>, "error" | "value">;
  readonly name: string;
};

/** A few sentences of somebody's own; what was written stays when the form comes back refused. */
export function ProseField({ form, name, ...field }: ProseFieldProps) {
  return (
    <Field {...field} error={form.error(name)}>
      {(control) => (
        <Textarea {...control} name={name} rows={2} maxLength={1_000} defaultValue={form.value(name)} />
      )}
    </Field>
  );
}
