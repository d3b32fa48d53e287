import Link from "next/link";
import type { ReactNode } from "react";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import type { GatesView, GateView } from "@/lib/features/gates/present";
import { gateSentence } from "./gate-summary";

/** One line for the gate at the end of each phase. */
export function gateLines({ gates, system }: GatesView): Readonly<Record<Phase, ReactNode>> {
  const line = (phase: Phase) => {
    const gate = gates.find(({ from }) => from === phase);
    return gate && <GateLine gate={gate} slug={system.slug} />;
  };
  return {
    design: line("design"),
    implementation: line("implementation"),
    deployment: line("deployment"),
    operations: line("operations"),
  };
}

function GateLine({ gate, slug }: { readonly gate: GateView; readonly slug: string }) {
  const lost = gate.lost !== null;
  return (
    <p className="text-xs">
      <Link
        href={`/systems/${slug}/gates#${gate.id}`}
        prefetch={false}
        className={`link inline-flex min-h-6 items-center ${lost ? "text-warn" : ""}`}
      >
        {gate.passed || gate.blocks.length === 0 ? gateSentence(gate) : "Gate not passed yet."}
        {lost && " No longer covered."}
      </Link>
    </p>
  );
}
