"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { askReset } from "@/lib/features/people/actions";
import { EmailField } from "./email-field";

/** Asks for a reset link. The answer never says whether the address is known. */
export function ForgotForm() {
  return (
    <ActionForm action={askReset} className="mt-4 grid gap-4">
      {(form) => (
        <>
          {form.output && (
            <Notice tone="info" role="status" title="If an account has this address, a link is on its way.">
              It works for 24 hours, and only the newest one does. Nothing came? Look at the address, then ask
              an administrator.
            </Notice>
          )}
          <EmailField error={form.error("email")} value={form.value("email")} autoFocus />
          <SubmitButton size="lg">Send a link</SubmitButton>
          <TextLink href="/sign-in" className="justify-self-start">
            Back to sign-in
          </TextLink>
        </>
      )}
    </ActionForm>
  );
}
