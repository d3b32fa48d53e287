import { STATES, type State } from "@/lib/domain/checklists/vocabulary";
import { cx } from "./cx";
import { STATE_WORD } from "./state-mark";

export type StateCounts = Readonly<Partial<Record<State, number>>>;

/** "12 proven, 3 claimed, 1 gap"; what does not apply comes last. */
export function coverageInWords(counts: StateCounts): string {
  const parts = STATES.filter((state) => (counts[state] ?? 0) > 0).map(
    (state) => `${counts[state]} ${STATE_WORD[state].toLowerCase()}`,
  );
  return parts.length === 0 ? "Nothing to cover" : parts.join(", ");
}

interface CoverageBarProps {
  readonly counts: StateCounts;
  /** Begins the sentence that is read aloud. */
  readonly label?: string | undefined;
  readonly size?: "md" | "lg" | undefined;
  readonly className?: string | undefined;
}

/** One segment per state. What does not apply is not counted, unless nothing else is there. */
export function CoverageBar({ counts, label, size = "md", className }: CoverageBarProps) {
  const words = coverageInWords(counts);
  const counted = STATES.filter((state) => state !== "not-applicable" && (counts[state] ?? 0) > 0);
  const shown: readonly State[] = counted.length > 0 ? counted : ["not-applicable"];
  return (
    <span
      role="img"
      aria-label={label ? `${label}: ${words}` : words}
      title={words}
      data-size={size}
      className={cx("coverage-bar", className)}
    >
      {shown.map((state) => (
        <i key={state} data-state={state} style={{ flex: `${Math.max(counts[state] ?? 0, 1)} 1 0` }} />
      ))}
    </span>
  );
}
