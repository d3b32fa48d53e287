import type { State } from "@/lib/domain/checklists/vocabulary";
import { cx } from "./cx";
import { STATE_WORD, StateMark } from "./state-mark";

interface StateCellProps {
  readonly state: State;
  /** Credit in percent; printed for proven and claimed only. */
  readonly percent?: number | undefined;
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}

/** A cell of a matrix: ground, mark and number of one state. */
export function StateCell({ state, percent, label, className }: StateCellProps) {
  const counted = percent !== undefined && (state === "proven" || state === "claimed");
  const said = label ?? (counted ? `${STATE_WORD[state]}, ${percent} %` : STATE_WORD[state]);
  return (
    <span
      role="img"
      aria-label={said}
      title={said}
      data-state={state}
      className={cx(
        "state-fill inline-flex h-7 w-[34px] items-center justify-center gap-[3px] rounded-xs text-2xs font-medium",
        className,
      )}
    >
      {counted ? (
        <>
          <CreditDot state={state} />
          {percent}
        </>
      ) : (
        <StateMark state={state} decorative className="size-3" />
      )}
    </span>
  );
}

function CreditDot({ state }: { readonly state: State }) {
  return (
    <svg viewBox="0 0 6 6" aria-hidden className="size-[5px]">
      {state === "proven" ? (
        <circle cx="3" cy="3" r="3" fill="currentColor" />
      ) : (
        <>
          <circle cx="3" cy="3" r="2.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
          <path d="M3 .6a2.4 2.4 0 0 0 0 4.8z" fill="currentColor" />
        </>
      )}
    </svg>
  );
}
