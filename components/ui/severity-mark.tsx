import { cx } from "./cx";

export type Severity = 1 | 2 | 3 | 4 | 5;

export const SEVERITY_WORD: Readonly<Record<Severity, string>> = {
  1: "Very low",
  2: "Low",
  3: "Medium",
  4: "High",
  5: "Critical",
};

const LOOK: Readonly<Record<Severity, string>> = {
  1: "bg-sev-1 text-sev-1-ink",
  2: "bg-sev-2 text-sev-2-ink",
  3: "bg-sev-3 text-sev-3-ink",
  4: "bg-sev-4 text-sev-4-ink",
  5: "bg-sev-5 text-sev-5-ink",
};

interface SeverityMarkProps {
  readonly severity: Severity;
  readonly named?: boolean | undefined;
}

/** One warm hue, and the digit always printed. */
export function SeverityMark({ severity, named = false }: SeverityMarkProps) {
  const mark = (
    <span
      title={SEVERITY_WORD[severity]}
      className={cx(
        "inline-flex h-[18px] min-w-5 items-center justify-center rounded-xs px-1 text-xs font-semibold forced-color-adjust-none",
        LOOK[severity],
      )}
    >
      {severity}
      {!named && <span className="sr-only"> {SEVERITY_WORD[severity]}</span>}
    </span>
  );
  if (!named) return mark;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {mark}
      {SEVERITY_WORD[severity]}
    </span>
  );
}
