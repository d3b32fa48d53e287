import Link from "next/link";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { PageHeader } from "@/components/ui/page-header";
import { PrintOnly } from "@/components/ui/print-only";
import { StateLegend, StateMark } from "@/components/ui/state-mark";
import { TextLink } from "@/components/ui/text-link";
import type { StandardLine, StandardView } from "@/lib/domain/checklists/standard-view";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { type ItemRow, itemHref } from "@/lib/features/checklists/present";

type StandardPageProps = {
  readonly system: { readonly slug: string; readonly name: string };
  readonly view: StandardView<ItemRow>;
  readonly today: UtcDate;
};

/** One standard, requirement by requirement, with the items that answer each. */
export function StandardPage({ system, view, today }: StandardPageProps) {
  const { name, edition, lines, applying, proven } = view;
  const leftOut = lines.length - applying;
  return (
    <div className="p-page-x">
      <PageHeader
        above={
          <TextLink
            href={`/systems/${system.slug}/standards`}
            className="no-print inline-flex min-h-6 items-center"
          >
            Standards
          </TextLink>
        }
        title={name}
        lede={`${edition}. ${proven} of ${applying} requirements have every item proven${leftOut > 0 ? `; ${leftOut} more don’t apply here` : ""}.`}
      />
      <PrintOnly>
        <p className="mb-4 text-xs text-3">
          {system.name}, as of {today}
        </p>
      </PrintOnly>
      <StateLegend className="mb-3" />
      <ul className="border-t">
        {lines.map((line) => (
          <Requirement key={line.id} line={line} slug={system.slug} />
        ))}
      </ul>
    </div>
  );
}

function Requirement({ line, slug }: { readonly line: StandardLine<ItemRow>; readonly slug: string }) {
  const { id, rows, tally } = line;
  const counted = tally.total - tally.byState["not-applicable"];
  return (
    <li
      id={id}
      className="grid gap-x-4 gap-y-1 border-b border-subtle py-1 max-sm:grid-cols-[auto_1fr] max-sm:py-2 sm:grid-cols-[112px_128px_minmax(0,1fr)] print:grid-cols-[96px_112px_minmax(0,1fr)]"
    >
      <h2 className="mono text-sm leading-7 font-medium wrap-anywhere">{id}</h2>
      <span className="flex h-7 min-w-0 items-center gap-2 text-xs text-3">
        {counted === 0 ? (
          "Does not apply"
        ) : (
          <>
            <CoverageBar counts={tally.byState} className="w-16!" />
            {tally.byState.proven} of {counted}
          </>
        )}
      </span>
      <ul className="min-w-0 max-sm:col-span-2">
        {rows.map((row) => (
          <Answer key={row.id} row={row} slug={slug} />
        ))}
      </ul>
    </li>
  );
}

const TONE = { plain: "text-3", warn: "text-warn", bad: "text-bad" } as const;

function Answer({ row, slug }: { readonly row: ItemRow; readonly slug: string }) {
  return (
    <li className="flex min-h-7 items-baseline gap-2">
      <span className="relative top-0.5 shrink-0">
        <StateMark state={row.standing.state} />
      </span>
      <Link
        href={itemHref(slug, row.phase, row.number)}
        prefetch={false}
        className="flex min-h-6 min-w-0 flex-1 items-baseline gap-2 py-0.5 hover:underline"
      >
        <span className="mono shrink-0 text-xs text-3">{row.number}</span>
        <span className="min-w-0">{row.title}</span>
      </Link>
      <span
        className={`max-w-[24ch] truncate text-xs max-sm:hidden ${TONE[row.remark.tone]}`}
        title={row.remark.text}
      >
        {row.remark.text}
      </span>
    </li>
  );
}
