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
import type { StandardName, TemplateDraft } from "@/lib/domain/checklists/item-text";
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
import type { Result } from "@/lib/domain/kernel/result";
import { daysBetween } from "@/lib/domain/kernel/utc-date";
import type { PersonRef } from "@/lib/domain/people/person";
import type { SystemSummary } from "@/lib/domain/systems/system";

/** One line of a checklist, ready to be drawn. */
export type ItemRow = CountedItem & {
  readonly id: ItemId;
  readonly number: string;
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
        title: row.title,
        group: row.group,
        ownerName: row.owner?.name ?? null,
      }),
    }),
  );
}

/** Rows of several phases in the order of the phases; within one, as they stood. */
export function inPhaseOrder(rows: readonly ItemRow[]): readonly ItemRow[] {
  return PHASES.flatMap((phase) => rows.filter((row) => row.phase === phase));
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
    case "not-applicable":
      return remark.reason;
  }
}

function remarkTone({ remark, badges }: ItemStanding): Tone {
  if (remark.kind === "expired" || remark.kind === "overdue") return "bad";
  return badges.some((badge: Badge) => badge.kind === "expiring") ? "warn" : "plain";
}

/** One requirement of a standard, with the items that answer it. */
export type StandardLine = { readonly id: string; readonly rows: readonly ItemRow[]; readonly tally: Tally };
export type StandardView = {
  readonly standard: string;
  readonly name: string;
  readonly edition: string;
  readonly lines: readonly StandardLine[];
  /** Requirements with at least one item that applies. */
  readonly applying: number;
  /** Those of them whose items that apply are all proven. */
  readonly proven: number;
};

/** The same items seen by the requirements of one standard. */
export function presentStandard(
  rows: readonly ItemRow[],
  standard: string,
  name: StandardName,
): StandardView {
  const byId = new Map<string, ItemRow[]>();
  for (const row of rows)
    for (const id of row.refs[standard] ?? []) byId.set(id, [...(byId.get(id) ?? []), row]);
  const lines = [...byId]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([id, members]) => ({ id, rows: members, tally: tallyOf(members) }));
  const applying = lines.filter(({ tally }) => tally.provenShare !== null);
  const proven = applying.filter(({ tally }) => tally.provenShare === 1);
  return { standard, ...name, lines, applying: applying.length, proven: proven.length };
}

/** Every standard that these rows point to, by name; a standard that nobody named is called by its id. */
export function presentStandards(
  rows: readonly ItemRow[],
  names: ReadonlyMap<string, StandardName>,
): readonly StandardView[] {
  return [...countByStandard(rows).keys()]
    .map((standard) =>
      presentStandard(
        rows,
        standard,
        names.get(standard) ?? { name: standard, edition: "Edition not stated" },
      ),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** How many items of each standard there are, for the list of standards. */
export function countByStandard(rows: readonly ItemRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const standard of Object.keys(row.refs)) counts.set(standard, (counts.get(standard) ?? 0) + 1);
  return counts;
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

type Problem = { readonly line: number | null; readonly path: string; readonly message: string };
type VersionRef = { readonly id: string; readonly number: number };

/** What the page of imports shows of a file that was looked at and not kept. */
export type TemplatePreview =
  | { readonly status: "refused"; readonly problems: readonly Problem[]; readonly more: number }
  | {
      readonly status: "ready";
      readonly name: string;
      readonly version: string;
      /** The file has no place for name and version (CSV), so the person is asked. */
      readonly asks: boolean;
      readonly items: number;
      readonly must: number;
      readonly byPhase: Readonly<Record<Phase, number>>;
      readonly groups: readonly string[];
      readonly standards: readonly string[];
      readonly warnings: readonly Problem[];
      readonly same: VersionRef | null;
      readonly newest: VersionRef | null;
      /** The name belongs to the product's own checklist. */
      readonly reserved: boolean;
    };

/** Counts what a template file would bring. */
export function presentTemplatePreview(
  fileName: string,
  loaded: {
    readonly parsed: Result<
      { readonly draft: TemplateDraft; readonly warnings: readonly Problem[] },
      { readonly problems: readonly Problem[]; readonly more: number }
    >;
    /** Names of the standards that the product knows. */
    readonly names: ReadonlyMap<string, StandardName>;
    readonly same: VersionRef | null;
    readonly newest: VersionRef | null;
    readonly reserved: boolean;
  },
): TemplatePreview {
  const { parsed, names, same, newest, reserved } = loaded;
  if (!parsed.ok) return { status: "refused", ...parsed.error };
  const { name, version, items, standards } = parsed.value.draft;
  const inPhase = (phase: Phase) => items.filter((item) => item.phase === phase).length;
  return {
    status: "ready",
    name,
    version,
    asks: /\.[ct]sv$/i.test(fileName),
    items: items.length,
    must: items.filter((item) => item.must).length,
    byPhase: {
      design: inPhase("design"),
      implementation: inPhase("implementation"),
      deployment: inPhase("deployment"),
      operations: inPhase("operations"),
    },
    groups: [...new Set(items.map(({ group }) => group))],
    standards: [...new Set(items.flatMap(({ refs }) => Object.keys(refs)))].map(
      (id) => (names.get(id) ?? standards[id])?.name ?? id,
    ),
    warnings: parsed.value.warnings,
    same: same && { id: same.id, number: same.number },
    newest: newest && { id: newest.id, number: newest.number },
    reserved,
  };
}
