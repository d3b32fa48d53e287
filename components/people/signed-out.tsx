"use client";

import { LogIn } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Sends to sign-in and remembers where the person wanted to go; without script there is the link. */
export function SignedOut() {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams().toString();
  const wanted = query ? `${path}?${query}` : path;
  const href = wanted === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(wanted)}`;
  useEffect(() => router.replace(href), [router, href]);
  return (
    <>
      <h1 className="sr-only">Signed out</h1>
      <EmptyState
        title="You are signed out"
        icon={<LogIn aria-hidden />}
        action={
          <ButtonLink href={href} variant="primary">
            Sign in
          </ButtonLink>
        }
      >
        After signing in you come back to this page.
      </EmptyState>
    </>
  );
}
