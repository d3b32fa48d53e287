import { ButtonLink } from "@/components/ui/button";
import type { Role } from "@/lib/domain/people/capability";
import { ROLE_PHRASES } from "@/lib/domain/people/words";
import { signOut } from "@/lib/features/people/actions";
import { MyFactors, type MyFactorsProps } from "./my-factors";

/** Whose role needs a second factor and who has none; nothing else is open before it is done. */
export function FactorNeeded({ role, ...factors }: MyFactorsProps & { readonly role: Role }) {
  const done = factors.totp !== null || factors.passkeys.length > 0;
  return (
    <>
      <h1>{done ? "Your second factor is set up" : "Set up a second factor"}</h1>
      <p className="mt-1 mb-6 text-2">
        {done
          ? "Keep the recovery codes, then go on."
          : `You are ${ROLE_PHRASES[role]}, and that role needs more than a password. An app or a passkey is enough.`}
      </p>
      <MyFactors {...factors} />
      <div className="mt-6 flex flex-wrap items-center gap-4">
        {done && (
          <ButtonLink href="/" variant="primary">
            Go on
          </ButtonLink>
        )}
        <form action={signOut}>
          <button type="submit" className="link min-h-6">
            Sign out instead
          </button>
        </form>
      </div>
    </>
  );
}
