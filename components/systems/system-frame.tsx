import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { SYSTEM_TYPE_WORD } from "@/lib/domain/systems/vocabulary";
import { type ItemRow, openPhase } from "@/lib/features/checklists/present";
import { ArchivedNotice } from "./archived-notice";
import { SystemTabs } from "./system-tabs";

type SystemFrameProps = {
  readonly system: SystemSummary;
  readonly rows: readonly ItemRow[];
  readonly mayEdit: boolean;
  readonly mayRestore: boolean;
  /** Score, money and milliseconds. */
  readonly ledger: ReactNode;
  readonly children: ReactNode;
};

/** What stands above every page of a system: where we are, its pages, and its position in figures. */
export function SystemFrame({ system, rows, mayEdit, mayRestore, ledger, children }: SystemFrameProps) {
  return (
    <div className="sm:[--sticky-top:129px] md:[--sticky-top:92px]">
      <div data-system-bars className="z-20 border-b bg-surface sm:sticky sm:top-0 print:static">
        <div className="flex h-topbar items-center gap-2 border-b border-subtle px-page-x print:border-0">
          <TextLink href="/systems" className="no-print inline-flex min-h-6 items-center text-text-3!">
            Systems
          </TextLink>
          <span aria-hidden className="no-print text-3">
            /
          </span>
          <Link
            href={`/systems/${system.slug}`}
            className="truncate text-md leading-6 font-semibold hover:underline"
          >
            {system.name}
          </Link>
          <Chip className="max-sm:hidden">{SYSTEM_TYPE_WORD[system.type]}</Chip>
          {system.archivedAtMs !== null && <Chip tone="warn">Archived</Chip>}
        </div>
        <div className="flex flex-wrap items-center gap-x-4 px-page-x">
          <SystemTabs slug={system.slug} name={system.name} phase={openPhase(rows)} maySettle={mayEdit} />
          {ledger}
        </div>
      </div>
      {system.archivedAtMs !== null && (
        <ArchivedNotice system={system} archivedAtMs={system.archivedAtMs} mayRestore={mayRestore} />
      )}
      {children}
    </div>
  );
}
