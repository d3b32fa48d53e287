import { formatPercent } from "@/components/ui/format-number";
import type { StrengthRow } from "@/lib/domain/catalogue/threat";
import type { State } from "@/lib/domain/checklists/vocabulary";
import type { CoveringControl, ElementWhy } from "@/lib/domain/posture/explain-cell";
import type { CellDossier } from "@/lib/domain/posture/threat-dossier";
import { WEAKEST_FIRST } from "@/lib/domain/threats/cell-state";
import { CREDIT_MAX, EVIDENCE_FACTOR } from "@/lib/domain/threats/credit";
import type { Strength } from "@/lib/domain/threats/vocabulary";

/** The largest credit that a strength can earn: proven. */
export function creditWhenProven(strength: Strength): string {
  return formatPercent((strength / 3) * CREDIT_MAX);
}

export function evidenceFactorText(state: ElementWhy["state"]): string {
  return `× ${EVIDENCE_FACTOR[state]}`;
}

/** Where the controls of an element stand in words, as in "on its receiver". */
export function whereText({ places }: CoveringControl, { finding }: ElementWhy): string {
  return places.includes(finding.element.id) ? "on it" : "by way of what is around it";
}

const NO_EFFECT = "It has no effect on this threat.";

/** Why an element has its state, in one sentence. */
export function reasonText(element: ElementWhy, mechanism: string): string {
  switch (element.reason) {
    case "not-rated":
      return "Nobody has rated it against this threat.";
    case "no-effect":
      return NO_EFFECT;
    case "answers-another-rule":
      return "It does not answer the rule that found the threat here.";
    case "set-not-applicable":
      return "Two persons said that the threat does not apply here.";
    case "no-control":
      return element.controls.some(({ lacksCondition }) => lacksCondition)
        ? "The control does not state that it meets the condition."
        : `No control of ${mechanism} covers it.`;
    case "control":
      return CONTROL_TEXT[element.state];
  }
}

const CONTROL_TEXT: Readonly<Record<ElementWhy["state"], string>> = {
  proven: "Its proof is valid.",
  claimed: "Somebody said so; nothing proves it, or something that it requires is missing.",
  planned: "Planned or proposed: it earns nothing until it is in place.",
  gap: "In place, but its proof or its claim is missing or has expired.",
  unknown: "In place, but nobody has answered the item that proves it.",
  "not-applicable": NO_EFFECT,
};

/** What would earn the credit that is missing; null where all of it is earned. */
export function earnText({ why, proof }: CellDossier): string | null {
  const { elements, rows, mechanism } = why;
  const counted = elements.filter(({ state }) => state !== "not-applicable");
  const uncovered = counted.filter(({ reason }) => reason === "no-control").length;
  if (rows.length === 0 || counted.every(({ state }) => state === "proven")) return null;
  if (counted.some(({ controls }) => controls.some(({ lacksCondition }) => lacksCondition)))
    return "State on the control that it meets the condition above.";
  if (uncovered > 0)
    return `Put a control of ${mechanism.name} on ${uncovered === 1 ? "the element" : `the ${uncovered} elements`} that none covers.`;
  if (counted.some(({ state }) => state === "planned"))
    return "Put the planned control in place, then prove it.";
  return proof.length === 0
    ? "No item of the checklist proves it. Add one that names it."
    : "Give valid evidence to the items below.";
}

/** Findings of one element that look the same from the mechanism, as one; the weakest first, what does not apply last. */
export function alikeElements(
  elements: readonly ElementWhy[],
): readonly { readonly element: ElementWhy; readonly times: number }[] {
  const groups = new Map<string, { element: ElementWhy; times: number }>();
  for (const element of elements) {
    const { finding, state, reason, credit, outdoneBy } = element;
    const key = [finding.element.id, state, reason, credit, outdoneBy].join();
    const known = groups.get(key);
    if (known) known.times += 1;
    else groups.set(key, { element, times: 1 });
  }
  const order: readonly State[] = WEAKEST_FIRST;
  const rank = (state: State) => (state === "not-applicable" ? order.length : order.indexOf(state));
  return [...groups.values()].toSorted((a, b) => rank(a.element.state) - rank(b.element.state));
}

/** The rows that a cell stands on: preventing ones first. */
export function inOrder(rows: readonly StrengthRow[]): readonly StrengthRow[] {
  return rows.toSorted((a, b) => Number(b.function === "prevent") - Number(a.function === "prevent"));
}
