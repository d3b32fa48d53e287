import type { ReactNode } from "react";
import { BriefRow } from "@/components/ui/list-row";
import { SectionHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { StateMark } from "@/components/ui/state-mark";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import type { InstantMs, UtcDate } from "@/lib/domain/kernel/ids";
import { dayText, endsOn, itemHref, type Overview, type PlacedRow } from "@/lib/features/checklists/present";

const SHOWN = 6;

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
};

/** What waits for this person, what lapses next, and who mentioned them. */
export function Needs({ overview, mentions, nowMs }: NeedsProps) {
  const { mine, expiring, today } = overview;
  return (
    <div className="mt-8 grid gap-x-8 gap-y-6 lg:grid-cols-3">
      <Column title="Yours to do" count={mine.length} empty="Nothing open has your name on it.">
        {mine.slice(0, SHOWN).map((one) => (
          <Placed key={one.row.id} {...one} when={one.row.due ? dueText(one, today) : null} />
        ))}
      </Column>
      <Column title="Expires next" count={expiring.length} empty="No proof expires in the next 30 days.">
        {expiring.slice(0, SHOWN).map((one) => (
          <Placed
            key={one.row.id}
            {...one}
            when={<span className="text-warn">{dayText(endsOn(one.row) ?? today, today)}</span>}
          />
        ))}
      </Column>
      <Column title="Mentions of you" count={mentions.length} empty="Nobody has mentioned you with @ lately.">
        {mentions
          .slice(0, SHOWN)
          .map(({ id, author, text, atMs, systemName, systemSlug, phase, ordinal }) => (
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
  readonly title: string;
  readonly count: number;
  readonly empty: string;
  readonly children: ReactNode;
};

function Column({ title, count, empty, children }: ColumnProps) {
  return (
    <section className="min-w-0">
      <SectionHeader title={title} aside={count > SHOWN ? `${SHOWN} of ${count}` : undefined} />
      {count === 0 ? <p className="text-3">{empty}</p> : <ul>{children}</ul>}
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
