import "server-only";
import { type AuditFilter, listAuditEntries } from "@/lib/db/audit-log";
import { listPeople, namesOf } from "@/lib/db/people";
import { listSystems } from "@/lib/db/systems";
import { addDays, startOfDayMs } from "@/lib/domain/kernel/utc-date";
import { hiddenSystems } from "@/lib/domain/people/may";
import { defineLoader } from "@/lib/server/loader";
import { type AuditSearch, auditSearch } from "./schema";

export const AUDIT_PAGE = 100;

function toFilter(search: AuditSearch): AuditFilter {
  return {
    actorId: search.actor ?? null,
    action: search.action ?? null,
    outcome: search.outcome ?? null,
    systemId: search.system ?? null,
    fromMs: search.from ? startOfDayMs(search.from) : null,
    toMs: search.to ? startOfDayMs(addDays(search.to, 1)) : null,
    words: search.q.split(/\s+/).filter(Boolean).slice(0, 5),
  };
}

/** A page of the trail, newest first. `query` is the address's search part. */
export const loadAudit = defineLoader({
  permission: "audit:read",
  load: async ({ read, actor, asOf }, query: string) => {
    const search = auditSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    const before = search.before ? BigInt(search.before) : null;
    const found = await listAuditEntries(read, toFilter(search), before, AUDIT_PAGE + 1);
    const entries = found.slice(0, AUDIT_PAGE);
    const [names, people, systems] = await Promise.all([
      namesOf(
        read,
        entries.map((entry) => entry.actorId),
      ),
      listPeople(read),
      listSystems(read, hiddenSystems(actor)),
    ]);
    return {
      search,
      entries,
      names,
      people,
      systems,
      asOf,
      older: found.length > AUDIT_PAGE ? (entries.at(-1)?.id ?? null) : null,
    };
  },
});
