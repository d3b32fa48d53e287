import type { ReactNode } from "react";
import { BriefRow } from "@/components/ui/list-row";
import { SectionHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { StateMark } from "@/components/ui/state-mark";
import { TextLink } from "@/components/ui/text-link";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import type { InstantMs, UtcDate } from "@/lib/domain/kernel/ids";
import { dayText, endsOn, itemHref, type Overview, type PlacedRow } from "@/lib/features/checklists/present";

const SHOWN = 6;
const SHOWN_WHOLE = 200;

export type MentionOfMe = {
  readonly id: string;
  readonly author: { readonly name: string };
  readonly text: string;
  readonly atMs: InstantMs;
  readonly systemName: string;
  readonly systemSlug: string;
  readonly phase: Phase;
  readonly ordinal: number;
};

type NeedsProps = {
  readonly overview: Overview & { readonly today: UtcDate };
  readonly mentions: readonly MentionOfMe[];
  readonly nowMs: InstantMs;
  /** The list that is shown whole, from the address. */
  readonly open: string | undefined;
};

/** What waits for this person, what is late, what lapses next, and who mentioned them. */
export function Needs({ overview, mentions, nowMs, open }: NeedsProps) {
  const { mine, overdue, expiring, today } = overview;
  const rowsOf = (id: string, rows: readonly PlacedRow[]) => rows.slice(0, open === id ? SHOWN_WHOLE : SHOWN);
  return (
    <div className="mt-8 grid grid-cols-[repeat(auto-fit,minmax(min(280px,100%),1fr))] gap-x-8 gap-y-6">
      <Column
        id="mine"
        open={open}
        title="Yours to do"
        count={mine.length}
        empty="Nothing open has your name on it."
      >
        {rowsOf("mine", mine).map((one) => (
          <Placed key={one.row.id} {...one} when={dueText(one, today)} />
        ))}
      </Column>
      <Column id="overdue" open={open} title="Overdue" count={overdue.length} empty="Nothing is late.">
        {rowsOf("overdue", overdue).map((one) => (
          <Placed key={one.row.id} {...one} when={dueText(one, today)} />
        ))}
      </Column>
      <Column
        id="expiring"
        open={open}
        title="Expires next"
        count={expiring.length}
        empty="Nothing expires in the next 30 days."
      >
        {rowsOf("expiring", expiring).map((one) => (
          <Placed
            key={one.row.id}
            {...one}
            when={<span className="text-warn">{dayText(endsOn(one.row) ?? today, today)}</span>}
          />
        ))}
      </Column>
      <Column
        id="mentions"
        open={open}
        title="Mentions of you"
        count={mentions.length}
        empty="Nobody has mentioned you with @ lately."
      >
        {mentions.map(({ id, author, text, atMs, systemName, systemSlug, phase, ordinal }) => (
          <BriefRow
            key={id}
            href={itemHref(systemSlug, phase, formatReadableNumber({ phase, ordinal }))}
            title={`${author.name} in ${systemName}`}
            detail={text.slice(0, 140)}
            when={<RelativeTime instantMs={atMs} nowMs={nowMs} />}
          />
        ))}
      </Column>
    </div>
  );
}

type ColumnProps = {
  readonly id: string;
  readonly open: string | undefined;
  readonly title: string;
  readonly count: number;
  readonly empty: string;
  readonly children: ReactNode;
};

function Column({ id, open, title, count, empty, children }: ColumnProps) {
  const more = count > SHOWN && id !== "mentions";
  const all = open === id;
  return (
    <section id={id} className={all ? "col-span-full min-w-0" : "min-w-0"}>
      <SectionHeader
        title={title}
        aside={
          more && (
            <TextLink href={all ? "/" : `/?list=${id}#${id}`}>
              {all ? `First ${SHOWN}` : `All ${count}`}
            </TextLink>
          )
        }
      />
      {count === 0 ? <p className="text-3">{empty}</p> : <ul>{children}</ul>}
      {all && count > SHOWN_WHOLE && (
        <p className="mt-2 text-xs text-3">
          The first {SHOWN_WHOLE} of {count}. The lists of the systems have all of them.
        </p>
      )}
    </section>
  );
}

function Placed({ system, row, when }: PlacedRow & { readonly when: ReactNode }) {
  return (
    <BriefRow
      href={itemHref(system.slug, row.phase, row.number)}
      title={row.title}
      detail={`${system.name} ${row.number}, ${row.remark.text}`}
      mark={<StateMark state={row.standing.state} />}
      when={when}
    />
  );
}

function dueText({ row }: PlacedRow, today: UtcDate): ReactNode {
  const text = row.due ? dayText(row.due, today) : "";
  return row.due && row.due < today ? <span className="text-bad">{text}</span> : text;
}
