import type { FormHandle } from "@/components/ui/action-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { COORDINATION_WORD, COORDINATIONS, TRUST_WORD, TRUSTS } from "@/lib/domain/architecture/vocabulary";
import type { ElementRef, FormKind } from "@/lib/features/architecture/present";
import { PERCENTILES } from "./words";

export type OwnInputsProps = {
  readonly form: FormHandle<unknown>;
  readonly prefix: string;
  readonly kind: FormKind;
  /** What stands, by field name. */
  readonly written?: Readonly<Record<string, string>> | undefined;
  readonly name?: string | undefined;
  readonly zones?: readonly ElementRef[] | undefined;
  readonly components?: readonly ElementRef[] | undefined;
  /** Without explanations, for a row of fields. */
  readonly brief?: boolean | undefined;
};

/** The fields that every element of a kind has, before its properties. */
export function OwnInputs(props: OwnInputsProps) {
  switch (props.kind) {
    case "zone":
      return (
        <>
          <NameInput {...props} />
          {!props.brief && (
            <Choice
              {...props}
              field="parentId"
              label="Inside"
              hint="The zone that this one stands in. Nothing that it states holds here by itself."
              options={optionsOf(props.zones)}
              none="No other zone"
            />
          )}
          <Choice
            {...props}
            field="trust"
            label="Trust"
            hint="How far what stands here is trusted; threats follow from crossing to more or less trust."
            options={TRUSTS.map((trust) => [String(trust), TRUST_WORD[trust]])}
            none="Choose"
          />
          <Choice
            {...props}
            field="coordination"
            label="Members share"
            hint="How closely the parts of this zone work together."
            options={COORDINATIONS.map((one) => [one, COORDINATION_WORD[one]])}
            none="Choose"
          />
        </>
      );
    case "component":
      return (
        <>
          <NameInput {...props} />
          <Choice {...props} field="zoneId" label="Zone" options={optionsOf(props.zones)} none="Choose" />
        </>
      );
    case "flow":
      return <FlowInputs {...props} />;
    case "path":
      return <PathInputs {...props} />;
    case "system":
      return null;
  }
}

function FlowInputs(props: OwnInputsProps) {
  const ends = optionsOf(props.components);
  return (
    <>
      <Choice {...props} field="sourceId" label="From" options={ends} none="Choose" />
      <Choice {...props} field="targetId" label="To" options={ends} none="Choose" />
      {!props.brief && (
        <>
          <NameInput {...props} hint="Left empty it is called after its two ends." optional />
          <Text
            {...props}
            field="callsPerRequest"
            label="Calls per request"
            standing="1"
            hint="How often one request takes it, one call after the other."
          />
          <Text
            {...props}
            field="msRoundTrip"
            label="Round trip"
            placeholder="Not known"
            trailing="ms"
            hint="Network time there and back. Handshakes are stretched to it."
          />
        </>
      )}
    </>
  );
}

function PathInputs(props: OwnInputsProps) {
  return (
    <>
      <NameInput {...props} />
      <Text
        {...props}
        field="flows"
        label="Flows"
        placeholder="F1 > F2 > (F3 | F4)"
        text
        hint="Flows by their numbers: > one after the other, | side by side, with brackets around branches."
      />
      <Choice
        {...props}
        field="percentile"
        label="Budget at"
        options={PERCENTILES}
        none="No budget"
        hint="Of all requests, how many have to stay within the limit."
      />
      <Text
        {...props}
        field="msLimit"
        label="Limit"
        trailing="ms"
        hint="How long security may take on the whole path."
      />
    </>
  );
}

const optionsOf = (refs: readonly ElementRef[] = []) =>
  refs.map(({ id, ref, name }) => [id, `${ref} ${name}`] as const);

type NameProps = OwnInputsProps & { readonly hint?: string; readonly optional?: boolean };

function NameInput({ form, prefix, name = "", brief, hint, optional = false }: NameProps) {
  return (
    <Field
      label="Name"
      error={form.error(`${prefix}name`)}
      required={!optional}
      optional={optional}
      hint={brief ? undefined : hint}
    >
      {(control) => (
        <Input
          {...control}
          name={`${prefix}name`}
          maxLength={120}
          autoComplete="off"
          defaultValue={form.value(`${prefix}name`, name)}
        />
      )}
    </Field>
  );
}

type OneProps = OwnInputsProps & { readonly field: string; readonly label: string; readonly hint?: string };

function Choice(
  props: OneProps & { readonly options: readonly (readonly [string, string])[]; readonly none: string },
) {
  const { form, prefix, field, label, hint, brief, written, options, none } = props;
  const value = form.value(`${prefix}${field}`, written?.[field] ?? "");
  return (
    <Field label={label} hint={brief ? undefined : hint} error={form.error(`${prefix}${field}`)}>
      {(control) => (
        <Select {...control} key={value} name={`${prefix}${field}`} defaultValue={value}>
          <option value="">{none}</option>
          {options.map(([option, word]) => (
            <option key={option} value={option}>
              {word}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

type TextProps = OneProps & {
  readonly standing?: string;
  readonly placeholder?: string;
  readonly trailing?: string;
  /** Not a number. */
  readonly text?: boolean;
};

function Text(props: TextProps) {
  const {
    form,
    prefix,
    field,
    label,
    hint,
    brief,
    written,
    standing = "",
    placeholder,
    trailing,
    text,
  } = props;
  return (
    <Field label={label} hint={brief ? undefined : hint} error={form.error(`${prefix}${field}`)}>
      {(control) => (
        <Input
          {...control}
          name={`${prefix}${field}`}
          {...(text ? { className: "font-mono" } : { inputMode: "decimal" as const })}
          autoComplete="off"
          placeholder={placeholder}
          defaultValue={form.value(`${prefix}${field}`, written?.[field] ?? standing)}
          {...(trailing ? { trailing } : {})}
        />
      )}
    </Field>
  );
}
