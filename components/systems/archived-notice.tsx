"use client";

import { Archive } from "lucide-react";
import { ActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { InstantMs, SystemId } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { restoreArchived } from "@/lib/features/systems/actions";

type ArchivedNoticeProps = {
  readonly system: { readonly id: SystemId; readonly name: string };
  readonly archivedAtMs: InstantMs;
  readonly mayRestore: boolean;
};

/** Says on every page of an archived system that nothing in it changes, and takes it back. */
export function ArchivedNotice({ system, archivedAtMs, mayRestore }: ArchivedNoticeProps) {
  return (
    <div className="px-page-x pt-4">
      <Notice
        tone="warning"
        icon={<Archive aria-hidden />}
        title={`${system.name} is archived since ${utcDateOf(archivedAtMs)}.`}
        actions={
          mayRestore && (
            <ActionForm action={restoreArchived} className="no-print">
              {() => (
                <>
                  <input type="hidden" name="systemId" value={system.id} />
                  <SubmitButton variant="secondary">Take it back</SubmitButton>
                </>
              )}
            </ActionForm>
          )
        }
      >
        It is in no list and no sum, and nothing in it changes.
      </Notice>
    </div>
  );
}
