import "server-only";
import { listExceptions } from "@/lib/db/exceptions";
import { findInstallation, type Installation } from "@/lib/db/installation";
import { type FoundSystem, searchItems, searchPeople, searchSystems } from "@/lib/db/search";
import { listSystems } from "@/lib/db/systems";
import { countWaitingBySystem, listWaitingRequests } from "@/lib/db/waiting-requests";
import { entryHref, KIND_WORD } from "@/lib/domain/catalogue/kinds";
import { searchEntries } from "@/lib/domain/catalogue/search-entries";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import { type Exception, exceptionStanding } from "@/lib/domain/exceptions/exception";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { hiddenSystems } from "@/lib/domain/people/may";
import { assess } from "@/lib/domain/posture/assess";
import type { ListedPosture } from "@/lib/domain/posture/listed-posture";
import { pathSummary } from "@/lib/domain/posture/path-summary";
import { postureSummary } from "@/lib/domain/posture/posture-summary";
import { SCORE_WEIGHTS } from "@/lib/domain/posture/score";
import { scenarioParts } from "@/lib/domain/posture/score-parts";
import { SYSTEM_TYPE_WORD } from "@/lib/domain/systems/vocabulary";
import { knowledge, modelCatalogue } from "@/lib/server/catalogue";
import { defineLoader, defineSystemLoader } from "@/lib/server/loader";
import { readPosture, type SystemPosture } from "@/lib/server/posture";
import { summariesOfSystems, summaryOfSystem } from "@/lib/server/posture-summaries";

const SYSTEMS_MOST = 6;
const ITEMS_MOST = 12;
const PEOPLE_MOST = 4;
const ENTRIES_MOST = 6;
const WORDS_MOST = 6;
const WAITING_SHOWN = 20;

/** What the palette finds for a few letters: where to go, under which heading. */
export const loadSearch = defineLoader({
  permission: "self",
  load: async ({ read, actor }, query: string) => {
    const words = query.trim().slice(0, 80).split(/\s+/).filter(Boolean).slice(0, WORDS_MOST);
    const hidden = hiddenSystems(actor);
    const systems = await searchSystems(read, words, hidden, SYSTEMS_MOST);
    if (words.length === 0) return systems.map(systemHit);
    const [items, people, about, catalogue] = await Promise.all([
      searchItems(read, words, hidden, ITEMS_MOST),
      searchPeople(read, words, PEOPLE_MOST),
      knowledge(),
      modelCatalogue(),
    ]);
    const entries = searchEntries(about, catalogue, query).slice(0, ENTRIES_MOST);
    return [
      ...systems.map(systemHit),
      ...items.map((item) => ({
        kind: "Items",
        title: item.title,
        detail: `${item.systemName} ${formatReadableNumber(item)}`,
        href: `/systems/${item.slug}/checklists/${item.phase}?item=${formatReadableNumber(item)}`,
      })),
      ...entries.map(({ kind, id, name }) => ({
        kind: "Catalogue",
        title: name,
        detail: KIND_WORD[kind],
        href: entryHref(kind, id),
      })),
      ...people.map(({ name, role }) => ({
        kind: "People",
        title: name,
        detail: role,
        href: `/people?q=${encodeURIComponent(name)}`,
      })),
    ];
  },
});

const systemHit = ({ slug, name, type }: FoundSystem) => ({
  kind: "Systems",
  title: name,
  detail: SYSTEM_TYPE_WORD[type],
  href: `/systems/${slug}`,
});

/** What the numbers of a system are computed from today: a page's what-if computes with it in the browser. */
export const loadPostureFacts = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, asOf, systemId }) =>
    (await readPosture(read, systemId, utcDateOf(asOf)))?.facts ?? null,
});

/** What stands at the top of every page of a system: score, money, milliseconds. */
export const loadLedger = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, asOf, systemId }) => {
    const [summary, installation] = await Promise.all([
      summaryOfSystem(read, systemId, asOf),
      findInstallation(read),
    ]);
    return summary && { summary, currency: currencyOf(installation) };
  },
});

/** The numbers of every system that this person sees, by system. */
export const loadPostures = defineLoader({
  permission: "self",
  load: async ({ read, actor, asOf }) => {
    const ids = (await listSystems(read, hiddenSystems(actor))).map(({ id }) => id);
    const [shown, waiting, installation] = await Promise.all([
      summariesOfSystems(read, ids, asOf),
      countWaitingBySystem(read, ids),
      findInstallation(read),
    ]);
    const postures = new Map<SystemId, ListedPosture>(
      ids.map((id) => [id, { shown: shown.get(id) ?? null, waiting: waiting.get(id) ?? 0 }]),
    );
    return { postures, currency: currencyOf(installation) };
  },
});

/** Everything that a system's own page says in numbers, with what they are made of. */
export const loadSystemPosture = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, asOf, systemId }) => {
    const today = utcDateOf(asOf);
    const posture = await readPosture(read, systemId, today);
    if (!posture) return null;
    const { facts } = posture;
    const assessment = assess(facts);
    const [exceptions, waiting, installation] = await Promise.all([
      listExceptions(read, systemId),
      listWaitingRequests(read, systemId, WAITING_SHOWN),
      findInstallation(read),
    ]);
    return {
      summary: postureSummary(facts, assessment),
      weights: SCORE_WEIGHTS,
      scenarios: scenarioParts(assessment),
      paths: assessment.paths.map(pathSummary),
      exceptions: exceptions
        .filter((one) => exceptionStanding(one, today) === "standing")
        .map((one) => ({ ...one, about: aboutException(one, posture) }))
        .toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn)),
      waiting,
      currency: currencyOf(installation),
      today,
      asOf,
    };
  },
});

const currencyOf = (installation: Installation | null) => installation?.currency ?? "USD";

/** What an exception leaves open, in words, and where it is seen. */
function aboutException({ target }: Exception, { derivation, items, system }: SystemPosture) {
  if (target.kind === "finding") {
    const id = `${target.ruleId}@${target.elementId}`;
    const finding = derivation.findings.find((one) => one.id === id);
    return { title: finding?.text ?? target.ruleId, href: `/systems/${system.slug}/threats` };
  }
  const item = items.find(({ id }) => id === target.itemId);
  if (!item) return { title: "An item that was taken out", href: null };
  const number = formatReadableNumber(item);
  const href = `/systems/${system.slug}/checklists/${item.phase}?item=${number}`;
  return { title: `${number} ${item.text.title}`, href };
}
