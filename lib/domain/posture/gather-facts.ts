import type { Control } from "../architecture/element";
import type { SystemModel } from "../architecture/system-model";
import type { Mechanism, MechanismId } from "../catalogue/mechanism";
import type { ModelCatalogue } from "../catalogue/model-catalogue";
import type { StrengthRow, Threat } from "../catalogue/threat";
import type { SystemKind } from "../checklists/applicability";
import type { Item } from "../checklists/item";
import { progressOfSystem } from "../checklists/system-progress";
import { costOfControl } from "../controls/control-cost";
import { type ProofItem, proofFallsOn, proofItemsOf, proofState } from "../controls/proof-state";
import { statedClaims } from "../controls/stated-claims";
import { assert } from "../kernel/assert";
import type { ElementId, UtcDate } from "../kernel/ids";
import type { Distribution } from "../quantity/distribution";
import { distributionOf, type Quantity } from "../quantity/quantity";
import type { LossScenario } from "../roi/expected-loss";
import type { Bands } from "../threats/bands";
import { defaultLossOf } from "../threats/default-loss";
import type { Derivation } from "../threats/derive-findings";
import type { ControlFact, ExceptionFact, LossFact, MechanismFact, PostureFacts } from "./facts";

/** What the numbers of a system are gathered from. */
export interface PostureSources {
  readonly system: SystemKind;
  readonly model: SystemModel;
  /** Of this model, by the rules of this catalogue. */
  readonly derivation: Derivation;
  readonly items: readonly Item[];
  /** Exceptions that hold on the day, by the id of their finding. */
  readonly exceptions: ReadonlyMap<string, ExceptionFact>;
  readonly catalogue: ModelCatalogue;
  readonly bands: Bands;
}

/** Puts together what the numbers of a system are computed from on a day. */
export function gatherFacts(sources: PostureSources, today: UtcDate): PostureFacts {
  const { model, derivation, catalogue, bands, exceptions } = sources;
  const proofOf = rememberProof(sources, today);
  const answers = new Map(catalogue.rules.map(({ id, answeredBy }) => [id, answeredBy]));
  // What somebody stated is answered by whatever prevents such a threat.
  const preventing = new Map(
    catalogue.threats.map(({ id, strengths }) => [id, mechanismsThatPrevent(strengths)]),
  );
  const present = new Set(derivation.findings.map(({ threat }) => threat));
  const threats = catalogue.threats.filter(({ id }) => present.has(id));
  const mechanisms = new Map(catalogue.mechanisms.map((one) => [one.id, one]));
  return {
    asOf: today,
    whole: model.whole.id,
    zones: model.zones.map(({ id, number, name }) => ({ id, number, name })),
    components: model.components.map(({ id, number, name, zoneId }) => ({ id, number, name, zoneId })),
    flows: model.flows.map(
      ({ id, number, name, sourceId, targetId, callsPerRequest, msRoundTrip, properties }) => ({
        id,
        number,
        name,
        sourceId,
        targetId,
        callsPerRequest,
        msRoundTrip,
        asynchronous: properties["asynchronous"] === true,
      }),
    ),
    paths: model.paths.map(({ id, number, name, tree, budget }) => ({ id, number, name, tree, budget })),
    threats: threats.map(({ id, name, stride, goals, layer, strengths }) => ({
      id,
      name,
      stride: stride.primary,
      goals,
      layer,
      strengths,
    })),
    mechanisms: catalogue.mechanisms.map(mechanismFact),
    findings: derivation.findings.map(({ text: _text, because: _because, ...finding }) => ({
      ...finding,
      answeredBy: answers.get(finding.ruleId) ?? preventing.get(finding.threat) ?? [],
      exception: exceptionFact(exceptions.get(finding.id)),
    })),
    questions: derivation.questions.length,
    controls: model.controls.flatMap((control) => {
      const mechanism = mechanisms.get(control.mechanism);
      return mechanism ? [controlFact(control, mechanism, proofOf)] : [];
    }),
    claims: statedClaims(
      model,
      catalogue.properties,
      (mechanism) => proofOf(mechanism)[0]?.item.text.evidenceValidDays,
      today,
    ).map(({ mechanism, elementId, holds }) => ({ mechanism, elementId, holds })),
    losses: threats.map((threat) => lossFact(threat, sources)),
    items: progressOfSystem(sources.items, sources.system, today).overall,
    bands,
  };
}

function mechanismsThatPrevent(strengths: readonly StrengthRow[]): readonly MechanismId[] {
  const rows = strengths.filter((row) => row.function === "prevent" && row.strength > 0);
  return [...new Set(rows.map(({ mechanism }) => mechanism))];
}

/** Facts travel to the browser: who granted it and why stays behind. */
function exceptionFact(exception: ExceptionFact | undefined): ExceptionFact | null {
  if (!exception) return null;
  const { number, kind, expiresOn } = exception;
  return { number, kind, expiresOn };
}

function rememberProof({ items, system }: PostureSources, today: UtcDate) {
  const known = new Map<string, readonly ProofItem[]>();
  return (mechanism: MechanismId, on?: ElementId): readonly ProofItem[] => {
    const key = `${mechanism}/${on ?? ""}`;
    const earlier = known.get(key);
    if (earlier) return earlier;
    const proof = proofItemsOf(mechanism, items, system, today, on);
    known.set(key, proof);
    return proof;
  };
}

/** A mechanism as far as the numbers look at it. */
export function mechanismFact(mechanism: Mechanism): MechanismFact {
  const { id, name, layer, appliesTo, worksAtSender, requires, requiresAny, latency, latencyContains } =
    mechanism;
  const costPerYear = costOfControl({ oneOffAmount: null, perYearAmount: null }, mechanism);
  return {
    id,
    name,
    layer,
    appliesTo,
    worksAtSender,
    requires,
    requiresAny,
    latency,
    latencyContains,
    costPerYear,
  };
}

/** A control with what its mechanism and its proof add to it. */
export function controlFact(
  control: Control,
  mechanism: Mechanism,
  proofOf: (mechanism: MechanismId, on?: ElementId) => readonly ProofItem[],
): ControlFact {
  const { id, number, name, standing, scope, meetsConditionFor } = control;
  const proofItems = proofOf(mechanism.id);
  const proof = proofState(proofItems);
  const proofOn = scope
    .map((place) => [place, proofState(proofOf(mechanism.id, place))] as const)
    .filter(([, state]) => state !== proof);
  return {
    id,
    number,
    name,
    mechanism: mechanism.id,
    standing,
    scope,
    proof,
    proofOn: Object.fromEntries(proofOn),
    proofFallsOn: proofFallsOn(proofItems),
    costPerYear: costOfControl(control, mechanism),
    latency: control.latency ?? mechanism.latency,
    meetsConditionFor,
  };
}

function lossFact(threat: Threat, { model, system }: PostureSources): LossFact {
  const own = model.lossScenarios.find((one) => one.threat === threat.id);
  const { ratePerYear, lossAmount, secondary } =
    own ?? defaultLossOf(threat, system.type, model.whole.properties);
  const scenario: LossScenario = {
    name: threat.id,
    ratePerYear: checked(ratePerYear),
    lossAmount: checked(lossAmount),
    ...(secondary
      ? { secondary: { probability: secondary.probability, lossAmount: checked(secondary.lossAmount) } }
      : {}),
  };
  return { threat: threat.id, source: own ? "own" : "catalogue", scenario };
}

/** Quantities are checked when they are entered or read. */
function checked(quantity: Quantity): Distribution {
  const distribution = distributionOf(quantity);
  assert(distribution.ok, "a stored quantity has a distribution");
  return distribution.value;
}
