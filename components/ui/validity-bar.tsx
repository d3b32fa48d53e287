import { cx } from "./cx";

interface ValidityBarProps {
  /** Whole days since the proof was true. */
  readonly ageDays: number;
  /** Whole days for which it counts. */
  readonly validDays: number;
  /** Ends soon enough that somebody should act. */
  readonly expiring?: boolean | undefined;
  readonly className?: string | undefined;
}

/** How much of its life a piece of evidence has used up. */
export function ValidityBar({ ageDays, validDays, expiring = false, className }: ValidityBarProps) {
  const share = validDays > 0 ? Math.min(Math.max(ageDays / validDays, 0), 1) : 1;
  const leftDays = validDays - ageDays;
  const said =
    leftDays > 0 ? `${leftDays} days left of ${validDays}` : `Expired, counted for ${validDays} days`;
  return (
    <span
      role="img"
      aria-label={said}
      title={said}
      className={cx("relative block h-1 rounded-[2px] bg-surface-3 forced-color-adjust-none", className)}
    >
      <span
        className={cx("absolute inset-y-0 left-0 rounded-[2px]", expiring ? "bg-claimed-fill" : "bg-text-3")}
        style={{ width: `${share * 100}%` }}
      />
      <span className="absolute -top-0.5 -ml-px h-2 w-0.5 bg-text" style={{ left: `${share * 100}%` }} />
    </span>
  );
}
