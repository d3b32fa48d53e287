import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Why the set-up form is not shown. */
export function SetUpRefused({ done }: { readonly done: boolean }) {
  if (done)
    return (
      <>
        <h1 className="sr-only">Set up Countersign</h1>
        <EmptyState
          title="This installation is set up"
          action={<ButtonLink href="/sign-in">Sign in</ButtonLink>}
        >
          Its administrator can invite you.
        </EmptyState>
      </>
    );
  return (
    <>
      <h1 className="sr-only">Set up Countersign</h1>
      <EmptyState title="Open the link from the terminal">
        When the server started it printed a set-up link with a one-time token. Open that link to make the
        first administrator. If it is gone, start the server again: it prints a new one.
      </EmptyState>
    </>
  );
}
