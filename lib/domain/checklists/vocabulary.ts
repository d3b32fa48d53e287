/** Words of the checklists, in the order in which screens list them. */
export const PHASES = ["design", "implementation", "deployment", "operations"] as const;
export type Phase = (typeof PHASES)[number];

/** Prefix of an item's readable number, as in IM-12. */
export const PHASE_PREFIX: Readonly<Record<Phase, string>> = {
  design: "DE",
  implementation: "IM",
  deployment: "DP",
  operations: "OP",
};

export const ITEM_STATUSES = ["to-do", "in-progress", "done", "not-applicable"] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

export const ITEM_STATUS_WORD: Readonly<Record<ItemStatus, string>> = {
  "to-do": "To do",
  "in-progress": "In progress",
  done: "Done",
  "not-applicable": "Not applicable",
};

/** The six states of anything that can be proven (product.md, principle 2). */
export const STATES = ["proven", "claimed", "planned", "gap", "unknown", "not-applicable"] as const;
export type State = (typeof STATES)[number];

export const GOALS = [
  "confidentiality",
  "integrity",
  "authentication",
  "authorization",
  "accountability",
  "availability",
] as const;
export type Goal = (typeof GOALS)[number];
