import Link from "next/link";
import { PHASE_WORD, PhaseMark } from "@/components/ui/phase-mark";
import { ProgressBar } from "@/components/ui/progress-bar";
import { NO_FILTER } from "@/lib/domain/checklists/item-filter";
import type { Tally } from "@/lib/domain/checklists/progress";
import { PHASES, type Phase } from "@/lib/domain/checklists/vocabulary";
import { type ChecklistView, filterHref } from "./checklist-view";
import { countedOf } from "./list-view";

/** The four phases with what is proven in each; the filter goes along. */
export function PhaseStrip({ view }: { readonly view: ChecklistView }) {
  const { progress, scope, filter, checklist } = view;
  const hrefOf = (to: string) =>
    filterHref(`/systems/${checklist.system.slug}/checklists/${to}`, { ...filter, group: NO_FILTER.group });
  return (
    <nav aria-label="Phases" className="phase-strip">
      {PHASES.map((phase) => (
        <PhaseCell
          key={phase}
          phase={phase}
          tally={progress.byPhase[phase]}
          href={hrefOf(phase)}
          current={scope === phase}
        />
      ))}
      <PhaseCell phase={null} tally={progress.overall} href={hrefOf("all")} current={scope === "all"} />
    </nav>
  );
}

interface PhaseCellProps {
  readonly phase: Phase | null;
  readonly tally: Tally;
  readonly href: string;
  readonly current: boolean;
}

function PhaseCell({ phase, tally, href, current }: PhaseCellProps) {
  const name = phase ? PHASE_WORD[phase] : "All";
  const counted = countedOf(tally);
  return (
    <Link href={href} prefetch={false} aria-current={current ? "page" : undefined} className="phase-cell">
      <span className="flex min-w-0 items-center gap-2">
        {phase && <PhaseMark phase={phase} named={false} />}
        <span aria-hidden={phase !== null || undefined} className="truncate font-medium">
          {name}
        </span>
        <span className="ml-auto whitespace-nowrap text-2">
          {tally.byState.proven}
          <span className="text-3"> of {counted}</span>
        </span>
      </span>
      <ProgressBar
        label={`${name}, proven`}
        value={tally.byState.proven}
        max={counted}
        phase={phase ?? undefined}
      />
      <span className="truncate text-xs text-3">{phaseRemark(phase, tally)}</span>
    </Link>
  );
}

/** The one thing to know about a phase today. */
export function phaseRemark(phase: Phase | null, tally: Tally): string {
  const { mustOpen, overdue, expiring } = tally;
  const late = overdue > 0 ? `${overdue} overdue` : "";
  if (tally.total === 0) return "No items";
  if (phase !== null && mustOpen > 0) return [blocks(phase, mustOpen), late].filter(Boolean).join(", ");
  if (late) return late;
  if (expiring > 0) return `${expiring} ${expiring === 1 ? "ends" : "end"} within 30 days`;
  const open = countedOf(tally) - tally.byState.proven;
  return open > 0 ? `${open} open` : "All proven";
}

function blocks(phase: Phase, items: number): string {
  if (phase === "operations") return `${items} must be proven`;
  return items === 1 ? "1 item blocks the gate" : `${items} items block the gate`;
}
