import type { Standing } from "@/lib/domain/controls/vocabulary";
import type { ElementId, SystemId } from "@/lib/domain/kernel/ids";
import type { LossInputs, Simulated } from "@/lib/domain/posture/simulate-losses";
import type { WhatIfStart } from "@/lib/domain/posture/what-if-start";
import type { Quantity } from "@/lib/domain/quantity/quantity";
import type { SeedForm } from "@/lib/domain/roi/seed-fields";

/** A threat of the system in money, before any control. */
export interface ThreatLoss {
  readonly threat: string;
  /** Whose numbers: the team's own, or starting values of the catalogue, in US dollars. */
  readonly source: "own" | "catalogue";
  readonly ratePerYear: Quantity;
  readonly ratePerYearMean: number;
  readonly lossAmount: Quantity;
  readonly lossAmountMean: number;
  /** Chance of a second loss after an event, and its mean; null where none follows. */
  readonly secondary: { readonly probability: number; readonly lossAmountMean: number } | null;
  /** Where the numbers come from. */
  readonly basis: string;
}

/** A control with what it costs and what it alone removes. */
export interface ControlLine {
  readonly id: ElementId;
  readonly number: number;
  readonly name: string;
  readonly mechanismName: string;
  readonly standing: Standing;
  readonly oneOffAmount: number;
  readonly perYearAmount: number;
  /** Both at the catalogue's starting values, in US dollars, or one of them. */
  readonly usesCatalogue: boolean;
  readonly costPerYear: number;
  readonly removesPerYear: number;
  readonly returnRatio: number | null;
}

/** What the ROI page shows. */
export interface RoiPage {
  readonly slug: string;
  readonly name: string;
  readonly systemId: SystemId;
  readonly currency: string;
  readonly seed: SeedForm;
  readonly start: WhatIfStart;
  readonly threats: readonly ThreatLoss[];
  readonly controls: readonly ControlLine[];
  readonly inputs: LossInputs;
  readonly simulated: Simulated;
  readonly isDrawn: boolean;
  readonly mayEdit: boolean;
}
