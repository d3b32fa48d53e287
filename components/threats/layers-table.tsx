"use client";

import { useMemo } from "react";
import { usePostureView } from "@/components/posture/what-if";
import { DataTable, Td, TdName, Th } from "@/components/ui/data-table";
import { formatPercent } from "@/components/ui/format-number";
import { SeverityMark } from "@/components/ui/severity-mark";
import { LAYERS } from "@/lib/domain/threats/vocabulary";
import { LAYER_WORD } from "@/lib/domain/threats/words";
import { filterRows, groupRows } from "@/lib/features/threats/present";
import { useAddress } from "./use-address";

/** Defence in depth: what each layer takes off each threat, and what is left behind all of them. */
export function LayersTable() {
  const view = usePostureView();
  const { search, hrefOpening } = useAddress();
  const { group, onlyGaps } = search;
  const rows = useMemo(
    () => groupRows(filterRows(view.scenarios, { onlyGaps }), group).flatMap((one) => one.rows),
    [view, onlyGaps, group],
  );
  return (
    <div className="pr-5 pl-page-x max-sm:px-page-x">
      <DataTable label="Layers of defence before each threat" phone="blocks">
        <thead>
          <tr>
            <Th>Threat</Th>
            <Th>Level</Th>
            {LAYERS.map((layer) => (
              <Th key={layer}>{LAYER_WORD[layer]}</Th>
            ))}
            <Th numeric>Rate left</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ threat, money, layers, residual }) => (
            <tr key={threat.id} data-current={search.threat === threat.id || undefined}>
              <TdName href={hrefOpening("threat", threat.id)}>{threat.name}</TdName>
              <Td label="Level">{money && <SeverityMark severity={money.residual.level} />}</Td>
              {LAYERS.map((layer) => (
                <Td key={layer} label={LAYER_WORD[layer]} quiet={layers[layer] === 0}>
                  <LayerBar share={layers[layer]} />
                </Td>
              ))}
              <Td numeric label="Rate left">
                {residual === null ? "not applicable" : formatPercent(residual)}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <p className="py-3 text-xs text-3">
        In one layer only the largest credit counts; layers multiply. Means over the findings of a threat,
        weighted by likelihood. Detection and response reduce the loss and stand in the panel of the threat.
      </p>
    </div>
  );
}

function LayerBar({ share }: { readonly share: number }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="layer-bar">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span className="w-10 text-right text-xs">{share === 0 ? "none" : formatPercent(share)}</span>
    </span>
  );
}
