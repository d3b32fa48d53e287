import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { TextLink } from "@/components/ui/text-link";
import { type Tally, tallyOf } from "@/lib/domain/checklists/progress";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { SYSTEM_TYPE_WORD } from "@/lib/domain/systems/vocabulary";
import { type ItemRow, openPhase } from "@/lib/features/checklists/present";
import { SystemTabs } from "./system-tabs";

type SystemFrameProps = {
  readonly system: SystemSummary;
  readonly rows: readonly ItemRow[];
  readonly mayEdit: boolean;
  readonly children: ReactNode;
};

/** What stands above every page of a system: where we are, its pages, and its position in figures. */
export function SystemFrame({ system, rows, mayEdit, children }: SystemFrameProps) {
  return (
    <div className="sm:[--sticky-top:92px]">
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
        </div>
        <div className="flex flex-wrap items-center gap-x-4 px-page-x">
          <SystemTabs slug={system.slug} name={system.name} phase={openPhase(rows)} maySettle={mayEdit} />
          <Ledger slug={system.slug} tally={tallyOf(rows)} />
        </div>
      </div>
      {children}
    </div>
  );
}

/** Where the system stands; each figure leads to what it is made of. */
function Ledger({ slug, tally }: { readonly slug: string; readonly tally: Tally }) {
  const base = `/systems/${slug}`;
  const counted = tally.total - tally.byState["not-applicable"];
  return (
    <nav
      aria-label="Position of this system"
      className="flex h-9 shrink-0 items-center divide-x divide-border-subtle text-xs max-sm:-mx-page-x max-sm:w-[100vw] max-sm:border-t max-sm:border-subtle max-sm:px-1 print:w-auto"
    >
      <LedgerFigure href={`${base}/checklists/all?state=proven`} value={tally.byState.proven}>
        of {counted} proven
      </LedgerFigure>
      <LedgerFigure
        href={`${base}/checklists/all?due=overdue`}
        value={tally.overdue}
        tone={tally.overdue > 0 ? "text-bad" : "text-3"}
      >
        overdue
      </LedgerFigure>
      <LedgerFigure
        href={`${base}#expiring`}
        value={tally.expiring}
        tone={tally.expiring > 0 ? "text-warn" : "text-3"}
      >
        expiring
      </LedgerFigure>
    </nav>
  );
}

type LedgerFigureProps = {
  readonly href: string;
  readonly value: number;
  readonly tone?: string;
  readonly children: ReactNode;
};

function LedgerFigure({ href, value, tone = "", children }: LedgerFigureProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex min-h-6 items-center gap-1 px-3 whitespace-nowrap text-2 last:pr-0 hover:text-text hover:underline"
    >
      <span className={`text-sm font-semibold ${tone}`}>{value}</span> {children}
    </Link>
  );
}
