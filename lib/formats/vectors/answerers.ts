import type { Answerer } from "./answer";
import {
  bestPortfolio,
  controlsByThreat,
  controlsOnLoss,
  jointly,
  neverAveraged,
  overYears,
  probabilityAndRate,
  unreliableControl,
} from "./answers/controls";
import { bestSpending, boundOfAsset, boundOfLoss, productivity } from "./answers/gordon-loeb";
import {
  cachedHandshake,
  exponentialSum,
  fanOut,
  handshakeRoundTrips,
  normalSum,
  rangeOfSum,
} from "./answers/latency";
import { compoundYear, oneEvent, ranksOfQuantile } from "./answers/loss-curves";
import { intervalConstant, lognormalLoss, lognormalShape, pertRate, pertShape } from "./answers/quantities";
import {
  annualLoss,
  enisaRosi,
  monthlyPresentValue,
  presentValue,
  seedFormula,
  seedTornado,
} from "./answers/returns";
import { independentStreams, multipliedFactors } from "./answers/simulations";

/** Who answers a topic; the first whose inputs fit does. A topic that is not here is not answered. */
export const ANSWERERS: Readonly<Record<string, readonly Answerer[]>> = {
  roi: [seedFormula, enisaRosi],
  rosi: [enisaRosi],
  ale: [annualLoss],
  "ale-lognormal": [lognormalLoss],
  lognormal: [lognormalShape, intervalConstant],
  pert: [pertShape],
  trap: [pertRate, neverAveraged, boundOfLoss],
  probability: [probabilityAndRate, overYears, jointly],
  controls: [controlsOnLoss, controlsByThreat, unreliableControl],
  lec: [oneEvent, compoundYear],
  "fair-mc": [multipliedFactors],
  reproducibility: [independentStreams],
  "gordon-loeb": [bestSpending, boundOfAsset, productivity],
  npv: [presentValue, monthlyPresentValue],
  latency: [fanOut, normalSum, exponentialSum, cachedHandshake, handshakeRoundTrips, rangeOfSum],
  sensitivity: [seedTornado],
  convergence: [ranksOfQuantile],
  portfolio: [bestPortfolio],
};
