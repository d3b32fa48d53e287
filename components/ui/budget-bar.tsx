import { cx } from "./cx";

interface BudgetBarProps {
  /** null: not measured. */
  readonly spentMs: number | null;
  readonly limitMs: number;
  /** The share of the track at which the line stands. */
  readonly lineShare?: number | undefined;
  readonly className?: string | undefined;
}

/** Milliseconds spent against a budget; what is over is hatched and past the line. */
export function BudgetBar({ spentMs, limitMs, lineShare = 0.84, className }: BudgetBarProps) {
  if (spentMs === null || limitMs <= 0) {
    return <span role="img" aria-label="Not measured" data-unknown className={cx("budget-bar", className)} />;
  }
  const share = (ms: number) => `${Math.min((ms / limitMs) * lineShare, 1) * 100}%`;
  const overMs = Math.max(spentMs - limitMs, 0);
  const said = overMs > 0 ? `${overMs} ms over ${limitMs} ms` : `${spentMs} of ${limitMs} ms`;
  return (
    <span role="img" aria-label={said} title={said} className={cx("budget-bar", className)}>
      <i style={{ width: share(Math.min(spentMs, limitMs)) }} />
      {overMs > 0 && (
        <i
          data-over
          style={{ left: `${lineShare * 100}%`, width: `calc(${share(spentMs)} - ${lineShare * 100}%)` }}
        />
      )}
      <b style={{ left: `${lineShare * 100}%` }} />
    </span>
  );
}
