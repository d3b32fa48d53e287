import "server-only";
import { type FoundSystem, searchItems, searchPeople, searchSystems } from "@/lib/db/search";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import { hiddenSystems } from "@/lib/domain/people/may";
import { SYSTEM_TYPE_WORD } from "@/lib/domain/systems/vocabulary";
import { defineLoader } from "@/lib/server/loader";

const SYSTEMS_MOST = 6;
const ITEMS_MOST = 12;
const PEOPLE_MOST = 4;
const WORDS_MOST = 6;

/** What the palette finds for a few letters: where to go, under which heading. */
export const loadSearch = defineLoader({
  permission: "self",
  load: async ({ read, actor }, query: string) => {
    const words = query.trim().slice(0, 80).split(/\s+/).filter(Boolean).slice(0, WORDS_MOST);
    const hidden = hiddenSystems(actor);
    const systems = await searchSystems(read, words, hidden, SYSTEMS_MOST);
    if (words.length === 0) return systems.map(systemHit);
    const [items, people] = await Promise.all([
      searchItems(read, words, hidden, ITEMS_MOST),
      searchPeople(read, words, PEOPLE_MOST),
    ]);
    return [
      ...systems.map(systemHit),
      ...items.map((item) => ({
        kind: "Items",
        title: item.title,
        detail: `${item.systemName} ${formatReadableNumber(item)}`,
        href: `/systems/${item.slug}/checklists/${item.phase}?item=${formatReadableNumber(item)}`,
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
