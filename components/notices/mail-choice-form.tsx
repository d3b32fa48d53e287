"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { SubmitButton } from "@/components/ui/submit-button";
import { MUTABLE_KINDS, type NoticeKind } from "@/lib/domain/approvals/notices";
import { chooseMail } from "@/lib/features/notices/actions";
import { KIND_WORDS } from "@/lib/features/notices/present";

type MailChoiceProps = { readonly muted: readonly NoticeKind[]; readonly mailIsSet: boolean };

/** Which notices come by mail too. */
export function MailChoiceForm({ muted, mailIsSet }: MailChoiceProps) {
  return (
    <ActionForm action={chooseMail} className="grid gap-3">
      {(form) => (
        <>
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 text-2">
              {mailIsSet
                ? "Notices of one minute come in one mail; what you have read here by then does not come."
                : "This installation sends no mail yet; your choice counts from the day it does."}
            </legend>
            {MUTABLE_KINDS.map((kind) => (
              <Checkbox
                key={kind}
                name="wanted"
                value={kind}
                defaultChecked={!muted.includes(kind)}
                label={`${KIND_WORDS[kind].name}: ${KIND_WORDS[kind].means}`}
              />
            ))}
          </fieldset>
          <p className="text-xs text-pretty text-3">
            Emergencies always come by mail. Whatever you choose, all{" "}
            <a className="link" href="/notices">
              notices
            </a>{" "}
            stay on their own page.
          </p>
          <div className="flex items-center gap-3">
            <SubmitButton variant="secondary">Save</SubmitButton>
            <span role="status" className="text-xs text-2">
              {form.output !== null ? "Saved" : ""}
            </span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
