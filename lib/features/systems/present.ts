import type { AuditDetail } from "@/lib/domain/audit/entry";
import { normaliseForSearch } from "@/lib/domain/checklists/item-filter";
import type { Progress } from "@/lib/domain/checklists/progress";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { withParams } from "@/lib/domain/kernel/query-of";
import type { PersonRef } from "@/lib/domain/people/person";
import {
  comparePostures,
  type ListedPosture,
  letsThrough,
  NO_POSTURE,
  POSTURE_SORTS,
} from "@/lib/domain/posture/listed-posture";
import type { SystemSummary } from "@/lib/domain/systems/system";
import type { SystemSearch, SystemSort } from "./schema";

/** Systems on one page of the list. */
export const SYSTEMS_PER_PAGE = 50;

export type SystemLine = {
  readonly system: SystemSummary;
  readonly progress: Progress;
  readonly posture: ListedPosture;
};

/** Systems that the search part of an address lets through, in their order. */
export function filterSystems(
  systems: readonly SystemSummary[],
  search: SystemSearch,
): readonly SystemSummary[] {
  const words = normaliseForSearch(search.q).split(" ").filter(Boolean);
  const { type, owner, criticality, tag, regulation } = search;
  return systems.filter(
    (system) =>
      (type === undefined || system.type === type) &&
      (owner === undefined || system.owner.id === owner) &&
      (criticality === undefined || system.criticality === criticality) &&
      (tag === undefined || system.tags.includes(tag)) &&
      (regulation === undefined || system.regulations.includes(regulation)) &&
      (words.length === 0 || words.every((word) => searchText(system).includes(word))),
  );
}

function searchText({ name, slug, description, owner, tags }: SystemSummary): string {
  return normaliseForSearch([name, slug, description, owner.name, ...tags].join(" "));
}

const BY_FACT: Readonly<Partial<Record<SystemSort, (a: SystemSummary, b: SystemSummary) => number>>> = {
  type: (a, b) => a.type.localeCompare(b.type),
  owner: (a, b) => a.owner.name.localeCompare(b.owner.name),
  criticality: (a, b) => a.criticality - b.criticality,
};
const BY_PROGRESS: Readonly<Partial<Record<SystemSort, (progress: Progress) => number>>> = {
  proven: ({ overall }) => overall.provenShare ?? -1,
  must: ({ overall }) => overall.mustOpen,
  overdue: ({ overall }) => overall.overdue,
  expiring: ({ overall }) => overall.expiring,
};

/** Whether an order can only be told once every item was counted. */
export function needsCounting({ by }: SystemSearch["sort"]): boolean {
  return BY_PROGRESS[by] !== undefined;
}

const byName = (a: SystemSummary, b: SystemSummary): number => a.name.localeCompare(b.name);

/** Sorts by a fact of the systems themselves; equal ones by name. */
export function sortSystems(
  systems: readonly SystemSummary[],
  { by, descending }: SystemSearch["sort"],
): readonly SystemSummary[] {
  const compare = BY_FACT[by] ?? (by === "name" ? byName : () => 0);
  const sign = descending ? -1 : 1;
  return [...systems].sort((a, b) => sign * compare(a, b) || byName(a, b));
}

const postureSort = ({ by }: SystemSearch["sort"]) => POSTURE_SORTS.find((one) => one === by) ?? null;

/** Whether a list can only be told once the numbers of every system are known. */
export function needsPostures({ sort, show }: Pick<SystemSearch, "sort" | "show">): boolean {
  return show !== undefined || postureSort(sort) !== null;
}

/** Narrows and sorts systems by their numbers; equal ones stay as they stood. */
export function byPosture(
  systems: readonly SystemSummary[],
  postures: ReadonlyMap<SystemId, ListedPosture>,
  { sort, show }: Pick<SystemSearch, "sort" | "show">,
): readonly SystemSummary[] {
  const of = ({ id }: SystemSummary) => postures.get(id) ?? NO_POSTURE;
  const column = postureSort(sort);
  const found = systems.filter((system) => show === undefined || letsThrough(show, of(system)));
  if (!column) return found;
  const compare = comparePostures(column, sort.descending);
  return found.toSorted((a, b) => compare(of(a), of(b)));
}

/** Sorts by what the checklists add up to; equal ones by name. */
export function sortLines<Line extends Pick<SystemLine, "system" | "progress">>(
  lines: readonly Line[],
  { by, descending }: SystemSearch["sort"],
): readonly Line[] {
  const value = BY_PROGRESS[by];
  if (!value) return lines;
  const sign = descending ? -1 : 1;
  return [...lines].sort(
    (a, b) => sign * (value(a.progress) - value(b.progress)) || byName(a.system, b.system),
  );
}

export type SystemChoices = {
  readonly owners: readonly PersonRef[];
  readonly tags: readonly string[];
};

/** Owners and tags that there are to filter by. */
export function choicesOf(systems: readonly SystemSummary[]): SystemChoices {
  const owners = new Map(systems.map(({ owner }) => [owner.id, owner]));
  return {
    owners: [...owners.values()].sort((a, b) => a.name.localeCompare(b.name)),
    tags: [...new Set(systems.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b)),
  };
}

type SearchChange = { readonly [Name in keyof SystemSearch]?: SystemSearch[Name] | undefined };

/** The address of the list with something changed; any change but of the page itself leads to page 1. */
export function systemsHref(search: SystemSearch, change: SearchChange): string {
  const next = { ...search, page: 1, ...change };
  const { q, type, owner, criticality, tag, regulation, show, sort, page } = next;
  const shownPage = page === 1 ? undefined : page;
  return withParams("/systems", {
    q,
    type,
    owner,
    criticality,
    tag,
    regulation,
    show,
    sort: sortText(sort),
    page: shownPage,
  });
}

/** A sort as the address writes it; the usual one is left out. */
export function sortText(sort: SystemSearch["sort"] | undefined): string | undefined {
  if (!sort || (sort.by === "name" && !sort.descending)) return undefined;
  return `${sort.descending ? "-" : ""}${sort.by}`;
}

type Named = ReadonlyMap<string, { readonly name: string }>;

/** One line about a change, after the name of who made it: "set IM-12 Require mTLS to done". */
export function changeInWords(
  change: { readonly action: string; readonly detail: AuditDetail | null },
  names: Named,
): string {
  const { action, detail } = change;
  if (!detail) return "changed something whose words were erased";
  const about = detail.about;
  switch (action) {
    case "checklists.edit-item":
      return editInWords(about, detail, names);
    case "checklists.edit-items":
      return `changed ${about.replace(" items edited together", " items at once")}`;
    case "checklists.attest-again":
      return `confirmed ${about} again`;
    case "checklists.add-link":
    case "checklists.add-file":
      return `added proof to ${about.replace(": proof ", ": ")}`;
    case "checklists.add-comment":
      return `wrote about ${about.replace(/: comment.*$/, "")}`;
    case "checklists.add-own-item":
      return `added an item of the system’s own: ${about.replace("New item of their own: ", "")}`;
    case "systems.edit":
      return `changed ${about.replace(/^.*: /, "")}`;
    case "approvals.request":
      return `asked for ${about}`;
    case "approvals.approve":
      return `approved ${about}`;
    case "approvals.reject":
      return `rejected ${about}`;
    case "approvals.withdraw":
      return `withdrew ${about}`;
    default:
      // A readable number is not the beginning of a sentence.
      return /^[A-Z][a-z]/.test(about) ? about.charAt(0).toLowerCase() + about.slice(1) : about;
  }
}

function editInWords(about: string, detail: AuditDetail, names: Named): string {
  const before = fieldsOf(detail.before);
  const after = fieldsOf(detail.after);
  const parts = [
    ...(before.status === after.status ? [] : [after.status.replace("-", " ")]),
    ...(before.ownerId === after.ownerId ? [] : [`owner ${names.get(after.ownerId)?.name ?? "nobody"}`]),
    ...(before.due === after.due ? [] : [after.due ? `due ${after.due}` : "no due day"]),
  ];
  return parts.length === 0 ? `changed ${about}` : `set ${about}: ${parts.join(", ")}`;
}

type ItemFields = "status" | "ownerId" | "due";

function fieldsOf(state: unknown): Readonly<Record<ItemFields, string>> {
  const all = (typeof state === "object" && state !== null ? state : {}) as Partial<
    Record<ItemFields, unknown>
  >;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return { status: text(all.status), ownerId: text(all.ownerId), due: text(all.due) };
}
