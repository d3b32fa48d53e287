import type { Goal } from "@/lib/domain/checklists/vocabulary";
import { cx } from "./cx";

export const GOAL_WORD: Readonly<Record<Goal, string>> = {
  confidentiality: "Confidentiality",
  integrity: "Integrity",
  authentication: "Authentication",
  authorization: "Authorization",
  accountability: "Accountability",
  availability: "Availability",
};

export const GOAL_CODE: Readonly<Record<Goal, string>> = {
  confidentiality: "Cf",
  integrity: "In",
  authentication: "An",
  authorization: "Az",
  accountability: "Ac",
  availability: "Av",
};

const COLOR: Readonly<Record<Goal, string>> = {
  confidentiality: "text-goal-confidentiality",
  integrity: "text-goal-integrity",
  authentication: "text-goal-authentication",
  authorization: "text-goal-authorization",
  accountability: "text-goal-accountability",
  availability: "text-goal-availability",
};

interface GoalMarkProps {
  readonly goal: Goal;
  /** Prints the word beside the two letters. */
  readonly named?: boolean | undefined;
}

export function GoalMark({ goal, named = false }: GoalMarkProps) {
  const mark = (
    <span
      title={GOAL_WORD[goal]}
      className={cx(
        "inline-flex h-4 items-center rounded-xs px-[3px] font-mono text-code leading-none font-medium shadow-[inset_0_0_0_1px_color-mix(in_oklab,currentColor_32%,transparent)]",
        COLOR[goal],
      )}
    >
      <span aria-hidden>{GOAL_CODE[goal]}</span>
      {!named && <span className="sr-only">{GOAL_WORD[goal]}</span>}
    </span>
  );
  if (!named) return mark;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {mark}
      {GOAL_WORD[goal]}
    </span>
  );
}

interface GoalMarksProps {
  readonly goals: readonly Goal[];
}

export function GoalMarks({ goals }: GoalMarksProps) {
  return (
    <span className="relative inline-flex gap-0.5">
      {goals.map((goal) => (
        <GoalMark key={goal} goal={goal} />
      ))}
    </span>
  );
}
