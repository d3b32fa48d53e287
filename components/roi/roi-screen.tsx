import { WhatIf } from "@/components/posture/what-if";
import { WhatIfLayout } from "@/components/posture/what-if-panel";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { RoiPage } from "@/lib/features/roi/present";
import { ControlsTable } from "./controls-table";
import { ReturnReport } from "./return-report";
import { SeedFormula } from "./seed-formula";

/** What the security of a system returns: by three numbers from outside, then from its model. */
export function RoiScreen({ page }: { readonly page: RoiPage }) {
  const { slug, systemId, currency, start, seed, inputs, simulated, threats, controls, mayEdit } = page;
  return (
    <WhatIf slug={slug} currency={currency} start={start}>
      <WhatIfLayout mayPropose={mayEdit} systemId={systemId}>
        <div className="px-page-x pt-4 pb-10">
          <PageHeader
            title="Return on security"
            lede="What security is worth in a year, against what it costs."
            className="mb-3"
          />
          <SeedFormula seed={seed} currency={currency} />
          <section aria-labelledby="model" className="pt-4">
            <h2 id="model">From this system’s model</h2>
            {threats.length === 0 ? (
              <NothingFound page={page} />
            ) : (
              <ReturnReport inputs={inputs} simulated={simulated} threats={threats} mayEdit={mayEdit} />
            )}
          </section>
          {threats.length > 0 && (
            <div className="mt-7">
              {controls.length > 0 ? (
                <ControlsTable slug={slug} currency={currency} controls={controls} />
              ) : (
                <NoControl slug={slug} mayEdit={mayEdit} />
              )}
            </div>
          )}
        </div>
      </WhatIfLayout>
    </WhatIf>
  );
}

function NothingFound({ page: { slug, isDrawn, mayEdit } }: { readonly page: RoiPage }) {
  return (
    <EmptyState
      className="mt-3"
      title={isDrawn ? "No threat found yet" : "Nothing is drawn yet"}
      action={
        mayEdit && (
          <ButtonLink href={`/systems/${slug}/architecture`} prefetch={false}>
            {isDrawn ? "Complete the architecture" : "Draw the architecture"}
          </ButtonLink>
        )
      }
    >
      {isDrawn
        ? "Losses come from the threats that the rules find on components and flows; none applies to what is stated so far."
        : "Losses come from the threats that the rules find on components and flows. Draw them, and this page fills itself."}
    </EmptyState>
  );
}

function NoControl({ slug, mayEdit }: { readonly slug: string; readonly mayEdit: boolean }) {
  return (
    <EmptyState
      title="No control stands on this system"
      action={
        mayEdit && (
          <ButtonLink href={`/systems/${slug}/controls`} prefetch={false}>
            Put a control on it
          </ButtonLink>
        )
      }
    >
      Nothing is spent. What is removed today comes from protection that is stated on the architecture and not
      proven.
    </EmptyState>
  );
}
