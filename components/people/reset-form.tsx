"use client";

import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { resetPassword } from "@/lib/features/people/actions";
import { NewPasswordField } from "./new-password-field";

/** Sets a new password through a link. */
export function ResetForm({ token }: { readonly token: string }) {
  return (
    <>
      <h1>Choose a new password</h1>
      <p className="mt-1 text-2">It ends every session of your account. Then sign in with it.</p>
      <ActionForm action={resetPassword} className="mt-4 grid gap-4">
        {(form) => (
          <>
            <input type="hidden" name="token" value={token} />
            <NewPasswordField label="New password" error={form.error("password")} />
            <SubmitButton size="lg">Set password</SubmitButton>
          </>
        )}
      </ActionForm>
    </>
  );
}
