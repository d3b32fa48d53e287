import { WhatIf } from "@/components/posture/what-if";
import { WhatIfLayout } from "@/components/posture/what-if-panel";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { LatencyPage } from "@/lib/features/latency/present";
import { PathReport, PathsLede } from "./path-report";
import { SeedExample } from "./seed-example";

/** What security may cost in milliseconds on each request path, and what it does cost. */
export function LatencyScreen({ page }: { readonly page: LatencyPage }) {
  const { slug, systemId, currency, start, chosenId, chosenToday, example, mayEdit } = page;
  const isKnown = start.view.paths.some(({ unknown }) => !unknown);
  return (
    <WhatIf slug={slug} currency={currency} start={start}>
      <WhatIfLayout mayPropose={mayEdit} systemId={systemId}>
        <div className="px-page-x pt-4 pb-10">
          <PageHeader title="Latency budget" lede={<PathsLede />} />
          {chosenId ? (
            <PathReport slug={slug} chosenId={chosenId} chosenToday={chosenToday} mayEdit={mayEdit} />
          ) : (
            <NoPath page={page} />
          )}
          <details open={!isKnown} className="mt-6 border-t pt-3">
            <summary className="flex min-h-7 items-center">
              <h2 className="text-md font-semibold">
                {isKnown
                  ? "Compare with the preset of a new system"
                  : "Until then: the preset of a new system"}
              </h2>
            </summary>
            <div className="pt-3">
              <SeedExample example={example} />
            </div>
          </details>
        </div>
      </WhatIfLayout>
    </WhatIf>
  );
}

function NoPath({ page: { slug, hasFlows, mayEdit } }: { readonly page: LatencyPage }) {
  return (
    <EmptyState
      title="No request path yet"
      action={
        mayEdit && (
          <ButtonLink href={`/systems/${slug}/architecture`} variant="primary" prefetch={false}>
            {hasFlows ? "Put a path together" : "Draw the architecture"}
          </ButtonLink>
        )
      }
    >
      {hasFlows
        ? "A path is the flows that one request takes. The controls on them say what security costs, hop by hop."
        : "Draw components and flows first; a path is the flows that one request takes."}
    </EmptyState>
  );
}
