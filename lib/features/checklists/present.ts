import { factsOf, type Item } from "@/lib/domain/checklists/item";
import {
  type FilterContext,
  type ItemFilter,
  itemMatcher,
  searchText,
} from "@/lib/domain/checklists/item-filter";
import {
  type Badge,
  type ItemStanding,
  isOpen,
  itemState,
  lacksProof,
  type Remark,
} from "@/lib/domain/checklists/item-state";
import {
  blocksGate,
  type CountedItem,
  type Progress,
  progressOf,
  type Tally,
  tallyOf,
} from "@/lib/domain/checklists/progress";
import { formatReadableNumber } from "@/lib/domain/checklists/readable-number";
import { type Goal, type ItemStatus, PHASES, type Phase } from "@/lib/domain/checklists/vocabulary";
import type { ItemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import { daysBetween } from "@/lib/domain/kernel/utc-date";
import type { PersonRef } from "@/lib/domain/people/person";
import type { SystemSummary } from "@/lib/domain/systems/system";

/** One line of a checklist, ready to be drawn. */
export type ItemRow = CountedItem & {
  readonly id: ItemId;
  readonly number: string;
  /** Its id in its template: what the team that wrote the checklist calls it. */
  readonly key: string;
  readonly title: string;
  readonly group: string;
  readonly status: ItemStatus;
  readonly version: number;
  readonly goals: readonly Goal[];
  readonly owner: PersonRef | null;
  readonly due: UtcDate | null;
  readonly comments: number;
  readonly own: boolean;
  readonly refs: Readonly<Record<string, readonly string[]>>;
  readonly remark: { readonly text: string; readonly tone: Tone };
};

export type Tone = "plain" | "warn" | "bad";
export type ItemGroup = { readonly name: string; readonly rows: readonly ItemRow[]; readonly tally: Tally };

/** Every item of a system with its standing today. */
export function presentRows(
  items: readonly Item[],
  system: SystemSummary,
  people: ReadonlyMap<string, PersonRef>,
  today: UtcDate,
): readonly ItemRow[] {
  return items.map((item) => presentRow(item, system, people, today));
}

function presentRow(
  item: Item,
  system: SystemSummary,
  people: ReadonlyMap<string, PersonRef>,
  today: UtcDate,
): ItemRow {
  const standing = itemState(factsOf(item, system), today);
  const { text } = item;
  return {
    id: item.id,
    number: formatReadableNumber(item),
    key: text.key,
    phase: item.phase,
    title: text.title,
    group: text.group || "Other",
    must: text.must,
    status: item.status,
    version: item.version,
    goals: text.goals,
    owner: item.ownerId ? (people.get(item.ownerId) ?? null) : null,
    due: item.due,
    comments: item.comments,
    own: item.templateId === null,
    refs: text.refs,
    standing,
    remark: { text: standingText(standing, today), tone: remarkTone(standing) },
  };
}

/** Rows that a filter lets through. */
export function filterRows(
  rows: readonly ItemRow[],
  filter: ItemFilter,
  context: FilterContext,
): readonly ItemRow[] {
  const lets = itemMatcher(filter, context);
  return rows.filter((row) =>
    lets({
      status: row.status,
      state: row.standing.state,
      ownerId: row.owner?.id ?? null,
      due: row.due,
      goals: row.goals,
      standards: Object.keys(row.refs),
      group: row.group,
      must: row.must,
      searchText: searchText({
        number: row.number,
        key: row.own ? "" : row.key,
        title: row.title,
        group: row.group,
        ownerName: row.owner?.name ?? null,
      }),
    }),
  );
}

/** Rows of several phases in the order of the phases; within one, as they stood. */
function inPhaseOrder(rows: readonly ItemRow[]): readonly ItemRow[] {
  return PHASES.flatMap((phase) => rows.filter((row) => row.phase === phase));
}

/** The lines of a file of items, in the order of the phases. `proofs` counts the evidence of each item that has any. */
export function presentCsv(rows: readonly ItemRow[], proofs: ReadonlyMap<ItemId, number>) {
  return inPhaseOrder(rows).map(({ standing, owner, ...row }) => ({
    ...row,
    state: standing.state,
    remark: standing.remark,
    ownerName: owner?.name ?? null,
    evidenceCount: proofs.get(row.id) ?? 0,
  }));
}

/** Rows under their group's name, groups in the order of their first row. */
export function groupRows(rows: readonly ItemRow[]): readonly ItemGroup[] {
  const groups = new Map<string, ItemRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups].map(([name, members]) => ({ name, rows: members, tally: tallyOf(members) }));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Further away than this, a day needs its year. */
const NEAR_DAYS = 300;

/** "2 Mar", with the year where that could be mistaken: 2 Mar 2028. */
export function dayText(date: UtcDate, today?: UtcDate): string {
  const [year = "", month = "", day = ""] = date.split("-");
  const short = `${Number(day)} ${MONTHS[Number(month) - 1]}`;
  const near = today && (today.startsWith(year) || Math.abs(daysBetween(today, date)) < NEAR_DAYS);
  return near ? short : `${short} ${year}`;
}

/** The one thing to say beside an item: of a claim first that nothing proves it, then how long it holds. */
export function standingText(
  { state, remark }: Pick<ItemStanding, "state" | "remark">,
  today?: UtcDate,
): string {
  if (state === "claimed" && remark.kind === "expires-soon") return `No evidence, ${remark.days} d left`;
  return remarkText(remark, today);
}

/** The one thing to say beside an item's state. */
export function remarkText(remark: Remark, today?: UtcDate): string {
  switch (remark.kind) {
    case "proven-until":
      return remark.on ? `Proven until ${dayText(remark.on, today)}` : "Proven";
    case "claimed-until":
      return "No evidence";
    case "expires-soon":
      return `Expires in ${remark.days} d`;
    case "expired":
      return `Expired ${dayText(remark.on, today)}`;
    case "overdue":
      return `Overdue ${remark.days} d`;
    case "not-done":
      return "Not done";
    case "unattested":
      return "Nobody confirmed it";
    case "planned":
      return "In progress";
    case "nobody-answered":
      return "Nobody has answered";
    case "exception":
      return `Left open until ${dayText(remark.on, today)}`;
    case "not-applicable":
      return remark.reason;
  }
}

function remarkTone({ remark, badges }: ItemStanding): Tone {
  if (remark.kind === "expired" || remark.kind === "overdue") return "bad";
  return badges.some((badge: Badge) => badge.kind === "expiring") ? "warn" : "plain";
}

/** Who owns what of these rows, for the filter's choices. */
export function ownersOf(rows: readonly ItemRow[]): readonly PersonRef[] {
  const owners = new Map<UserId, PersonRef>();
  for (const { owner } of rows) if (owner) owners.set(owner.id, owner);
  return [...owners.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** An item with the system that it belongs to, for lists over all systems. */
export type PlacedRow = { readonly system: SystemSummary; readonly row: ItemRow };
export type OverviewLine = { readonly system: SystemSummary; readonly progress: Progress };
export type Overview = {
  readonly lines: readonly OverviewLine[];
  readonly overall: Tally;
  /** Open items of this person, the most urgent first. */
  readonly mine: readonly PlacedRow[];
  /** Proof and claims that end within 30 days, the next first. */
  readonly expiring: readonly PlacedRow[];
  /** Overdue items of everybody, the longest overdue first. */
  readonly overdue: readonly PlacedRow[];
};

/** What the start page shows of all systems: one pass over their rows. */
export function presentOverview(
  systems: readonly { readonly system: SystemSummary; readonly rows: readonly ItemRow[] }[],
  me: UserId,
): Overview {
  const placed = systems.flatMap(({ system, rows }) => rows.map((row) => ({ system, row })));
  return {
    lines: systems.map(({ system, rows }) => ({ system, progress: progressOf(rows) })),
    overall: tallyOf(placed.map(({ row }) => row)),
    mine: placed.filter((one) => one.row.owner?.id === me && isOpen(one.row.standing.state)).sort(byUrgency),
    expiring: placed
      .filter(({ row }) => endsOn(row) !== null)
      .sort((a, b) => (endsOn(a.row) ?? "").localeCompare(endsOn(b.row) ?? "")),
    overdue: placed
      .filter(({ row }) => row.standing.badges.some(({ kind }) => kind === "overdue"))
      .sort(byUrgency),
  };
}

/** The day on which an expiring row ends; null where it does not. */
export function endsOn({ standing }: ItemRow): UtcDate | null {
  return standing.badges.find((badge) => badge.kind === "expiring")?.on ?? null;
}

function byUrgency(a: PlacedRow, b: PlacedRow): number {
  return (a.row.due ?? "9999").localeCompare(b.row.due ?? "9999") || Number(b.row.must) - Number(a.row.must);
}

/** The address of an item. */
export function itemHref(slug: string, phase: Phase, number: string): string {
  return `/systems/${slug}/checklists/${phase}?item=${number}`;
}

/** What needs somebody in one system: each list with the most urgent first. */
export function presentNext(rows: readonly ItemRow[]): {
  readonly overdue: readonly ItemRow[];
  readonly expiring: readonly ItemRow[];
  /** Open must-items that nobody owns. */
  readonly unowned: readonly ItemRow[];
} {
  const day = (text: string | null) => text ?? "9999";
  return {
    overdue: rows
      .filter(({ standing }) => standing.badges.some(({ kind }) => kind === "overdue"))
      .sort((a, b) => day(a.due).localeCompare(day(b.due)) || Number(b.must) - Number(a.must)),
    expiring: rows
      .filter((row) => endsOn(row) !== null)
      .sort((a, b) => day(endsOn(a)).localeCompare(day(endsOn(b))) || Number(b.must) - Number(a.must)),
    unowned: inPhaseOrder(rows.filter((row) => row.owner === null && blocksGate(row))),
  };
}

/** The first phase that still has something to prove; the last one where nothing has. */
export function openPhase(rows: readonly ItemRow[]): Phase {
  return (
    PHASES.find((phase) => rows.some((row) => row.phase === phase && lacksProof(row.standing.state))) ??
    "operations"
  );
}
