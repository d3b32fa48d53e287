"use client";

import { RiskGrid } from "@/components/charts/risk-grid";
import { usePostureView } from "@/components/posture/what-if";
import type { RiskScales } from "@/lib/features/threats/present";
import { useAddress } from "./use-address";

/** Where each threat stands on the 5 × 5 matrix, and where it stood before controls. */
export function RiskPlaces({ scales }: { readonly scales: RiskScales }) {
  const { scenarios } = usePostureView();
  const { hrefOpening } = useAddress();
  return (
    <RiskGrid
      title="Likelihood and impact"
      aside={`${scenarios.length} threats`}
      caption="Likelihood is read from events per year, impact from the mean loss of one event; both with the controls that count. The level of a cell is that of the typical numbers of its steps."
      scenarios={scenarios.map(({ threat, money }) => ({
        key: threat.id,
        name: threat.name,
        href: hrefOpening("threat", threat.id),
        place: money?.residual ?? null,
        before:
          money && !samePlace(money.inherent, money.residual)
            ? { likelihood: money.inherent.likelihood, impact: money.inherent.impact }
            : undefined,
      }))}
      levels={scales.levels}
      likelihoodNames={scales.likelihoodNames}
      impactNames={scales.impactNames}
      levelNames={scales.levelNames}
    />
  );
}

type Place = { readonly likelihood: number; readonly impact: number };
const samePlace = (a: Place, b: Place) => a.likelihood === b.likelihood && a.impact === b.impact;
