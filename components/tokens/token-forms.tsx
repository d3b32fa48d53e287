"use client";

import { ActionForm } from "@/components/ui/action-form";
import { CopyField } from "@/components/ui/copy-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { reveal, revoke, rotate } from "@/lib/features/tokens/actions";
import type { TokenRow } from "@/lib/features/tokens/present";

type Token = Pick<TokenRow, "id" | "name" | "mine" | "standing">;

/** What can be done about a token: its owner shows or replaces its secret; they or an administrator end it. */
export function TokenForms({ token }: { readonly token: Token }) {
  if (token.standing === "expired" || token.standing === "revoked") return null;
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 max-sm:justify-start">
      {token.mine && <SecretForm key={token.id} token={token} />}
      <ActionForm action={revoke}>
        {() => (
          <>
            <input type="hidden" name="tokenId" value={token.id} />
            <SubmitButton variant="secondary" aria-label={`Revoke the token ${token.name}`}>
              Revoke
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </div>
  );
}

function SecretForm({ token }: { readonly token: Token }) {
  const unseen = token.standing === "unseen";
  const verb = unseen ? "Show the secret" : "New secret";
  return (
    <ActionForm action={unseen ? reveal : rotate}>
      {(form) => (
        <>
          <input type="hidden" name="tokenId" value={token.id} />
          {form.output ? (
            <Secret name={token.name} secret={form.output.secret} />
          ) : (
            <SubmitButton variant="secondary" aria-label={`${verb} of the token ${token.name}`}>
              {verb}
            </SubmitButton>
          )}
        </>
      )}
    </ActionForm>
  );
}

function Secret({ name, secret }: { readonly name: string; readonly secret: string }) {
  return (
    <div className="grid w-[min(420px,100%)] gap-1 text-left" role="status">
      <CopyField label={`Secret of ${name}`} value={secret} />
      <p className="text-xs text-3">Shown only now. Put it where your pipeline keeps secrets.</p>
    </div>
  );
}
