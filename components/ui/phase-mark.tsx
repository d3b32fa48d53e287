import { PHASES, type Phase } from "@/lib/domain/checklists/vocabulary";
import { cx } from "./cx";

export const PHASE_WORD: Readonly<Record<Phase, string>> = {
  design: "Design",
  implementation: "Implementation",
  deployment: "Deployment",
  operations: "Operations",
};

export const PHASE_FILL: Readonly<Record<Phase, string>> = {
  design: "bg-phase-design",
  implementation: "bg-phase-implementation",
  deployment: "bg-phase-deployment",
  operations: "bg-phase-operations",
};

const COLOR: Readonly<Record<Phase, string>> = {
  design: "text-phase-design",
  implementation: "text-phase-implementation",
  deployment: "text-phase-deployment",
  operations: "text-phase-operations",
};

interface PhaseMarkProps {
  readonly phase: Phase;
  readonly named?: boolean | undefined;
}

export function PhaseMark({ phase, named = false }: PhaseMarkProps) {
  const mark = (
    <span
      aria-hidden={named || undefined}
      title={PHASE_WORD[phase]}
      className={cx(
        "inline-flex size-[18px] shrink-0 items-center justify-center rounded-xs text-2xs font-semibold shadow-[inset_0_0_0_1px_currentColor]",
        COLOR[phase],
      )}
    >
      {PHASES.indexOf(phase) + 1}
      {!named && <span className="sr-only"> {PHASE_WORD[phase]}</span>}
    </span>
  );
  if (!named) return mark;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {mark}
      {PHASE_WORD[phase]}
    </span>
  );
}
