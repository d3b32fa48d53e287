import "server-only";
import { exportLog } from "@/lib/db/audit-export";
import { type AuditFilter, findAuditEntry, findNewerAuditPage, listAuditEntries } from "@/lib/db/audit-log";
import { findNewestCheckpoint, listCheckpointKeys } from "@/lib/db/audit-tree";
import { listPeople } from "@/lib/db/people";
import { listSystems } from "@/lib/db/systems";
import { utf8 } from "@/lib/domain/audit/bytes";
import { readCheckpoint } from "@/lib/domain/audit/checkpoint";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { addDays, startOfDayMs, utcDateOf } from "@/lib/domain/kernel/utc-date";
import { hiddenSystems, mayInOrganisation } from "@/lib/domain/people/may";
import { publicLogKey, readEntrySeal, readLogSeal } from "@/lib/server/audit-seal";
import { callerOfRequest } from "@/lib/server/auth";
import { defineLoader, definePublicLoader } from "@/lib/server/loader";
import { consume } from "@/lib/server/throttle";
import { noteReading } from "./commands";
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
    await recordReading(actor.id);
    const search = auditSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    // Who administers people sees all of the trail: nobody can hide a system and the record of hiding it from them.
    const hidden = mayInOrganisation(actor, "people:manage") ? [] : hiddenSystems(actor);
    const filter = toFilter(search, hidden);
    const before = search.before ? BigInt(search.before) : null;
    const [found, newer, open, people, systems, seal] = await Promise.all([
      listAuditEntries(read, filter, before, AUDIT_PAGE + 1),
      before === null ? null : findNewerAuditPage(read, filter, before, AUDIT_PAGE),
      search.entry ? findAuditEntry(read, BigInt(search.entry), hidden) : null,
      listPeople(read),
      listSystems(read, hidden),
      readLogSeal(read),
    ]);
    const entries = found.slice(0, AUDIT_PAGE);
    return {
      search,
      entries,
      open,
      seal,
      openSeal: open && (await readEntrySeal(read, open.entryId)),
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

/** Whoever reads the log is in it: one entry for a person and ten minutes. */
async function recordReading(key: string): Promise<void> {
  if (!(await consume([{ limit: "audit-readings", key }]))) await noteReading({}, await callerOfRequest());
}

/** The whole log in pieces of some hundred lines. That somebody takes it is recorded by the command `audit.export`. */
export const loadAuditExport = defineLoader({
  permission: "audit:read",
  load: async ({ read, asOf }) => {
    const newest = await findNewestCheckpoint(read);
    const key = publicLogKey(newest);
    const keys = [...new Set([key, ...(await listCheckpointKeys(read))])];
    const origin = key.slice(0, key.indexOf("+"));
    return {
      fileName: `countersign-audit-${utcDateOf(asOf)}.jsonl`,
      chunks: inBytes(exportLog(read, { origin, keys })),
    };
  },
});

async function* inBytes(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield utf8(text);
}

/** What anybody may know of the log: its newest checkpoint, and the keys to check it with. */
export const loadCheckpoint = definePublicLoader({
  load: async ({ read }) => {
    const newest = await findNewestCheckpoint(read);
    const key = publicLogKey(newest);
    const formerKeys = (await listCheckpointKeys(read)).filter((one) => one !== key);
    return {
      origin: (newest && readCheckpoint(newest.note)?.origin) ?? key.slice(0, key.indexOf("+")),
      key,
      formerKeys,
      checkpoint: newest && {
        size: newest.size,
        root: newest.root,
        at: new Date(newest.atMs).toISOString(),
        note: newest.note,
      },
    };
  },
});
