import { Bell } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segmented, SegmentLink } from "@/components/ui/segmented";
import { TextLink } from "@/components/ui/text-link";
import type { NoticeRow, NoticesView } from "@/lib/features/notices/present";
import { MarkReadForm } from "./mark-read-form";

/** What this person was told, the newest first. */
export function NoticesPage({ view }: { readonly view: NoticesView }) {
  const { rows, unread, unreadOnly } = view;
  return (
    <div className="max-w-[860px] p-page-x">
      <PageHeader
        title="Notices"
        lede={
          <>
            What happened that concerns you. Opening what a notice is about marks it as read.{" "}
            <TextLink href="/account#mail">What comes by mail</TextLink> is your choice.
          </>
        }
        actions={unread > 0 && <MarkReadForm />}
      />
      <Segmented label="Which notices" className="mb-4">
        <SegmentLink href="/notices" current={!unreadOnly}>
          All
        </SegmentLink>
        <SegmentLink href="/notices?unread=1" current={unreadOnly}>
          Unread {unread > 0 && <span className="text-3">{unread > 98 ? "99+" : unread}</span>}
        </SegmentLink>
      </Segmented>
      {rows.length === 0 ? (
        <NoNotices unreadOnly={unreadOnly} />
      ) : (
        <ul aria-label="Notices" className="border-t">
          {rows.map((row) => (
            <Row key={row.id} row={row} nowMs={view.asOf} />
          ))}
        </ul>
      )}
      <Pagination
        label="Pages of notices"
        newerHref={view.newestHref}
        newer="Newest"
        olderHref={view.olderHref}
        summary=""
      />
    </div>
  );
}

function Row({ row, nowMs }: { readonly row: NoticeRow; readonly nowMs: number }) {
  return (
    <li className="relative grid grid-cols-[12px_minmax(0,1fr)_auto] items-baseline gap-x-2 border-b border-subtle py-2.5 hover:bg-surface-hover">
      <span aria-hidden className={cx("size-2 rounded-full", !row.read && "bg-accent")} />
      <span className="min-w-0">
        <Link
          prefetch={false}
          href={row.href}
          className={cx(
            "break-words after:absolute after:inset-0 hover:underline hover:underline-offset-2",
            row.read ? "text-2" : "font-medium",
          )}
        >
          {!row.read && <span className="sr-only">Unread: </span>}
          {row.title}
        </Link>
        <span className="block text-xs text-pretty break-words text-2">{row.text}</span>
        <span className="block text-xs text-3">
          {row.kindWords}
          {row.system && ` · ${row.system}`}
        </span>
      </span>
      <RelativeTime instantMs={row.atMs} nowMs={nowMs} className="text-xs whitespace-nowrap text-3" />
    </li>
  );
}

function NoNotices({ unreadOnly }: { readonly unreadOnly: boolean }) {
  if (unreadOnly)
    return (
      <EmptyState
        title="You have read everything"
        icon={<Bell aria-hidden />}
        action={<ButtonLink href="/notices">Show all notices</ButtonLink>}
      >
        New notices appear here and beside “Notices” in the navigation.
      </EmptyState>
    );
  return (
    <EmptyState title="Nobody told you anything yet" icon={<Bell aria-hidden />}>
      When somebody asks for your signature, or decides what you asked for, it says so here.
    </EmptyState>
  );
}
