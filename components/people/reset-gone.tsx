import { Unlink } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** One answer for reset links that were used, have expired or never were. */
export function ResetGone() {
  return (
    <>
      <h1 className="sr-only">New password</h1>
      <EmptyState
        title="This link doesn’t work any more"
        icon={<Unlink aria-hidden />}
        action={
          <>
            <ButtonLink href="/forgot">Get a new link</ButtonLink>
            <ButtonLink href="/sign-in">Sign in</ButtonLink>
          </>
        }
      >
        A reset link works once, for 24 hours, and a newer one replaces it. If the link is cut off, copy all
        of it.
      </EmptyState>
    </>
  );
}
