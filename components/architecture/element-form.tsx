"use client";

import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { ComparedChanges } from "@/components/ui/compared-changes";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { saveElement } from "@/lib/features/architecture/actions";
import type { ElementRef, FormKind, PropertyField, PropertyGroup } from "@/lib/features/architecture/present";
import { savePath } from "@/lib/features/latency/actions";
import { OwnInputs } from "./own-inputs";
import { PropertyGroupFields } from "./property-group-fields";
import { PropertyInput } from "./property-input";
import { FIRST_ELEMENT, KIND_WORD } from "./words";

export type ElementFormProps = {
  readonly kind: FormKind;
  readonly system: { readonly id: string; readonly slug: string; readonly name: string };
  readonly element: {
    readonly id: string;
    readonly version: string;
    readonly number: number;
    readonly name: string;
    readonly written: Readonly<Record<string, string>>;
  } | null;
  readonly first: readonly PropertyField[];
  readonly groups: readonly PropertyGroup[];
  readonly zones: readonly ElementRef[];
  readonly components: readonly ElementRef[];
};

/** One element of the architecture: what matters most first, everything else folded by topic. */
export function ElementForm(props: ElementFormProps) {
  const { kind, element } = props;
  const isPath = kind === "path";
  return (
    <ActionForm
      key={element?.version}
      action={isPath ? savePath : saveElement}
      className="grid max-w-[860px] gap-5"
    >
      {(form) => <Fields {...props} form={form} prefix={isPath ? "" : FIRST_ELEMENT} />}
    </ActionForm>
  );
}

type FieldsProps = ElementFormProps & { readonly form: FormHandle<unknown>; readonly prefix: string };

function Fields(props: FieldsProps) {
  const { form, prefix, kind, system, element, first, groups } = props;
  const stale = form.refusal?.code === "stale" ? form.refusal : null;
  return (
    <>
      {stale && stale.changes.length > 0 && (
        <ComparedChanges label="What differs" before="Stands now" after="Yours" changes={stale.changes} />
      )}
      <Hidden {...props} over={stale ? String(stale.version) : ""} />
      <div className="grid gap-x-4 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        <OwnInputs {...props} name={element?.name} written={element?.written} />
        {first.map((field) => (
          <PropertyInput
            key={field.id}
            form={form}
            field={field}
            prefix={prefix}
            className={field.shape.type === "set" ? "sm:col-span-2 lg:col-span-3" : undefined}
          />
        ))}
      </div>
      {groups.length > 0 && (
        <div className="grid gap-2">
          {groups.map((group) => (
            <PropertyGroupFields
              key={`${group.title}${group.protective}`}
              group={group}
              form={form}
              prefix={prefix}
              open={kind === "system" || kind === "path"}
            />
          ))}
        </div>
      )}
      {(kind === "path" || kind === "flow") && element && <Reason form={form} />}
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{stale ? "Save mine" : element ? "Save" : `Add ${KIND_WORD[kind]}`}</SubmitButton>
        {stale ? (
          <ButtonLink
            href={`/systems/${system.slug}/architecture/${kind}/${element?.number ?? 1}?fresh=${stale.version}`}
          >
            Take what stands
          </ButtonLink>
        ) : (
          <ButtonLink href={`/systems/${system.slug}/architecture`}>Cancel</ButtonLink>
        )}
      </div>
    </>
  );
}

function Hidden({ form, prefix, kind, system, element, over }: FieldsProps & { readonly over: string }) {
  return (
    <>
      <input type="hidden" name="systemId" value={system.id} />
      {kind !== "path" && (
        <>
          <input type="hidden" name={`${prefix}op`} value="save" />
          <input type="hidden" name={`${prefix}kind`} value={kind} />
        </>
      )}
      {kind !== "system" && <input type="hidden" name={`${prefix}id`} value={element?.id ?? ""} />}
      <input
        type="hidden"
        name={`${prefix}version`}
        value={form.value(`${prefix}version`, element?.version ?? "")}
      />
      <input type="hidden" name={`${prefix}over`} value={over} />
    </>
  );
}

function Reason({ form }: { readonly form: FormHandle<unknown> }) {
  return (
    <ProseField
      form={form}
      name="reason"
      label="Reason"
      optional
      hint="Needed where a budget gets looser: a higher limit, a lower percentile, a flow left out or not waited for. A second person decides about that."
    />
  );
}
