import { MessageSquare } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "./cx";

interface ListProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function List({ label, className, children }: ListProps) {
  return (
    <ul aria-label={label} className={className}>
      {children}
    </ul>
  );
}

interface ListGroupHeadProps {
  readonly title: ReactNode;
  readonly remark?: ReactNode;
  readonly level?: 2 | 3 | undefined;
}

/** Sticky name of a group of rows. */
export function ListGroupHead({ title, remark, level = 2 }: ListGroupHeadProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="list-group-head">
      <Heading className="text-sm font-medium">{title}</Heading>
      {remark && <span className="text-xs text-3">{remark}</span>}
    </div>
  );
}

/** A slot left out takes no room; a slot set to null keeps its column so that rows line up. */
interface ListRowProps {
  readonly href: string;
  readonly title: ReactNode;
  readonly mark: ReactNode;
  readonly number?: ReactNode;
  readonly checkbox?: ReactNode;
  readonly marks?: ReactNode;
  readonly note?: ReactNode;
  readonly due?: ReactNode;
  readonly comments?: number | undefined;
  readonly person?: ReactNode;
  /** Its panel is open. */
  readonly current?: boolean | undefined;
  /** Ticked for a bulk change. */
  readonly selected?: boolean | undefined;
  readonly id?: string | undefined;
}

export function ListRow(props: ListRowProps) {
  const { href, title, mark, number, checkbox, marks, note, due, comments, person, current, selected, id } =
    props;
  return (
    <li
      id={id}
      className="list-row"
      data-current={current || undefined}
      data-selected={selected || undefined}
    >
      {checkbox !== undefined && <span className="list-row-check">{checkbox}</span>}
      <span className="list-row-mark">{mark}</span>
      {number !== undefined && <span className="list-row-number mono text-xs text-3">{number}</span>}
      <Link
        prefetch={false}
        href={href}
        scroll={false}
        aria-current={current ? "true" : undefined}
        className="list-row-title"
      >
        {title}
      </Link>
      {marks !== undefined && <span className="list-row-marks">{marks}</span>}
      {note !== undefined && <span className="list-row-note text-xs text-3">{note}</span>}
      {due !== undefined && <span className="list-row-due text-xs text-3">{due}</span>}
      {comments !== undefined && <CommentCount count={comments} />}
      {person !== undefined && <span className="list-row-person">{person}</span>}
    </li>
  );
}

function CommentCount({ count }: { readonly count: number }) {
  return (
    <span className="list-row-comments text-xs text-3">
      {count > 0 && (
        <>
          <MessageSquare aria-hidden className="size-3" />
          {count}
          <span className="sr-only">{count === 1 ? " comment" : " comments"}</span>
        </>
      )}
    </span>
  );
}

interface BriefRowProps {
  readonly title: ReactNode;
  readonly href?: string | undefined;
  readonly detail?: ReactNode;
  readonly when?: ReactNode;
  readonly mark?: ReactNode;
  readonly className?: string | undefined;
}

/** Two lines and a date, for short lists on overviews. */
export function BriefRow({ title, href, detail, when, mark, className }: BriefRowProps) {
  return (
    <li
      className={cx(
        "flex min-w-0 items-baseline gap-3 border-t border-subtle py-2 first:border-t-0",
        className,
      )}
    >
      {mark && <span className="mt-1 self-start">{mark}</span>}
      <span className="min-w-0 flex-1">
        {href ? (
          <Link prefetch={false} href={href} className="font-medium hover:underline hover:underline-offset-2">
            {title}
          </Link>
        ) : (
          <span className="font-medium">{title}</span>
        )}
        {detail && <span className="block text-xs text-3">{detail}</span>}
      </span>
      {when && <span className="text-xs whitespace-nowrap text-3">{when}</span>}
    </li>
  );
}
