"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { passGate } from "@/lib/features/gates/actions";
import type { GateView } from "@/lib/features/gates/present";

type GateFormProps = { readonly gate: Pick<GateView, "id" | "systemId" | "entry" | "exit"> };

/** Asks for a gate: each criterion is ticked by itself, because somebody vouches for each by name. */
export function GateForm({ gate }: GateFormProps) {
  return (
    <ActionForm action={passGate} className="no-print grid gap-4">
      {(form) =>
        form.output ? (
          <Notice role="status" title="The gate is passed.">
            No two people here could sign for one another, so nobody was asked; the log says “bootstrap”.
          </Notice>
        ) : (
          <>
            <input type="hidden" name="systemId" value={gate.systemId} />
            <input type="hidden" name="gate" value={gate.id} />
            <Criteria title="What held before" criteria={gate.entry} ticked={form.values("attested")} />
            <Criteria title="What holds now" criteria={gate.exit} ticked={form.values("attested")} />
            <FieldError error={form.error("attested")} />
            <ProseField form={form} name="reason" label="Why now" hint="Whoever signs reads it." required />
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <SubmitButton>Ask to pass the gate</SubmitButton>
              <span className="text-xs text-3">A second person looks at what it rests on and signs.</span>
            </div>
          </>
        )
      }
    </ActionForm>
  );
}

type CriteriaProps = {
  readonly title: string;
  readonly criteria: GateView["entry"];
  readonly ticked: readonly string[];
};

function Criteria({ title, criteria, ticked }: CriteriaProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium">{title}</legend>
      {criteria.map(({ id, text }) => (
        <Checkbox
          key={id}
          name="attested[]"
          value={id}
          defaultChecked={ticked.includes(id)}
          label={text}
          className="items-start"
        />
      ))}
    </fieldset>
  );
}
