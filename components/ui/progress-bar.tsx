import type { Phase } from "@/lib/domain/checklists/vocabulary";
import { cx } from "./cx";
import { PHASE_FILL } from "./phase-mark";

interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** In the colour of a phase; otherwise in ink. */
  readonly phase?: Phase | undefined;
  readonly className?: string | undefined;
}

export function ProgressBar({ label, value, max, phase, className }: ProgressBarProps) {
  const share = max > 0 ? Math.min(Math.max(value / max, 0), 1) : 0;
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={`${value} of ${max}`}
      className={cx(
        "block h-1 overflow-hidden rounded-[2px] bg-surface-3 forced-color-adjust-none",
        className,
      )}
    >
      <span
        className={cx("block h-full", phase ? PHASE_FILL[phase] : "bg-text")}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  );
}
