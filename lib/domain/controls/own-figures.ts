import type { Control } from "../architecture/element";
import type { LatencyModel, Mechanism } from "../catalogue/mechanism";
import type { Quantity } from "../quantity/quantity";

type Figures = Pick<Control, "oneOffAmount" | "perYearAmount" | "latency">;

/**
 * The figures of a control that are its own. A form shows the catalogue's; where they were left as they were the control
 * keeps none, so that it follows the catalogue.
 */
export function ownFigures(written: Figures, mechanism: Pick<Mechanism, "cost" | "latency">): Figures {
  const { cost, latency } = mechanism;
  return {
    oneOffAmount: sameQuantity(written.oneOffAmount, cost.oneOffAmount) ? null : written.oneOffAmount,
    perYearAmount: sameQuantity(written.perYearAmount, cost.perYearAmount) ? null : written.perYearAmount,
    latency: written.latency && latencyKey(written.latency) === latencyKey(latency) ? null : written.latency,
  };
}

function sameQuantity(a: Quantity | null, b: Quantity): boolean {
  return a !== null && a.kind === b.kind && near(a.p5, b.p5) && near(a.p50, b.p50) && near(a.p95, b.p95);
}

/** A middle that follows from the ends is computed anew, with another last digit. */
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.abs(b);

function latencyKey(model: LatencyModel): string {
  if (model.kind === "none") return "none";
  const ms = model.kind === "single" ? [model.single] : [model.hit, model.miss];
  const numbers = ms.flatMap(({ msP50, msP95, msP99 }) => [msP50, msP95, msP99]);
  const { kind, step, roundTrips, msRoundTrip } = model;
  const share = model.kind === "mixture" ? model.hitProbability : null;
  return JSON.stringify([kind, step, roundTrips, msRoundTrip, share, numbers]);
}
