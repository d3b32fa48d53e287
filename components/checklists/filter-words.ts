import { GOAL_WORD } from "@/components/ui/goal-mark";
import { STATE_WORD } from "@/components/ui/state-mark";
import { type DueFilter, type ItemFilter, NO_FILTER } from "@/lib/domain/checklists/item-filter";
import { ITEM_STATUS_WORD } from "@/lib/domain/checklists/vocabulary";
import type { FilterChoices } from "./checklist-view";

export const DUE_WORD: Readonly<Record<DueFilter, string>> = {
  overdue: "Overdue",
  week: "Within a week",
  month: "Within 30 days",
  none: "No due day",
};

/** One part of a filter in words, and the filter that is left when it goes. */
export type FilterPart = { readonly name: string; readonly value: string; readonly without: ItemFilter };

/** The parts of a filter that are in force. */
export function filterParts(filter: ItemFilter, choices: FilterChoices): readonly FilterPart[] {
  const part = (key: keyof ItemFilter, name: string, value: string): readonly FilterPart[] =>
    value === "" ? [] : [{ name, value, without: { ...filter, [key]: NO_FILTER[key] } }];
  const standard = choices.standards.find(({ id }) => id === filter.standard);
  return [
    ...part("status", "Status", listed(filter.status.map((one) => ITEM_STATUS_WORD[one]))),
    ...part("state", "State", listed(filter.state.map((one) => STATE_WORD[one]))),
    ...part("owner", "Owner", ownerWord(filter.owner, choices)),
    ...part("due", "Due", filter.due ? DUE_WORD[filter.due] : ""),
    ...part("goal", "Goal", listed(filter.goal.map((one) => GOAL_WORD[one]))),
    ...part("standard", "Standard", standard?.name ?? filter.standard ?? ""),
    ...part("group", "Group", filter.group ?? ""),
    ...part("must", "Must", filter.must === null ? "" : filter.must ? "Yes" : "No"),
    ...part("query", "Search", filter.query),
  ];
}

function ownerWord(owner: ItemFilter["owner"], choices: FilterChoices): string {
  if (owner === "me") return "Me";
  if (owner === "nobody") return "Nobody";
  return owner ? (choices.owners.find(({ id }) => id === owner)?.name ?? "Somebody else") : "";
}

function listed(words: readonly string[]): string {
  const [first = "", second, ...rest] = words;
  if (second === undefined) return first;
  return rest.length === 0 ? `${first} or ${second}` : `${first} and ${words.length - 1} more`;
}
