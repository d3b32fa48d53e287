"use client";

import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { upgradeTemplate } from "@/lib/features/checklists/actions";

type UpgradeFormProps = {
  readonly system: { readonly id: string; readonly slug: string; readonly name: string };
  readonly templateId: string;
  readonly template: string;
  /** The version to move to; null where the system works the newest already. */
  readonly to: { readonly id: string; readonly label: string } | null;
};

type Outcome = {
  readonly label: string;
  readonly kept: number;
  readonly reworded: number;
  readonly reopened: number;
  readonly added: number;
  readonly revived: number;
  readonly retired: number;
};

/** Carries the move out, and says afterwards what it did. Stays in place while the preview around it goes. */
export function UpgradeForm({ system, templateId, template, to }: UpgradeFormProps) {
  return (
    <ActionForm action={upgradeTemplate} className="grid gap-3">
      {(form) => (
        <>
          {form.output && <Done name={template} outcome={form.output} />}
          {to ? (
            <>
              <input type="hidden" name="systemId" value={system.id} />
              <input type="hidden" name="templateId" value={templateId} />
              <input type="hidden" name="versionId" value={to.id} />
              <div className="flex flex-wrap gap-2">
                <SubmitButton>Move to {to.label}</SubmitButton>
                <ButtonLink href={`/systems/${system.slug}/settings#checklists`} variant="ghost">
                  Not now
                </ButtonLink>
              </div>
            </>
          ) : (
            <>
              {!form.output && (
                <Notice>
                  {system.name} works the newest version of {template} already. There is nothing to do.
                </Notice>
              )}
              <div className="flex flex-wrap gap-2">
                <ButtonLink href={`/systems/${system.slug}/checklists/all`}>Open the checklists</ButtonLink>
                <ButtonLink href={`/systems/${system.slug}/settings#checklists`} variant="ghost">
                  Back to settings
                </ButtonLink>
              </div>
            </>
          )}
        </>
      )}
    </ActionForm>
  );
}

function Done({ name, outcome }: { readonly name: string; readonly outcome: Outcome }) {
  const { label, kept, reworded, reopened, added, revived, retired } = outcome;
  const parts = [
    `${kept} answers were kept${reworded > 0 ? ` (${reworded} with new words)` : ""}`,
    `${reopened} re-opened`,
    `${added} new`,
    ...(revived > 0 ? [`${revived} back again under their old numbers`] : []),
    `${retired} retired`,
  ];
  return (
    <Notice tone="info" role="status" title={`Moved to ${name} ${label}.`}>
      {parts.join(", ")}.
    </Notice>
  );
}
