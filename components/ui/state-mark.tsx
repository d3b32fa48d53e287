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

const RING = <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" />;

const SHAPE: Readonly<Record<State, ReactNode>> = {
  proven: (
    <>
      <circle cx="7" cy="7" r="6.25" fill="currentColor" />
      <path
        d="M4.2 7.3 6.2 9.2 9.9 5.1"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  claimed: (
    <>
      {RING}
      <path d="M7 2.9a4.1 4.1 0 0 0 0 8.2z" fill="currentColor" />
    </>
  ),
  planned: (
    <circle
      cx="7"
      cy="7"
      r="5.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2.2 2.12"
    />
  ),
  gap: (
    <>
      {RING}
      <path
        d="M4.9 4.9 9.1 9.1M9.1 4.9 4.9 9.1"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </>
  ),
  unknown: (
    <>
      <path
        d="M4.6 5.1c0-1.5 1-2.5 2.5-2.5s2.5.9 2.5 2.2c0 1.8-2.4 1.9-2.4 3.7"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      <circle cx="7.1" cy="11.2" r="1.05" fill="currentColor" />
    </>
  ),
  "not-applicable": <path d="M3.5 7h7" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />,
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
    // biome-ignore lint/a11y/noSvgWithoutTitle: has aria-label, or is hidden because the word stands beside it
    <svg
      viewBox="0 0 14 14"
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": said })}
      className={cx("size-3.5 shrink-0", className ?? SYMBOL_COLOR[state])}
    >
      {!decorative && <title>{said}</title>}
      {SHAPE[state]}
    </svg>
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
        "inline-flex items-center gap-1.5 align-middle whitespace-nowrap",
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
