"use client";

import { useMemo } from "react";
import { usePostureView, useWhatIf } from "@/components/posture/what-if";
import { Figure, FigureStrip } from "@/components/ui/figure-strip";
import { formatMoney, formatPercent } from "@/components/ui/format-number";
import { summarise } from "@/lib/features/threats/present";
import { useAddress } from "./use-address";

/** What the threats of the system add up to. */
export function ThreatsSummary() {
  const view = usePostureView();
  const { currency, slug, hrefTo } = useWhatIf();
  const { hrefOpening, hrefWith } = useAddress();
  const { findings, gaps, accepted, notApplicable, worst } = useMemo(() => summarise(view), [view]);
  const { inherentPerYear, residualPerYear } = view.money;
  const signed = [
    ...(accepted > 0 ? [`${accepted} left open on purpose`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
  ].join(", ");
  return (
    <FigureStrip label="Threats in figures" className="threat-figures">
      <Figure label="Findings" value={findings} remark={`of ${view.scenarios.length} threats`} />
      <Figure
        label="Gaps"
        value={gaps}
        remark={signed || "nothing stands against them"}
        href={hrefWith({ view: null, only: "gaps" })}
      />
      <Figure
        label="Questions"
        value={view.questions}
        remark={view.questions > 0 ? "not known, so not decided" : "everything asked is known"}
        href={view.questions > 0 ? "#questions" : undefined}
      />
      {worst?.money && (
        <Figure
          label="Largest residual per year"
          value={formatMoney(worst.money.residualPerYear, currency)}
          remark={worst.threat.name}
          href={hrefOpening("threat", worst.threat.id)}
        />
      )}
      <Figure
        label="Expected loss per year"
        value={formatMoney(residualPerYear, currency)}
        remark={`${inherentPerYear > 0 ? `${formatPercent(residualPerYear / inherentPerYear)} of ` : ""}${formatMoney(inherentPerYear, currency)}`}
        href={hrefTo(`/systems/${slug}/roi`)}
      />
    </FigureStrip>
  );
}
