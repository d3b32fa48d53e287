"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

type FailedProps = { readonly error: Error & { readonly digest?: string }; readonly retry: () => void };

/** Something that nobody expected. What went wrong is in the log, under the id; here is only the id. */
export function Failed({ error, retry }: FailedProps) {
  return (
    <div className="grid min-h-[60dvh] content-center p-page-x">
      <h1 className="sr-only">Something failed</h1>
      <ErrorState
        title="This page could not be shown"
        errorId={error.digest}
        action={
          <>
            <Button onClick={retry}>Try again</Button>
            <ButtonLink href="/">Go to the start page</ButtonLink>
          </>
        }
        framed={false}
      >
        Something failed on our side. What you sent may not be saved: look before you send it again. If it
        stays, give the id to whoever runs this installation.
      </ErrorState>
    </div>
  );
}
