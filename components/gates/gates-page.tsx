import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { PHASE_WORD } from "@/components/ui/phase-mark";
import type { GatesView, GateView } from "@/lib/features/gates/present";
import { ExceptionTable } from "./exception-table";
import { GatePanel } from "./gate-panel";
import { gateSentence, lostSentence } from "./gate-summary";
import { PassageList } from "./passage-list";

/** The four gates of a system, every time that one was passed, and everything that is left open on purpose. */
export function GatesPage({ view }: { readonly view: GatesView }) {
  const { system, phase, gates, passages, criteria, exceptions, today } = view;
  return (
    <div className="p-page-x">
      <PageHeader
        title="Gates"
        lede={`${system.name} is in ${PHASE_WORD[phase].toLowerCase()}. A gate is passed by two persons: one asks, another signs.`}
      />
      {gates.map((gate) => (
        <GateSection key={gate.id} gate={gate} />
      ))}
      <section aria-labelledby="passages" className="mt-10">
        <SectionHeader id="passages" title="Passages" />
        <PassageList passages={passages} criteria={criteria} />
      </section>
      <section aria-labelledby="exceptions" className="mt-10">
        <SectionHeader id="exceptions" title="Exceptions" />
        <ExceptionTable lines={exceptions} today={today} />
      </section>
    </div>
  );
}

export function gateName({ from, to }: Pick<GateView, "from" | "to">): string {
  return from === to
    ? `Review of ${PHASE_WORD[to].toLowerCase()}`
    : `${PHASE_WORD[from]} to ${PHASE_WORD[to].toLowerCase()}`;
}

function GateSection({ gate }: { readonly gate: GateView }) {
  const lost = lostSentence(gate);
  const title = `${gate.id}-title`;
  return (
    <section
      id={gate.id}
      aria-labelledby={title}
      className="mt-6 max-w-[960px] scroll-mt-32 rounded-lg border bg-surface p-4"
    >
      <SectionHeader
        id={title}
        title={gateName(gate)}
        aside={
          <Chip tone="outline">
            {gate.done} of {gate.of} must-items proven
          </Chip>
        }
      />
      <p className="mb-3 text-2">{gate.purpose}</p>
      <p className="mb-3 font-medium">{gateSentence(gate)}</p>
      {lost && (
        <Notice tone="warning" className="mb-4">
          {lost}
        </Notice>
      )}
      <GatePanel gate={gate} />
    </section>
  );
}
