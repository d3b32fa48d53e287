import type { ElementId, SystemId } from "@/lib/domain/kernel/ids";
import type { LatencySummary } from "@/lib/domain/latency/grid-distribution";
import type { WorkedExample } from "@/lib/domain/latency/worked-example";
import type { WhatIfStart } from "@/lib/domain/posture/what-if-start";

/** What the address of the latency page asks for. */
export interface LatencySearch {
  /** Number of a request path, as in P-2. */
  readonly path: number | null;
  /** Of the bars; null: that of the path's budget. */
  readonly percentile: number | null;
}

/** Percentiles that the page offers. */
export const PERCENTILES = [0.5, 0.95, 0.99] as const;

/** Reads the address; what means nothing is as if it were not there. */
export function parseLatencySearch(params: Pick<URLSearchParams, "get">): LatencySearch {
  const path = /^(?:P-)?(\d{1,6})$/.exec(params.get("path") ?? "")?.[1];
  const percent = Number(/^p(\d{2}(?:\.\d{1,2})?)$/.exec(params.get("percentile") ?? "")?.[1]);
  return {
    path: path === undefined ? null : Number(path),
    percentile: percent >= 50 ? Number((percent / 100).toFixed(4)) : null,
  };
}

/** What the latency page shows. */
export interface LatencyPage {
  readonly slug: string;
  readonly name: string;
  readonly systemId: SystemId;
  readonly currency: string;
  readonly start: WhatIfStart;
  /** The path whose making is shown; null without paths. */
  readonly chosenId: ElementId | null;
  /** Its percentiles as it stands, nothing switched. */
  readonly chosenToday: LatencySummary | null;
  readonly example: WorkedExample;
  /** Flows are drawn, so that a path can be put together. */
  readonly hasFlows: boolean;
  readonly mayEdit: boolean;
}
