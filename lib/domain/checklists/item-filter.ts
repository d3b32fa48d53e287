import type { UserId, UtcDate } from "../kernel/ids";
import { parseId } from "../kernel/parse-id";
import { addDays } from "../kernel/utc-date";
import { isOverdue } from "./item-state";
import { GOALS, type Goal, ITEM_STATUSES, type ItemStatus, STATES, type State } from "./vocabulary";

export const DUE_FILTERS = ["overdue", "week", "month", "none"] as const;
export type DueFilter = (typeof DUE_FILTERS)[number];

/** Which items a list shows; empty lists and null let everything through. Lists stand in vocabulary order. */
export interface ItemFilter {
  readonly status: readonly ItemStatus[];
  readonly state: readonly State[];
  readonly owner: "me" | "nobody" | UserId | null;
  readonly due: DueFilter | null;
  readonly goal: readonly Goal[];
  /** Id of a standard that the item refers to. */
  readonly standard: string | null;
  readonly group: string | null;
  readonly must: boolean | null;
  /** Words that must all occur in number, key, title, group or owner's name. */
  readonly query: string;
}

/** What a filter looks at in one item. */
export interface FilterableItem {
  readonly status: ItemStatus;
  readonly state: State;
  readonly ownerId: UserId | null;
  readonly due: UtcDate | null;
  readonly goals: readonly Goal[];
  /** Ids of the standards that the item refers to. */
  readonly standards: readonly string[];
  readonly group: string;
  readonly must: boolean;
  /** From `searchText`. */
  readonly searchText: string;
}

export interface FilterContext {
  /** Null for a viewer without an account: "me" then matches nothing. */
  readonly me: UserId | null;
  readonly today: UtcDate;
}

/** A value in the address that means nothing; the list is shown as if it were not there. */
export interface IgnoredParam {
  readonly name: string;
  readonly value: string;
}

export const NO_FILTER: ItemFilter = {
  status: [],
  state: [],
  owner: null,
  due: null,
  goal: [],
  standard: null,
  group: null,
  must: null,
  query: "",
};

const ANSWERS: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["no", false],
]);
const QUERY_CHARS_MAX = 200;
const GROUP_CHARS_MAX = 60;

/**
 * Reads a filter from the address of a page. Total: whatever stands there, a filter comes out.
 *
 * Names that are not the filter's own (sort order, chosen item) are left alone and not reported.
 */
export function parseItemFilter(params: URLSearchParams): {
  readonly filter: ItemFilter;
  readonly ignored: readonly IgnoredParam[];
} {
  const ignored: IgnoredParam[] = [];
  const one = <T>(name: string, read: (value: string) => T | null): T | null => {
    const value = params.get(name);
    if (value === null || value === "") return null;
    const meaning = read(value);
    if (meaning === null) ignored.push({ name, value });
    return meaning;
  };
  const many = <T extends string>(name: string, allowed: readonly T[]): readonly T[] => {
    const found = new Set(params.getAll(name).flatMap((value) => value.split(",")));
    found.delete("");
    for (const value of found) if (!allowed.some((word) => word === value)) ignored.push({ name, value });
    return allowed.filter((word) => found.has(word));
  };
  const filter: ItemFilter = {
    status: many("status", ITEM_STATUSES),
    state: many("state", STATES),
    owner: one("owner", (value) => (value === "me" || value === "nobody" ? value : parseId<UserId>(value))),
    due: one("due", (value) => DUE_FILTERS.find((word) => word === value) ?? null),
    goal: many("goal", GOALS),
    standard: one("standard", (value) => (/^[a-z][a-z0-9_]{0,39}$/.test(value) ? value : null)),
    group: one("group", (value) => shortLine(value, GROUP_CHARS_MAX)),
    must: one("must", (value) => ANSWERS.get(value) ?? null),
    query: one("q", (value) => shortLine(value, QUERY_CHARS_MAX)) ?? "",
  };
  return { filter, ignored };
}

/** Writes a filter into an address; what filters nothing is left out. `parseItemFilter` reads the same filter back. */
export function itemFilterParams(filter: ItemFilter): URLSearchParams {
  const pairs: readonly (readonly [string, string])[] = [
    ["status", filter.status.join(",")],
    ["state", filter.state.join(",")],
    ["owner", filter.owner ?? ""],
    ["due", filter.due ?? ""],
    ["goal", filter.goal.join(",")],
    ["standard", filter.standard ?? ""],
    ["group", filter.group ?? ""],
    ["must", filter.must === null ? "" : filter.must ? "yes" : "no"],
    ["q", filter.query],
  ];
  return new URLSearchParams(pairs.filter(([, value]) => value !== "").map(([name, value]) => [name, value]));
}

/** Makes the test for one filter; the words of the query are prepared once. */
export function itemMatcher(filter: ItemFilter, context: FilterContext): (item: FilterableItem) => boolean {
  const words = normaliseForSearch(filter.query).split(" ").filter(Boolean);
  return (item) =>
    includes(filter.status, item.status) &&
    includes(filter.state, item.state) &&
    ownerMatches(filter.owner, item.ownerId, context.me) &&
    dueMatches(filter.due, item, context.today) &&
    (filter.goal.length === 0 || filter.goal.some((goal) => item.goals.includes(goal))) &&
    (filter.standard === null || item.standards.includes(filter.standard)) &&
    (filter.group === null || filter.group === item.group) &&
    (filter.must === null || filter.must === item.must) &&
    words.every((word) => item.searchText.includes(word));
}

/** Whether a filter lets an item through. For long lists, make the test once with `itemMatcher`. */
export function matches(filter: ItemFilter, item: FilterableItem, context: FilterContext): boolean {
  return itemMatcher(filter, context)(item);
}

/** The text of an item that a query is looked up in; make it once per item. */
export function searchText(item: {
  readonly number: string;
  /** Id within its template; empty for an item of the system's own. */
  readonly key: string;
  readonly title: string;
  readonly group: string;
  readonly ownerName: string | null;
}): string {
  return normaliseForSearch([item.number, item.key, item.title, item.group, item.ownerName ?? ""].join(" "));
}

/** Text without case and accents, single spaces: what reads the same to somebody who searches is the same. */
export function normaliseForSearch(text: string): string {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
  return letters.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/gu, " ").trim();
}

function shortLine(value: string, charsMax: number): string | null {
  const text = value.trim();
  return text === "" || text.length > charsMax || /\p{Cc}/u.test(text) ? null : text;
}

function includes<T>(list: readonly T[], value: T): boolean {
  return list.length === 0 || list.includes(value);
}

function ownerMatches(wanted: ItemFilter["owner"], ownerId: UserId | null, me: UserId | null): boolean {
  if (wanted === null) return true;
  if (wanted === "nobody") return ownerId === null;
  return ownerId !== null && ownerId === (wanted === "me" ? me : wanted);
}

/** A week and a month look ahead 7 and 30 days from today, today included; what is overdue is not among them. */
function dueMatches(wanted: DueFilter | null, { due, state }: FilterableItem, today: UtcDate): boolean {
  if (wanted === null) return true;
  if (wanted === "none") return due === null;
  if (wanted === "overdue") return isOverdue(due, state, today);
  return due !== null && due >= today && due <= addDays(today, wanted === "week" ? 7 : 30);
}
