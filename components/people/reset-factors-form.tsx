"use client";

import { ActionForm } from "@/components/ui/action-form";
import { ProseField } from "@/components/ui/prose-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FactorKinds, factorWords } from "@/lib/domain/people/factors";
import { resetFactors } from "@/lib/features/factors/actions";
import type { ManagedPerson } from "./managed-person";

type ResetFactorsFormProps = { readonly person: ManagedPerson; readonly factors: FactorKinds };

/** For somebody who lost their factors: takes all of them away, once a second person agrees. */
export function ResetFactorsForm({ person, factors }: ResetFactorsFormProps) {
  const has = factorWords(factors);
  if (!has) return <p className="text-2">{person.name} has no second factor.</p>;
  return (
    <ActionForm action={resetFactors} className="grid gap-3">
      {(form) => (
        <>
          <input type="hidden" name="userId" value={person.id} />
          <p className="text-2">
            {person.name} has {has}. If they lost them, this takes all of them and the recovery codes away and
            ends their sessions. Talk to them first, in person: a second person has to agree.
          </p>
          <ProseField form={form} name="reason" label="How you know that it is them" required />
          <div>
            <SubmitButton variant="danger">Reset second factors</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
