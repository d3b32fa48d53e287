import { cx } from "@/components/ui/cx";
import { RISK_LEVELS, type RiskLevel } from "@/lib/domain/approvals/triage";

const WORD: Readonly<Record<RiskLevel, string>> = { high: "High", medium: "Medium", low: "Low" };
const LOOK: Readonly<Record<RiskLevel, string>> = {
  high: "bg-sev-4 text-sev-4-ink",
  medium: "bg-sev-3 text-sev-3-ink",
  low: "bg-sev-1 text-sev-1-ink",
};

type RiskMarkProps = { readonly risk: RiskLevel; readonly why: string };

/** How heavy a request is, in a word. */
export function RiskMark({ risk, why }: RiskMarkProps) {
  return (
    <span
      title={why}
      data-level={RISK_LEVELS.length - RISK_LEVELS.indexOf(risk)}
      className={cx(
        "inline-flex h-[18px] items-center rounded-xs px-1.5 text-2xs font-semibold forced-color-adjust-none",
        LOOK[risk],
      )}
    >
      {WORD[risk]}
      <span className="sr-only"> risk</span>
    </span>
  );
}
