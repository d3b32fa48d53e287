import type { FieldChange } from "../kernel/field-change";
import type { UserId } from "../kernel/ids";
import type { ApprovalNeed } from "./need";
import type { ApprovalPolicy } from "./policy";
import { durationWords, groupWords } from "./policy-words";

/** A change of a policy, with the names around it. */
export type PolicyChange = {
  /** "Give up a control on Checkout". */
  readonly about: string;
  /** The policy that rules until then: the one to be changed, or the one that held without it. */
  readonly before: ApprovalPolicy;
  readonly after: ApprovalPolicy;
  readonly asked: string;
};

/** What a second person signs when a policy changes: how requests were decided, and how they will be. */
export function policyNeed(change: PolicyChange, nameOf: (id: UserId) => string): ApprovalNeed {
  const { about, before, after, asked } = change;
  return {
    about: `How to decide: ${about}`,
    reason: "Whoever changes a policy changes what one person can do, so it takes two.",
    asked,
    changes: [
      { field: "What it is about", before: about, after: about },
      ...policyFields(before, after, nameOf),
    ],
  };
}

function policyFields(
  before: ApprovalPolicy,
  after: ApprovalPolicy,
  nameOf: (id: UserId) => string,
): readonly FieldChange[] {
  const line = (field: string, words: (policy: ApprovalPolicy) => string) => ({
    field,
    before: words(before),
    after: words(after),
  });
  return [
    line("Who signs", ({ groups }) => groups.map((group) => groupWords(group, nameOf)).join("; and ")),
    line("Delay before the effect", ({ delayS }) => (delayS === 0 ? "none" : durationWords(delayS))),
    line("Time to decide", ({ expiresAfterS }) => durationWords(expiresAfterS)),
    line("Reason with each vote", ({ reasonNeeded }) => (reasonNeeded ? "needed" : "not needed")),
    line("Second factor with each approval", ({ stepUpNeeded }) => (stepUpNeeded ? "needed" : "not needed")),
    line("Going ahead alone in an emergency", ({ breakGlass }) => (breakGlass ? "allowed" : "not allowed")),
  ];
}
