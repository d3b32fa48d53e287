import type { ApprovalState } from "./request";

/** How screens name the state of a request. */
export const STATE_WORDS: Readonly<Record<ApprovalState, string>> = {
  pending: "Waits for a decision",
  scheduled: "Approved, about to take effect",
  executed: "Took effect",
  failed: "Approved, without effect",
  rejected: "Rejected",
  withdrawn: "Withdrawn",
  expired: "Expired",
  stale: "Overtaken",
};

/** The same as a sentence. */
export const STATE_SENTENCE: Readonly<Record<ApprovalState, string>> = {
  pending: "It waits for a decision.",
  scheduled: "It is approved and about to take effect.",
  executed: "It was approved and took effect.",
  failed: "It was approved and could not take effect.",
  rejected: "It was rejected.",
  withdrawn: "It was withdrawn.",
  expired: "Its time ran out without effect.",
  stale: "What it was about changed meanwhile.",
};
