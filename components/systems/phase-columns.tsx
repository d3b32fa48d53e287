import Link from "next/link";
import type { ReactNode } from "react";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { PHASE_WORD, PhaseMark } from "@/components/ui/phase-mark";
import { STATE_WORD, StateMark } from "@/components/ui/state-mark";
import { progressOf, type Tally } from "@/lib/domain/checklists/progress";
import { PHASES, type Phase, STATES } from "@/lib/domain/checklists/vocabulary";
import type { ItemRow } from "@/lib/features/checklists/present";

type PhaseColumnsProps = {
  readonly slug: string;
  readonly rows: readonly ItemRow[];
  /** Where the gate at the end of each phase stands. */
  readonly gates: Readonly<Record<Phase, ReactNode>>;
};

/** The four phases side by side: what is proven, what is not, what blocks. */
export function PhaseColumns({ slug, rows, gates }: PhaseColumnsProps) {
  const { byPhase } = progressOf(rows);
  return (
    <section
      aria-label="Phases"
      className="grid border-b max-lg:grid-cols-2 max-sm:grid-cols-1 lg:grid-cols-4 [&>*]:border-subtle max-sm:[&>*+*]:border-t sm:max-lg:[&>*:nth-child(even)]:border-l sm:max-lg:[&>*:nth-child(n+3)]:border-t lg:[&>*+*]:border-l"
    >
      {PHASES.map((phase) => (
        <PhaseColumn
          key={phase}
          phase={phase}
          tally={byPhase[phase]}
          gate={gates[phase]}
          href={`/systems/${slug}/checklists/${phase}`}
        />
      ))}
    </section>
  );
}

type PhaseColumnProps = {
  readonly phase: Phase;
  readonly tally: Tally;
  readonly href: string;
  readonly gate: ReactNode;
};

function PhaseColumn({ phase, tally, href, gate }: PhaseColumnProps) {
  const { byState, total, mustOpen } = tally;
  return (
    <div className="grid content-start gap-2 px-page-x py-4">
      <div className="flex items-baseline justify-between gap-2">
        <h2>
          <Link href={href} className="inline-flex min-h-6 items-center hover:underline">
            <PhaseMark phase={phase} named />
          </Link>
        </h2>
        <span className="text-2">
          <b className="text-text">{byState.proven}</b> of {total - byState["not-applicable"]} proven
        </span>
      </div>
      <CoverageBar counts={byState} label={PHASE_WORD[phase]} size="lg" />
      <p className="text-xs">
        {mustOpen > 0 ? (
          <Link
            href={`${href}?must=yes&state=claimed,planned,gap,unknown`}
            className="link inline-flex min-h-6 items-center"
          >
            {mustOpen} must-{mustOpen === 1 ? "item" : "items"} without proof
          </Link>
        ) : (
          <span className="text-3">{total === 0 ? "No items" : "Every must-item is proven"}</span>
        )}
      </p>
      {gate}
      <ul className="grid grid-cols-2 gap-x-4 text-xs text-2">
        {STATES.map((state) => (
          <li key={state}>
            <StateCount href={`${href}?state=${state}`} state={state} count={byState[state]} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type StateCountProps = {
  readonly href: string;
  readonly state: (typeof STATES)[number];
  readonly count: number;
};

function StateCount({ href, state, count }: StateCountProps) {
  const words = (
    <>
      <StateMark state={state} decorative className={count === 0 ? "size-3 text-3" : undefined} />
      <span className="min-w-0 flex-1 truncate">{STATE_WORD[state]}</span>
      <span className={count === 0 ? "text-3" : "font-medium text-text"}>{count}</span>
    </>
  );
  const look = "flex min-h-6 items-center gap-1.5";
  if (count === 0) return <span className={`${look} text-3`}>{words}</span>;
  return (
    <Link href={href} prefetch={false} className={`${look} hover:text-text hover:underline`}>
      {words}
    </Link>
  );
}
