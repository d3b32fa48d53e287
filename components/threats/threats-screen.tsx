import { Network } from "lucide-react";
import type { ReactNode } from "react";
import { WhatIf } from "@/components/posture/what-if";
import { WhatIfLayout } from "@/components/posture/what-if-panel";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { StateLegend } from "@/components/ui/state-mark";
import { TextLink } from "@/components/ui/text-link";
import type { ThreatsPage } from "@/lib/features/threats/present";
import { CellPanel } from "./cell-panel";
import { AddressLink } from "./chosen-panel";
import { LayersTable } from "./lazy-parts";
import { RiskPlaces } from "./risk-places";
import { ThreatMatrix } from "./threat-matrix";
import { ThreatPanel } from "./threat-panel";
import { ThreatsSummary } from "./threats-summary";
import { ThreatsToolbar } from "./threats-toolbar";

/** The threats of a system: the matrix, the 5 × 5 places, and one of its cells or rows beside them. */
export function ThreatsScreen({ page }: { readonly page: ThreatsPage }) {
  const { system, start, currency, mayWork } = page;
  const nothing = start.view.scenarios.length === 0;
  return (
    <>
      <h1 className="sr-only">Threats of {system.name}</h1>
      <WhatIf slug={system.slug} currency={currency} start={start}>
        {nothing ? (
          <NoThreats page={page} />
        ) : (
          <WhatIfLayout panel={panelOf(page)} mayPropose={mayWork} systemId={system.id}>
            <Threats page={page} />
          </WhatIfLayout>
        )}
      </WhatIf>
    </>
  );
}

function panelOf(page: ThreatsPage): ReactNode {
  if (page.cell) return <CellPanel page={page} cell={page.cell} />;
  return page.row && <ThreatPanel page={page} row={page.row} />;
}

function Threats({ page }: { readonly page: ThreatsPage }) {
  return (
    <>
      <ThreatsSummary />
      <ThreatsToolbar mayState={page.mayWork} />
      {page.search.view === "layers" ? <LayersTable /> : <ThreatMatrix />}
      {page.search.view === "matrix" && (
        <div className="flex flex-wrap gap-x-6 gap-y-1 py-3 pr-5 pl-page-x text-xs text-3 max-sm:px-page-x">
          <StateLegend />
          <span>
            3/7: proven on 3 of 7 elements. A cell shows the weakest state of its elements. The column Gaps
            counts findings that nothing at all stands against.
          </span>
        </div>
      )}
      <div className="max-w-[920px] pt-4 pr-5 pb-10 pl-page-x max-sm:px-page-x">
        <RiskPlaces scales={page.scales} />
        {page.unassigned.length > 0 && <Unassigned page={page} />}
        {page.open.length > 0 && <NotKnown page={page} />}
      </div>
    </>
  );
}

/** What somebody or a file states, and nobody has said what it is in the catalogue. */
function Unassigned({ page: { system, unassigned, mayWork } }: { readonly page: ThreatsPage }) {
  return (
    <section id="unassigned" className="mt-8">
      <h2>Stated, of no threat of the catalogue</h2>
      <p className="mt-1 text-2">
        They count in no number above until somebody says which threat of the catalogue each of them is.
      </p>
      <ul className="mt-2 grid gap-x-8 sm:grid-cols-2">
        {unassigned.map(({ number, name }) => (
          <li key={number} className="flex min-h-8 items-center gap-2 border-b border-subtle">
            <span className="mono text-xs text-3">T-{number}</span>
            {mayWork ? <TextLink href={`/systems/${system.slug}/threats/${number}`}>{name}</TextLink> : name}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is not known yet: silence is not safety. */
function NotKnown({ page }: { readonly page: ThreatsPage }) {
  return (
    <section id="questions" className="mt-8">
      <h2>Not known</h2>
      <p className="mt-1 text-2">
        These rules can’t be decided until somebody says more about the elements: the threats may be there
        too, and they count in no number above.
      </p>
      <ul className="mt-2 grid gap-x-8 sm:grid-cols-2">
        {page.open.map(({ id, name, questions }) => (
          <li key={id} className="flex min-h-8 items-center justify-between gap-3 border-b border-subtle">
            <AddressLink part="threat" value={id}>
              {name}
            </AddressLink>
            <span className="text-xs whitespace-nowrap text-2">
              {questions} {questions === 1 ? "question" : "questions"}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Why there is no matrix, and what makes one. */
function NoThreats({ page }: { readonly page: ThreatsPage }) {
  const { isDrawn, start } = page;
  const { questions } = start.view;
  return (
    <div className="px-page-x py-8">
      <EmptyState
        icon={<Network aria-hidden />}
        title={isDrawn ? "No threat follows from this architecture" : "Nothing is drawn yet"}
        action={<NextStep page={page} />}
      >
        {isDrawn
          ? questions > 0
            ? `${questions} rules could not be decided, because something about its elements is not known. That is not the same as safe.`
            : "No rule of the catalogue fires on its elements. Say more about them and the rules are tried again."
          : "Threats follow from zones, components and flows: draw them or import them, and the matrix fills by itself."}
      </EmptyState>
    </div>
  );
}

function NextStep({ page: { system, isDrawn, mayWork } }: { readonly page: ThreatsPage }) {
  const architecture = `/systems/${system.slug}/architecture`;
  const words = isDrawn ? "Complete the architecture" : "Draw the architecture";
  return (
    <>
      <ButtonLink href={architecture} variant="primary">
        {mayWork ? words : "See the architecture"}
      </ButtonLink>
      {mayWork && isDrawn && (
        <ButtonLink href={`/systems/${system.slug}/threats/new`}>State a threat</ButtonLink>
      )}
      {mayWork && !isDrawn && <ButtonLink href={`${architecture}/import`}>Import a file</ButtonLink>}
    </>
  );
}
