"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type ReactNode, useEffect } from "react";
import { ActionForm, type FormHandle } from "@/components/ui/action-form";
import type { UserId } from "@/lib/domain/kernel/ids";

type ManagedFormProps<O> = {
  readonly action: ComponentProps<typeof ActionForm<O>>["action"];
  readonly person: { readonly id: UserId; readonly version: number };
  readonly className?: string;
  readonly children: (form: FormHandle<O>) => ReactNode;
};

/**
 * A form about one account at the version that is on the screen. When somebody was faster it says so, the page shows
 * what stands now, and sending once more goes against that.
 */
export function ManagedForm<O>({ action, person, className, children }: ManagedFormProps<O>) {
  return (
    <ActionForm action={action} className={className}>
      {(form) => (
        <>
          <input type="hidden" name="userId" value={person.id} />
          <input type="hidden" name="version" value={person.version} />
          <ShowWhatStands version={form.refusal?.code === "stale" ? form.refusal.version : null} />
          {children(form)}
        </>
      )}
    </ActionForm>
  );
}

/** Reads the page again once after a stale refusal, so that the hidden version follows what is shown. */
function ShowWhatStands({ version }: { readonly version: number | null }) {
  const router = useRouter();
  useEffect(() => {
    if (version !== null) router.refresh();
  }, [version, router]);
  return null;
}
