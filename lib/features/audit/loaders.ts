import "server-only";
import { type AuditFilter, findAuditEntry, findNewerAuditPage, listAuditEntries } from "@/lib/db/audit-log";
import { listPeople } from "@/lib/db/people";
import { listSystems } from "@/lib/db/systems";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { addDays, startOfDayMs } from "@/lib/domain/kernel/utc-date";
import { hiddenSystems, mayInOrganisation } from "@/lib/domain/people/may";
import { defineLoader } from "@/lib/server/loader";
import { type AuditSearch, auditSearch } from "./schema";

const AUDIT_PAGE = 100;

function toFilter(search: AuditSearch, hidden: readonly SystemId[]): AuditFilter {
  return {
    actorId: search.actor ?? null,
    action: search.action ?? null,
    outcome: search.outcome ?? null,
    systemId: search.system ?? null,
    fromMs: search.from ? startOfDayMs(search.from) : null,
    toMs: search.to ? startOfDayMs(addDays(search.to, 1)) : null,
    words: search.q.split(/\s+/).filter(Boolean).slice(0, 5),
    hidden,
  };
}

/**
 * A page of the trail, newest first, and the entry that is open beside it. Entries about systems that are hidden from
 * this person are left out.
 *
 * @param query the address's search part
 */
export const loadAudit = defineLoader({
  permission: "audit:read",
  load: async ({ read, actor, asOf }, query: string) => {
    const search = auditSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    // Who administers people sees all of the trail: nobody can hide a system and the record of hiding it from them.
    const hidden = mayInOrganisation(actor, "people:manage") ? [] : hiddenSystems(actor);
    const filter = toFilter(search, hidden);
    const before = search.before ? BigInt(search.before) : null;
    const [found, newer, open, people, systems] = await Promise.all([
      listAuditEntries(read, filter, before, AUDIT_PAGE + 1),
      before === null ? null : findNewerAuditPage(read, filter, before, AUDIT_PAGE),
      search.entry ? findAuditEntry(read, BigInt(search.entry), hidden) : null,
      listPeople(read),
      listSystems(read, hidden),
    ]);
    const entries = found.slice(0, AUDIT_PAGE);
    return {
      search,
      entries,
      open,
      people,
      systems,
      asOf,
      hidden: hidden.length,
      /** Ids to page by: older than the last shown, and where the newer page starts ("" is the newest). */
      older: found.length > AUDIT_PAGE ? (entries.at(-1)?.id ?? null) : null,
      newer: before === null ? null : (newer?.toString() ?? ""),
    };
  },
});
