import {
  type IgnoredParam,
  type ItemFilter,
  itemFilterParams,
  parseItemFilter,
} from "@/lib/domain/checklists/item-filter";
import type { StandardName } from "@/lib/domain/checklists/item-text";
import { type Progress, progressOf } from "@/lib/domain/checklists/progress";
import { formatReadableNumber, parseReadableNumber } from "@/lib/domain/checklists/readable-number";
import { countByStandard } from "@/lib/domain/checklists/standard-view";
import type { InstantMs, SystemId, UserId, UtcDate } from "@/lib/domain/kernel/ids";
import { queryOf, type SearchRecord } from "@/lib/domain/kernel/query-of";
import type { PersonRef } from "@/lib/domain/people/person";
import { filterRows, type ItemRow, ownersOf } from "@/lib/features/checklists/present";
import { type GroupView, groupViews, type Scope } from "./list-view";

/** A checklist as it was loaded, and what this person may do with it. */
export type LoadedChecklist = {
  readonly system: { readonly id: SystemId; readonly slug: string; readonly name: string };
  readonly rows: readonly ItemRow[];
  readonly today: UtcDate;
  readonly asOf: InstantMs;
  readonly me: UserId;
  readonly singleKeys: boolean;
  readonly evidenceLimitMb: number;
  readonly mayWork: boolean;
  readonly mayComment: boolean;
  readonly mayEdit: boolean;
};

/** What the filter offers to choose from. */
export type FilterChoices = {
  readonly owners: readonly PersonRef[];
  readonly groups: readonly string[];
  readonly standards: readonly { readonly id: string; readonly name: string; readonly items: number }[];
};

/** The list that an address asks for. */
export type ChecklistView = {
  readonly checklist: LoadedChecklist;
  readonly scope: Scope;
  /** Address of the list without filter. */
  readonly base: string;
  readonly filter: ItemFilter;
  readonly filtered: boolean;
  readonly ignored: readonly IgnoredParam[];
  readonly groups: readonly GroupView[];
  readonly shown: number;
  readonly total: number;
  readonly progress: Progress;
  readonly choices: FilterChoices;
  /** The number of the item that is open, if there is such an item. */
  readonly item: string | null;
  /** The field of a proof that was refused, for forms sent without script. */
  readonly refused: string | null;
};

/** Decides what a checklist page shows. */
export function checklistView(
  checklist: LoadedChecklist,
  standards: ReadonlyMap<string, StandardName>,
  scope: Scope,
  search: SearchRecord,
): ChecklistView {
  const params = new URLSearchParams(queryOf(search));
  const { filter, ignored } = parseItemFilter(params);
  const { rows, today, me } = checklist;
  const inScope = scope === "all" ? rows : rows.filter((row) => row.phase === scope);
  const shown = filterRows(inScope, filter, { me, today });
  const wanted = parseReadableNumber(params.get("item") ?? "");
  const item = wanted && formatReadableNumber(wanted);
  return {
    checklist,
    scope,
    base: `/systems/${checklist.system.slug}/checklists/${scope}`,
    filter,
    filtered: itemFilterParams(filter).size > 0,
    ignored,
    groups: groupViews(shown, today),
    shown: shown.length,
    total: inScope.length,
    progress: progressOf(rows),
    choices: {
      owners: ownersOf(rows),
      groups: [...new Set(inScope.map(({ group }) => group))],
      standards: [...countByStandard(inScope)].map(([id, items]) => ({
        id,
        name: standards.get(id)?.name ?? id,
        items,
      })),
    },
    item: rows.some(({ number }) => number === item) ? item : null,
    refused: params.get("refused"),
  };
}

/** An address with a filter in it. */
export function filterHref(base: string, filter: ItemFilter): string {
  const params = itemFilterParams(filter).toString();
  return params === "" ? base : `${base}?${params}`;
}
