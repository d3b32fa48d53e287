import type { Remark } from "@/lib/domain/checklists/item-state";
import type { Tally } from "@/lib/domain/checklists/progress";
import {
  type Goal,
  type ItemStatus,
  PHASES,
  type Phase,
  type State,
} from "@/lib/domain/checklists/vocabulary";
import type { ItemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import { dayText, groupRows, type ItemRow, remarkText, type Tone } from "@/lib/features/checklists/present";

/** One line of the list: no more than what is drawn and edited there, because hundreds of them travel to the browser. */
export type RowView = {
  readonly id: ItemId;
  readonly number: string;
  readonly version: number;
  readonly title: string;
  readonly must: boolean;
  readonly status: ItemStatus;
  readonly state: State;
  readonly note: string;
  readonly tone: Tone;
  readonly due: string | null;
  readonly late: boolean;
  readonly goals: readonly Goal[];
  readonly comments: number;
  readonly owner: string | null;
  /** False where the system is of a kind that the item does not ask. */
  readonly asked: boolean;
};

export type GroupView = {
  readonly key: string;
  readonly phase: Phase;
  readonly name: string;
  readonly remark: string;
  readonly rows: readonly RowView[];
};

/** Which checklist a page shows: one phase, or all of them. */
export type Scope = Phase | "all";

/** Reads the last part of the address; null for what is no checklist. */
export function scopeOf(text: string): Scope | null {
  return text === "all" ? text : (PHASES.find((phase) => phase === text) ?? null);
}

/** Rows under phase and group, ready to be drawn. */
export function groupViews(rows: readonly ItemRow[], today: UtcDate): readonly GroupView[] {
  return PHASES.flatMap((phase) =>
    groupRows(rows.filter((row) => row.phase === phase)).map((group) => ({
      key: `${phase} ${group.name}`,
      phase,
      name: group.name,
      remark: provenText(group.tally),
      rows: group.rows.map((row) => rowView(row, today)),
    })),
  );
}

function rowView(row: ItemRow, today: UtcDate): RowView {
  const { standing, remark, due } = row;
  const overdue = standing.badges.find((badge) => badge.kind === "overdue");
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    title: row.title,
    must: row.must,
    status: row.status,
    state: standing.state,
    note: overdue ? remarkText(openRemark(standing.state), today) : remark.text,
    tone: overdue ? "plain" : remark.tone,
    due: overdue ? `Overdue ${overdue.days} d` : due && dayText(due, today),
    late: overdue !== undefined,
    goals: row.goals,
    comments: row.comments,
    owner: row.owner?.name ?? null,
    asked: !(standing.remark.kind === "not-applicable" && standing.remark.by === "computed"),
  };
}

/** What an overdue item says beside its due day. */
function openRemark(state: State): Remark {
  if (state === "planned") return { kind: "planned" };
  return state === "unknown" ? { kind: "nobody-answered" } : { kind: "not-done" };
}

/** Items that count: all but those that don't apply. */
export function countedOf(tally: Tally): number {
  return tally.total - tally.byState["not-applicable"];
}

export function provenText(tally: Tally): string {
  const counted = countedOf(tally);
  return counted === 0 ? "does not apply" : `${tally.byState.proven} of ${counted} proven`;
}

/** What somebody changes about an item; what is left out stays. */
export type Edit = {
  readonly status?: ItemStatus;
  readonly reason?: string;
  readonly owner?: { readonly id: UserId; readonly name: string } | null;
  readonly due?: UtcDate | null;
};

const EXPECTED: Readonly<Record<ItemStatus, { readonly state: State; readonly note: string }>> = {
  "to-do": { state: "gap", note: "Not done" },
  "in-progress": { state: "planned", note: "In progress" },
  done: { state: "claimed", note: "No evidence" },
  "not-applicable": { state: "not-applicable", note: "" },
};

/** How a line will most likely look after an edit; the server has the last word. */
export function expectedRow(row: RowView, edit: Edit): RowView {
  const answered =
    edit.status && row.asked
      ? { ...EXPECTED[edit.status], status: edit.status, tone: "plain" as const, late: false }
      : {};
  return {
    ...row,
    ...answered,
    ...(edit.status === "not-applicable" && row.asked ? { note: edit.reason ?? "" } : {}),
    ...(edit.owner === undefined ? {} : { owner: edit.owner?.name ?? null }),
    ...(edit.due === undefined ? {} : { due: edit.due && dayText(edit.due, edit.due), late: false }),
  };
}
