/** Where a control stands: somebody's idea, decided, working, gone. Only what is in place earns credit and costs time. */
export const STANDINGS = ["proposed", "planned", "in-place", "retired"] as const;
export type Standing = (typeof STANDINGS)[number];
export const STANDING_WORD: Readonly<Record<Standing, string>> = {
  proposed: "Proposed",
  planned: "Planned",
  "in-place": "In place",
  retired: "Retired",
};
