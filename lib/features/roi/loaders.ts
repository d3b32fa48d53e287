import "server-only";
import { findInstallation } from "@/lib/db/installation";
import { findModel } from "@/lib/db/model";
import { findSystem } from "@/lib/db/systems";
import type { Control } from "@/lib/domain/architecture/element";
import type { Mechanism } from "@/lib/domain/catalogue/mechanism";
import type { DefaultLoss } from "@/lib/domain/catalogue/threat";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { mayOnSystem } from "@/lib/domain/people/may";
import { controlReturns } from "@/lib/domain/posture/control-returns";
import { type LossFact, NO_SWITCHES } from "@/lib/domain/posture/facts";
import { stanceOf } from "@/lib/domain/posture/loss-stance";
import { postureView } from "@/lib/domain/posture/posture-view";
import type { LossInputs } from "@/lib/domain/posture/simulate-losses";
import { isSwitched, parseSwitches } from "@/lib/domain/posture/switches";
import { whatIfStart } from "@/lib/domain/posture/what-if-start";
import { mean } from "@/lib/domain/quantity/distribution";
import { distributionOf, type Quantity, quantityOf } from "@/lib/domain/quantity/quantity";
import { runSeedOfId } from "@/lib/domain/random/stream";
import { readSeedForm } from "@/lib/domain/roi/seed-fields";
import { defaultLossOf } from "@/lib/domain/threats/default-loss";
import { writeRoiCsv } from "@/lib/formats/roi-csv/write-roi";
import { modelCatalogue } from "@/lib/server/catalogue";
import { defineSystemLoader } from "@/lib/server/loader";
import { readPosture, type SystemPosture } from "@/lib/server/posture";
import { simulateRemembered } from "@/lib/server/simulation";
import type { ControlLine, RoiPage, ThreatLoss } from "./present";

/** What the security of a system returns: from outside, from its model, simulated; under the what-if of the address. */
export const loadRoi = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }, query: string): Promise<RoiPage | null> => {
    const [posture, installation] = await Promise.all([
      readPosture(read, systemId, utcDateOf(asOf)),
      findInstallation(read),
    ]);
    if (!posture) return null;
    const { system, facts, model } = posture;
    const params = new URLSearchParams(query);
    const switches = parseSwitches((name) => params.getAll(name), facts);
    const start = whatIfStart(facts, switches);
    const inputs = lossInputs(posture);
    const plan = isSwitched(switches) ? stanceOf(start.view, namesIn(inputs)) : null;
    return {
      slug: system.slug,
      name: system.name,
      systemId,
      currency: installation?.currency ?? "USD",
      seed: readSeedForm((name) => params.get(name)),
      start,
      threats: facts.losses.map((loss) => threatLoss(loss, posture)),
      controls: controlLines(posture),
      inputs,
      simulated: simulateRemembered(inputs, plan),
      isDrawn: model.components.length > 0,
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
    };
  },
});

/** The curves and the threats of the same address, as CSV. */
export const loadRoiCsv = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, asOf, systemId }, query: string) => {
    const today = utcDateOf(asOf);
    const [posture, installation] = await Promise.all([
      readPosture(read, systemId, today),
      findInstallation(read),
    ]);
    if (!posture) return null;
    const { system, facts } = posture;
    const params = new URLSearchParams(query);
    const switches = parseSwitches((name) => params.getAll(name), facts);
    const view = postureView(facts, switches);
    const inputs = lossInputs(posture);
    const plan = isSwitched(switches) ? stanceOf(view, namesIn(inputs)) : null;
    const part = params.get("part") === "threats" ? "threats" : "curves";
    return {
      fileName: `${system.slug}-${part === "threats" ? "losses" : "loss-exceedance"}-${today}.csv`,
      text: writeRoiCsv(
        {
          part,
          currency: installation?.currency ?? "USD",
          simulated: simulateRemembered(inputs, plan),
          view,
          losses: facts.losses,
        },
        { bom: true },
      ),
    };
  },
});

const namesIn = ({ scenarios }: LossInputs) => scenarios.map(({ name }) => name);

/** What the simulation of a system starts from: its threats that count, as they are defended today. */
function lossInputs({ system, facts }: SystemPosture): LossInputs {
  const today = postureView(facts, NO_SWITCHES);
  const counted = new Set(today.scenarios.filter(({ money }) => money).map(({ threat }) => threat.id));
  const scenarios = facts.losses.filter(({ threat }) => counted.has(threat)).map(({ scenario }) => scenario);
  return {
    scenarios,
    today: stanceOf(
      today,
      scenarios.map(({ name }) => name),
    ),
    seed: runSeedOfId(system.id),
  };
}

function threatLoss({ threat, source, scenario }: LossFact, posture: SystemPosture): ThreatLoss {
  const { ratePerYear, lossAmount, secondary } = scenario;
  return {
    threat,
    source,
    ratePerYear: quantityOf(ratePerYear),
    ratePerYearMean: mean(ratePerYear),
    lossAmount: quantityOf(lossAmount),
    lossAmountMean: mean(lossAmount),
    secondary: secondary
      ? { probability: secondary.probability, lossAmountMean: mean(secondary.lossAmount) }
      : null,
    basis: basisOf(threat, posture),
  };
}

/** Where the numbers of a threat come from: what the team wrote, or what the catalogue says. */
function basisOf(threat: string, { model, system, catalogue }: SystemPosture): string {
  const own = model.lossScenarios.find((one) => one.threat === threat);
  if (own) return own.basis;
  const entry = catalogue.threats.find(({ id }) => id === threat);
  return entry ? basisWords(defaultLossOf(entry, system.type, model.whole.properties)) : "";
}

const basisWords = ({ rateBasis, lossBasis }: DefaultLoss) =>
  rateBasis === lossBasis ? `Rate and loss: ${rateBasis}` : `Rate: ${rateBasis}. Loss: ${lossBasis}`;

function controlLines({ facts, model, catalogue }: SystemPosture): readonly ControlLine[] {
  const controls = new Map(model.controls.map((one) => [one.id, one]));
  const mechanisms = new Map(catalogue.mechanisms.map((one) => [one.id, one]));
  return controlReturns(facts).flatMap(({ controlId, costPerYear, removesPerYear, returnRatio }) => {
    const control = controls.get(controlId);
    const mechanism = control && mechanisms.get(control.mechanism);
    if (!control || !mechanism) return [];
    return [{ ...controlLine(control, mechanism), costPerYear, removesPerYear, returnRatio }];
  });
}

function controlLine(control: Control, { name: mechanismName, cost }: Mechanism) {
  const { id, number, name, standing, oneOffAmount, perYearAmount } = control;
  return {
    id,
    number,
    name,
    mechanismName,
    standing,
    oneOffAmount: meanOf(oneOffAmount ?? cost.oneOffAmount),
    perYearAmount: meanOf(perYearAmount ?? cost.perYearAmount),
    usesCatalogue: oneOffAmount === null || perYearAmount === null,
  };
}

/** Quantities are checked when they are entered or read. */
function meanOf(quantity: Quantity): number {
  const distribution = distributionOf(quantity);
  if (!distribution.ok) throw new Error(distribution.error.reason);
  return mean(distribution.value);
}

/** The form of a threat's own numbers on a system, with the catalogue's beside them. */
export const loadLossScenario = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, systemId }, threatId: string) => {
    const system = await findSystem(read, systemId);
    const { threats } = await modelCatalogue();
    const threat = threats.find(({ id }) => id === threatId);
    if (!system || !threat) return null;
    const [model, installation] = await Promise.all([findModel(read, system), findInstallation(read)]);
    const own = model.lossScenarios.find((one) => one.threat === threat.id) ?? null;
    return {
      system: { id: system.id, slug: system.slug, name: system.name },
      threat: { id: threat.id, name: threat.name, description: threat.description },
      own: own && { id: own.id, version: own.version, basis: own.basis, numbers: own },
      catalogue: defaultLossOf(threat, system.type, model.whole.properties),
      currency: installation?.currency ?? "USD",
    };
  },
});
