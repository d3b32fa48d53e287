import type { NoticeKind } from "@/lib/domain/approvals/notices";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import type { NoticeSearch } from "./schema";

/** A kind of notice as people know it. */
export const KIND_WORDS: Readonly<Record<NoticeKind, { readonly name: string; readonly means: string }>> = {
  asked: { name: "Asked", means: "somebody asks for something that you may sign" },
  signed: { name: "Signed", means: "somebody signed what you asked for, and more have to" },
  scheduled: { name: "Delayed", means: "something has every signature and can still be stopped" },
  ended: { name: "Decided", means: "how it ended, if you asked or voted" },
  "break-glass": { name: "Emergency", means: "something happened without a second person" },
  review: { name: "Review", means: "an emergency was reviewed" },
};

type Line = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly system: { readonly name: string } | null;
  readonly atMs: InstantMs;
  readonly read: boolean;
};

export type NoticeRow = Omit<Line, "system"> & { readonly kindWords: string; readonly system: string | null };
export type NoticesView = {
  readonly rows: readonly NoticeRow[];
  readonly unread: number;
  readonly unreadOnly: boolean;
  readonly newestHref: string | null;
  readonly olderHref: string | null;
  readonly asOf: InstantMs;
};

/** The list that the address asks for. */
export function presentNotices(loaded: {
  readonly search: NoticeSearch;
  readonly notices: readonly Line[];
  readonly more: boolean;
  readonly unread: number;
  readonly asOf: InstantMs;
}): NoticesView {
  const { search, notices, more, unread, asOf } = loaded;
  const unreadOnly = search.unread === "1";
  const base = unreadOnly ? "/notices?unread=1" : "/notices";
  const last = notices.at(-1);
  return {
    rows: notices.map((one) => ({
      ...one,
      kindWords: KIND_WORDS[one.kind].name,
      system: one.system?.name ?? null,
    })),
    unread,
    unreadOnly,
    newestHref: search.before ? base : null,
    olderHref: more && last ? `${base}${unreadOnly ? "&" : "?"}before=${last.id}` : null,
    asOf,
  };
}
