import type { LatencyModel, MsPercentiles } from "../catalogue/mechanism";
import type { Step } from "../latency/step";

/**
 * What a hop pays for a mechanism as a step of its request path. The round trips inside the figure are stretched or
 * shrunk to the hop's own round-trip time; where that is unknown the figure holds as it is.
 *
 * @param msRoundTrip of the hop; null: unknown
 */
export function stepOfModel(
  model: Exclude<LatencyModel, { kind: "none" }>,
  msRoundTrip: number | null,
): Step {
  const { roundTrips } = model;
  const ms = msRoundTrip === null ? 0 : roundTrips * (msRoundTrip - model.msRoundTrip);
  if (model.kind === "single") return quantilesOf(model.single, ms);
  const { hitProbability, hit, miss } = model;
  return { kind: "mixture", hitProbability, hit: quantilesOf(hit, 0), miss: quantilesOf(miss, ms) };
}

/** All three percentiles moved alike; what is no network time is never less than nothing. */
function quantilesOf({ msP50, msP95, msP99 }: MsPercentiles, ms: number): Step {
  const moved = Math.max(ms, -msP50);
  return { kind: "quantiles", msP50: msP50 + moved, msP95: msP95 + moved, msP99: msP99 + moved };
}
