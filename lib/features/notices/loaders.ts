import "server-only";
import { countUnread, findMuted, listNotices } from "@/lib/db/notices";
import { hiddenSystems } from "@/lib/domain/people/may";
import { defineLoader } from "@/lib/server/loader";
import { mailIsSet } from "@/lib/server/mail";
import { noticeSearch } from "./schema";

const PAGE = 50;
const UNREAD_MAX = 99;

/** How many notices this person has not read; counted up to 99. */
export const loadUnreadCount = defineLoader({
  permission: "self",
  unready: "allowed",
  load: async ({ read, actor }) => countUnread(read, actor.id, hiddenSystems(actor), UNREAD_MAX),
});

/** One's own notices, the newest first. */
export const loadNotices = defineLoader({
  permission: "self",
  load: async ({ read, actor, asOf }, query: string) => {
    const search = noticeSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    const hidden = hiddenSystems(actor);
    const filter = { before: search.before ?? null, unread: search.unread === "1" };
    const [found, unread] = await Promise.all([
      listNotices(read, actor.id, hidden, filter, PAGE + 1),
      countUnread(read, actor.id, hidden, UNREAD_MAX),
    ]);
    return { search, notices: found.slice(0, PAGE), more: found.length > PAGE, unread, asOf };
  },
});

/** What this person wants by mail, and whether there is any. */
export const loadMailChoice = defineLoader({
  permission: "self",
  load: async ({ read, actor }) => ({ muted: await findMuted(read, actor.id), mailIsSet: mailIsSet() }),
});
