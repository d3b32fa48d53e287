import type { ReactNode } from "react";
import { BriefRow } from "@/components/ui/list-row";
import { SectionHeader } from "@/components/ui/page-header";
import { StateMark } from "@/components/ui/state-mark";
import { TextLink } from "@/components/ui/text-link";
import type { UtcDate } from "@/lib/domain/kernel/ids";
import { dayText, endsOn, type ItemRow, itemHref, presentNext } from "@/lib/features/checklists/present";

const SHOWN = 6;

type NextListsProps = {
  readonly slug: string;
  readonly rows: readonly ItemRow[];
  readonly today: UtcDate;
};

/** What needs somebody next: lists with something in them side by side, the others in a sentence. */
export function NextLists({ slug, rows, today }: NextListsProps) {
  const { overdue, expiring, unowned } = presentNext(rows);
  const all = `/systems/${slug}/checklists/all`;
  const lists: readonly (Listed & { readonly empty: string })[] = [
    {
      title: "Overdue",
      rows: overdue,
      allHref: `${all}?due=overdue`,
      empty: "Nothing is overdue.",
      when: ({ due }) => due && <span className="text-bad">{dayText(due, today)}</span>,
    },
    {
      id: "expiring",
      title: "Expires in 30 days",
      rows: expiring,
      allHref: `${all}?state=proven,claimed`,
      allWords: `${expiring.length} among the proven and claimed`,
      empty: "No proof expires in the next 30 days.",
      when: (row) => <span className="text-warn">{dayText(endsOn(row) ?? today, today)}</span>,
    },
    {
      title: "Must, owned by nobody",
      rows: unowned,
      allHref: `${all}?must=yes&owner=nobody&state=claimed,planned,gap,unknown`,
      empty: "Every open must-item has an owner.",
      when: ({ due }) => due && dayText(due, today),
    },
  ];
  const filled = lists.filter((list) => list.rows.length > 0);
  const empty = lists.filter((list) => list.rows.length === 0);
  return (
    <>
      {empty.length > 0 && (
        <p id={expiring.length === 0 ? "expiring" : undefined} className="mb-4 text-3">
          {empty.map((list) => list.empty).join(" ")}
        </p>
      )}
      <div className="grid grid-flow-row gap-x-8 gap-y-6 md:auto-cols-fr md:grid-flow-col">
        {filled.map((list) => (
          <NextList key={list.title} slug={slug} wide={filled.length === 1} {...list} />
        ))}
      </div>
    </>
  );
}

type Listed = {
  readonly id?: string;
  readonly title: string;
  readonly rows: readonly ItemRow[];
  readonly allHref: string;
  /** Where the list behind the link holds more than this one. */
  readonly allWords?: string;
  readonly when: (row: ItemRow) => ReactNode;
};

function NextList(props: Listed & { readonly slug: string; readonly wide: boolean }) {
  const { id, title, rows, allHref, allWords = `All ${rows.length}`, when, slug, wide } = props;
  return (
    <section className="min-w-0">
      <SectionHeader
        id={id}
        title={title}
        aside={
          <TextLink href={allHref} prefetch={false}>
            {allWords}
          </TextLink>
        }
      />
      <ul className={wide ? "gap-x-8 md:columns-2 *:break-inside-avoid" : undefined}>
        {rows.slice(0, SHOWN).map((row) => (
          <BriefRow
            key={row.id}
            href={itemHref(slug, row.phase, row.number)}
            title={row.title}
            detail={`${row.number}, ${row.owner?.name ?? "nobody owns it"}`}
            mark={<StateMark state={row.standing.state} />}
            when={when(row)}
          />
        ))}
      </ul>
    </section>
  );
}
