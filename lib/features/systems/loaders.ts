import "server-only";
import { findOpenRequestAbout } from "@/lib/db/approval-lists";
import { listItemsForCounting } from "@/lib/db/checklists";
import type { Read } from "@/lib/db/client";
import { findInstallation } from "@/lib/db/installation";
import { listMembershipsOfSystem } from "@/lib/db/memberships";
import { listActivePeople, listPeople, namesOf } from "@/lib/db/people";
import { listSystemChanges } from "@/lib/db/system-history";
import { findSystem, listSystemNames, listSystems } from "@/lib/db/systems";
import { countWaitingBySystem } from "@/lib/db/waiting-requests";
import type { Item } from "@/lib/domain/checklists/item";
import { progressOfSystem } from "@/lib/domain/checklists/system-progress";
import type { InstantMs, SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { hiddenSystems, mayInOrganisation } from "@/lib/domain/people/may";
import { type ListedPosture, NO_POSTURE } from "@/lib/domain/posture/listed-posture";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { defineLoader, defineSystemLoader } from "@/lib/server/loader";
import { summariesOfSystems } from "@/lib/server/posture-summaries";
import {
  byPosture,
  choicesOf,
  filterSystems,
  needsCounting,
  needsPostures,
  SYSTEMS_PER_PAGE,
  type SystemLine,
  sortLines,
  sortSystems,
} from "./present";
import { systemSearch } from "./schema";

const CHANGES_SHOWN = 10;

const NAMES_IN_NAVIGATION = 14;

/** What the navigation shows of the systems that this person sees: the first names, and how many there are. */
export const loadSystemNames = defineLoader({
  permission: "self",
  unready: "allowed",
  load: ({ read, actor }) => listSystemNames(read, hiddenSystems(actor), NAMES_IN_NAVIGATION),
});

async function progressesOf(
  read: Read,
  systems: readonly SystemSummary[],
  today: UtcDate,
): Promise<readonly Pick<SystemLine, "system" | "progress">[]> {
  const items = new Map<SystemId, Item[]>(systems.map(({ id }) => [id, []]));
  for (const item of await listItemsForCounting(read, [...items.keys()]))
    items.get(item.systemId)?.push(item);
  return systems.map((system) => ({
    system,
    progress: progressOfSystem(items.get(system.id) ?? [], system, today),
  }));
}

async function posturesOf(
  read: Read,
  systems: readonly SystemSummary[],
  asOf: InstantMs,
): Promise<ReadonlyMap<SystemId, ListedPosture>> {
  const ids = systems.map(({ id }) => id);
  const [shown, waiting] = await Promise.all([
    summariesOfSystems(read, ids, asOf),
    countWaitingBySystem(read, ids),
  ]);
  return new Map(ids.map((id) => [id, { shown: shown.get(id) ?? null, waiting: waiting.get(id) ?? 0 }]));
}

/** A page of the list of systems. `query` is the address's search part; only what is shown is counted, if it can be. */
export const loadSystemList = defineLoader({
  permission: "self",
  load: async ({ read, actor, asOf }, query: string) => {
    const search = systemSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    const systems = await listSystems(read, hiddenSystems(actor));
    const wanted = sortSystems(filterSystems(systems, search), search.sort);
    const known = needsPostures(search) ? await posturesOf(read, wanted, asOf) : null;
    const found = known ? byPosture(wanted, known, search) : wanted;
    const pages = Math.max(1, Math.ceil(found.length / SYSTEMS_PER_PAGE));
    const page = Math.min(search.page, pages);
    const onPage = <T>(all: readonly T[]) =>
      all.slice((page - 1) * SYSTEMS_PER_PAGE, page * SYSTEMS_PER_PAGE);
    const today = utcDateOf(asOf);
    const lines = needsCounting(search.sort)
      ? onPage(sortLines(await progressesOf(read, found, today), search.sort))
      : await progressesOf(read, onPage(found), today);
    const postures =
      known ??
      (await posturesOf(
        read,
        lines.map(({ system }) => system),
        asOf,
      ));
    const installation = await findInstallation(read);
    return {
      search: { ...search, page },
      lines: lines.map((line) => ({ ...line, posture: postures.get(line.system.id) ?? NO_POSTURE })),
      pages,
      found: found.length,
      total: systems.length,
      choices: choicesOf(systems),
      mayCreate: mayInOrganisation(actor, "systems:create"),
      currency: installation?.currency ?? "USD",
    };
  },
});

/** What the form for a new system offers. */
export const loadNewSystem = defineLoader({
  permission: "systems:create",
  load: async ({ read, actor }) => ({ people: await listActivePeople(read), me: actor.id }),
});

/** What was done to a system lately, and by whom. */
export const loadSystemChanges = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }) => {
    const changes = await listSystemChanges(read, systemId, CHANGES_SHOWN);
    const owners = changes.flatMap(({ detail }) => [ownerIn(detail?.before), ownerIn(detail?.after)]);
    return {
      changes,
      names: await namesOf(read, [...changes.map(({ actorId }) => actorId), ...owners]),
      asOf,
      systemId,
      maySeeAudit: mayInOrganisation(actor, "audit:read"),
    };
  },
});

/** The owner that an entry about an item names, by id. */
function ownerIn(state: unknown): string | null {
  const owner = typeof state === "object" && state !== null && "ownerId" in state ? state.ownerId : null;
  return typeof owner === "string" && /^[0-9a-f-]{36}$/.test(owner) ? owner : null;
}

/** The settings of a system: its facts, and who may do what on it. */
export const loadSystemSettings = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, actor, systemId }) => {
    const system = await findSystem(read, systemId);
    if (!system) return null;
    const mayManageMembers = mayInOrganisation(actor, "members:manage");
    const [people, memberships, everyone, archiveAsked] = await Promise.all([
      listActivePeople(read),
      listMembershipsOfSystem(read, systemId),
      mayManageMembers ? listPeople(read) : [],
      findOpenRequestAbout(read, "systems.archive", { systemId }),
    ]);
    return { system, people, memberships, everyone, archiveAsked, mayManageMembers, me: actor.id };
  },
});
