import type { FormHandle } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { ChoiceChip, ChoiceGroup } from "@/components/ui/choice-group";
import { Field, type FieldControl } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { PropertyField } from "@/lib/features/architecture/present";

type PropertyInputProps = {
  readonly form: FormHandle<unknown>;
  readonly field: PropertyField;
  /** In front of the name, as in `elements.0.`. */
  readonly prefix: string;
  /** Only the label and the control, for a row of fields. */
  readonly brief?: boolean | undefined;
  readonly className?: string | undefined;
};

/** One property as its definition shapes it. What is left alone stays unknown. */
export function PropertyInput({ form, field, prefix, brief = false, className }: PropertyInputProps) {
  const name = `${prefix}properties.${field.id}`;
  const hint = brief ? undefined : <Hint field={field} />;
  const again =
    !brief && field.stated ? <StateAgain form={form} field={field} prefix={prefix} name={name} /> : null;
  if (field.shape.type === "set")
    return (
      <div className={className}>
        <ChoiceGroup legend={field.label} hint={hint} error={form.error(name)}>
          {field.choices.map(([value, word]) => (
            <ChoiceChip
              key={value}
              name={`${name}[]`}
              value={value}
              label={word}
              defaultChecked={form.values(name, [...field.value]).includes(value)}
            />
          ))}
        </ChoiceGroup>
        {again}
      </div>
    );
  return (
    <div className={className}>
      <Field label={field.label} hint={hint} error={form.error(name)}>
        {(control) => <Choice form={form} field={field} name={name} control={control} />}
      </Field>
      {again}
    </div>
  );
}

type ChoiceProps = Pick<PropertyInputProps, "form" | "field"> & {
  readonly name: string;
  readonly control: FieldControl;
};

function Choice({ form, field, name, control }: ChoiceProps) {
  const { shape } = field;
  const value = form.value(name, typeof field.value === "string" ? field.value : "");
  if (shape.type === "number")
    return (
      <Input
        {...control}
        name={name}
        inputMode="decimal"
        defaultValue={value}
        placeholder="Not known"
        {...(shape.unit ? { trailing: shape.unit === "percent" ? "%" : shape.unit } : {})}
      />
    );
  const choices =
    shape.type === "boolean"
      ? ([
          ["yes", "Yes"],
          ["no", "No"],
        ] as const)
      : field.choices;
  return (
    <Select {...control} key={value} name={name} defaultValue={value}>
      <option value="">Not known</option>
      {choices.map(([option, word]) => (
        <option key={option} value={option}>
          {word}
        </option>
      ))}
    </Select>
  );
}

function Hint({ field }: { readonly field: PropertyField }) {
  const { meaning, stated, protective } = field;
  const sentence = `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`;
  if (!stated) return sentence;
  const until =
    stated.expiresOn === null ? "" : `, ${stated.holds ? "valid until" : "lapsed on"} ${stated.expiresOn}`;
  return (
    <>
      {sentence}{" "}
      {protective && (
        <span className={stated.holds ? "text-claimed-text" : "text-bad"}>
          Stated by {stated.by} on {stated.on}
          {until}.
        </span>
      )}
    </>
  );
}

/** A claim has the day on which it was made; saying it again gives it a new one. */
function StateAgain({
  form,
  field,
  prefix,
  name,
}: Pick<PropertyInputProps, "form" | "field" | "prefix"> & { readonly name: string }) {
  return (
    <Checkbox
      name={`${prefix}attested[]`}
      value={field.id}
      defaultChecked={form.values(`${prefix}attested`).includes(field.id)}
      label={<span className="text-xs text-2">State it again today</span>}
      aria-label={`State ${field.label} again today`}
      key={name}
      className="mt-1"
    />
  );
}
