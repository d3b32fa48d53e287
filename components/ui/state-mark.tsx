import type { ReactNode } from "react";
import { STATES, type State } from "@/lib/domain/checklists/vocabulary";
import { cx } from "./cx";

export const STATE_WORD: Readonly<Record<State, string>> = {
  proven: "Proven",
  claimed: "Claimed",
  planned: "Planned",
  gap: "Gap",
  unknown: "Unknown",
  "not-applicable": "Not applicable",
};

const SYMBOL_COLOR: Readonly<Record<State, string>> = {
  proven: "text-proven-fill",
  claimed: "text-claimed-fill",
  planned: "text-planned-fill",
  gap: "text-gap-fill",
  unknown: "text-unknown-fill",
  "not-applicable": "text-na-fill",
};

const WORD_COLOR: Readonly<Record<State, string>> = {
  proven: "text-proven-text",
  claimed: "text-claimed-text",
  planned: "text-planned-text",
  gap: "text-gap-text",
  unknown: "text-unknown-text",
  "not-applicable": "text-na-text",
};

interface StateMarkProps {
  readonly state: State;
  /** Replaces the word that is read aloud. */
  readonly label?: string | undefined;
  /** Set when the word stands beside it. */
  readonly decorative?: boolean | undefined;
  readonly className?: string | undefined;
}

/** The symbol alone. Its colour never speaks without its shape. */
export function StateMark({ state, label, decorative = false, className }: StateMarkProps) {
  const said = label ?? STATE_WORD[state];
  return (
    <i
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": said, title: said })}
      data-state={state}
      className={cx("state-mark size-3.5", className ?? SYMBOL_COLOR[state])}
    />
  );
}

interface StateLabelProps {
  readonly state: State;
  /** Says more than the word, as in "Proven until 2 Mar". */
  readonly children?: ReactNode;
  /** Words in the colour of running text. */
  readonly plain?: boolean | undefined;
  readonly className?: string | undefined;
}

export function StateLabel({ state, children, plain = false, className }: StateLabelProps) {
  return (
    <span
      className={cx(
        "inline-flex items-baseline gap-1.5 whitespace-nowrap",
        !plain && WORD_COLOR[state],
        className,
      )}
    >
      <StateMark state={state} decorative />
      {children ?? STATE_WORD[state]}
    </span>
  );
}

interface StateLegendProps {
  readonly states?: readonly State[] | undefined;
  readonly className?: string | undefined;
}

export function StateLegend({ states = STATES, className }: StateLegendProps) {
  return (
    <ul aria-label="Legend" className={cx("flex flex-wrap gap-x-4 gap-y-1 text-xs text-2", className)}>
      {states.map((state) => (
        <li key={state}>
          <StateLabel state={state} plain />
        </li>
      ))}
    </ul>
  );
}
