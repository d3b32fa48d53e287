import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";

interface DataTableProps {
  /** Names the table and, where it scrolls sideways, its region. */
  readonly label: string;
  /** On a phone: scroll sideways, or turn each row into a block (then give every Td a `label`). */
  readonly phone?: "scroll" | "blocks" | undefined;
  /** Reaches to the edges of the page. */
  readonly bleed?: boolean | undefined;
  readonly rowHeight?: "dense" | "md" | "tall" | undefined;
  readonly className?: string | undefined;
  /** thead, tbody and tfoot. */
  readonly children: ReactNode;
}

export function DataTable(props: DataTableProps) {
  const { label, phone = "scroll", bleed = false, rowHeight = "md", className, children } = props;
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
      tabIndex={0}
      className={cx("data-table-region", className)}
      data-phone={phone}
      data-bleed={bleed || undefined}
    >
      <table className="data-table" data-row={rowHeight}>
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </section>
  );
}

export type SortDirection = "ascending" | "descending" | "none";

interface ThProps extends Omit<ComponentProps<"th">, "scope"> {
  readonly numeric?: boolean | undefined;
  /** Present in the table but not seen. */
  readonly hiddenLabel?: string | undefined;
  readonly sort?: { readonly href: string; readonly direction: SortDirection } | undefined;
  readonly scope?: "col" | "row" | undefined;
}

export function Th({ numeric, hiddenLabel, sort, scope = "col", children, ...rest }: ThProps) {
  const content = hiddenLabel ? <span className="sr-only">{hiddenLabel}</span> : children;
  const Arrow = sort?.direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th {...rest} scope={scope} data-numeric={numeric || undefined} aria-sort={sort?.direction}>
      {sort ? (
        <Link
          prefetch={false}
          href={sort.href}
          scroll={false}
          className={cx(
            "group inline-flex min-h-6 items-center gap-1 hover:text-text",
            numeric && "flex-row-reverse",
          )}
        >
          {content}
          <Arrow
            aria-hidden
            className={cx(
              "size-3",
              sort.direction === "none" &&
                "opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100",
            )}
          />
        </Link>
      ) : (
        content
      )}
    </th>
  );
}

interface TdProps extends ComponentProps<"td"> {
  readonly numeric?: boolean | undefined;
  /** A zero or an absent value: grey. */
  readonly quiet?: boolean | undefined;
  /** The column's name, printed when rows become blocks on a phone. */
  readonly label?: string | undefined;
}

export function Td({ numeric, quiet, label, className, children, ...rest }: TdProps) {
  const isEmpty = children === undefined || children === null || children === false;
  return (
    <td
      {...rest}
      data-numeric={numeric || undefined}
      data-label={label}
      className={cx(quiet && "text-3", className)}
    >
      {label === undefined || isEmpty ? children : <div className="data-table-value">{children}</div>}
    </td>
  );
}

interface TdNameProps {
  readonly href?: string | undefined;
  readonly detail?: ReactNode;
  readonly mark?: ReactNode;
  readonly children: ReactNode;
}

/** First cell of a row: what it is, and its kind below. */
export function TdName({ href, detail, mark, children }: TdNameProps) {
  return (
    <th scope="row" data-name>
      <span className="flex items-center gap-2">
        {mark}
        <span className="min-w-0">
          {href ? (
            <Link
              prefetch={false}
              href={href}
              className="font-medium hover:underline hover:underline-offset-2"
            >
              {children}
            </Link>
          ) : (
            <span className="font-medium">{children}</span>
          )}
          {detail && <span className="block text-xs font-normal text-3">{detail}</span>}
        </span>
      </span>
    </th>
  );
}
