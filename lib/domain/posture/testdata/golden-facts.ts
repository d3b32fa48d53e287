import type { Mechanism } from "../../catalogue/mechanism";
import { type ItemFacts, itemState } from "../../checklists/item-state";
import { tallyOf } from "../../checklists/progress";
import type { State } from "../../checklists/vocabulary";
import { costOfControl } from "../../controls/control-cost";
import type { QuantityDraft } from "../../quantity/quantity";
import type { ControlFunction, Layer, Strength } from "../../threats/vocabulary";
import type { ControlFact, FindingFact, MechanismFact, PostureFacts, ThreatFact } from "../facts";
import { control, facts, flow, id, loss, mechanism, path, percentiles, single } from "./facts";

/** What the worked example (lib/catalogue/golden-system.json) says, as far as a system can be built from it. */
export interface Golden {
  readonly findings: readonly {
    readonly id: string;
    readonly likelihood: number;
    readonly expectedResidual: number;
    readonly controls: readonly {
      readonly mechanism: string;
      readonly layer: Layer;
      readonly function: ControlFunction;
      readonly strength: Strength;
      readonly state: State | "expired" | "claim-lapsed";
      readonly inScope: boolean;
      readonly answersRule: boolean;
    }[];
  }[];
  readonly scenario: { readonly threat: string; readonly expectedResidual: number };
  readonly lossReduction: readonly {
    readonly controls: readonly (readonly [Layer, Strength, State])[];
    readonly expected: number;
  }[];
  readonly money: {
    readonly rate: QuantityDraft;
    readonly loss: QuantityDraft;
    readonly expectedAleNoControls: number;
    readonly expectedAleToday: number;
    readonly expectedReturnToday: number;
    readonly today: Cost & { readonly expectedAnnualCost: number };
    readonly plan: Cost & {
      readonly residual: number;
      readonly expectedAnnualCost: number;
      readonly expectedAle: number;
      readonly expectedReturn: number;
    };
  };
  readonly latency: {
    readonly toleranceMs: number;
    readonly steps: Readonly<Record<"handshake" | "localToken" | "mtls" | "introspection", StepDocument>>;
    readonly expected: Percentiles;
    readonly whatIf: { readonly replace: { readonly handshake: Quantiles }; readonly expected: Percentiles };
    readonly budget: {
      readonly limitMs: number;
      readonly expectedLeftMs: number;
      readonly expectedLeftMsInWhatIf: number;
    };
  };
  readonly score: {
    readonly items: readonly (readonly ["must" | "other", State | "not applicable"])[];
    readonly scenarios: readonly { readonly inherentExpectedLoss: number; readonly residual: number }[];
    readonly expectedItemCredit: number;
    readonly expectedRiskCredit: number;
    readonly expectedScore: number;
  };
}

interface Cost {
  readonly oneOff: number;
  readonly perYear: number;
}
interface Quantiles {
  readonly kind: "quantiles";
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}
type StepDocument =
  | Quantiles
  | {
      readonly kind: "mixture";
      readonly hitProbability: number;
      readonly hit: Quantiles;
      readonly miss: Quantiles;
    };
interface Percentiles {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

const elementOf = (findingId: string) => findingId.slice(findingId.indexOf("@") + 1);
const ruleOf = (findingId: string) => findingId.slice(0, findingId.indexOf("@"));

/** A system in which the findings of the example stand against real controls, with its money and what today costs. */
export function residualFacts(golden: Golden): PostureFacts {
  const rows = golden.findings.flatMap(({ controls }) => controls);
  const responding = detectors(golden.lossReduction[1]?.controls ?? []);
  const elements = [...new Set(golden.findings.map(({ id: name }) => elementOf(name)))];
  const placed = golden.findings.flatMap(({ id: name, controls }) =>
    controls.filter(({ inScope }) => inScope).map((row) => ({ ...row, element: elementOf(name) })),
  );
  const standing = placed.filter(({ state }) => state !== "claim-lapsed");
  return facts({
    flows: elements.map((name) => flow(name)),
    mechanisms: [...mechanismsOf(rows), ...responding.map(({ fact }) => fact)],
    threats: [
      threatOf(golden.scenario.threat, [
        ...uniqueBy(rows, ({ mechanism: name }) => name).map((row) => strengthRow(row.mechanism, row)),
        ...responding.map(({ fact, strength }) => strengthRow(fact.id, { function: "detect", strength })),
      ]),
    ],
    findings: golden.findings.map(({ id: name, likelihood, controls }) =>
      findingOf(
        name,
        golden.scenario.threat,
        likelihood,
        controls.filter((row) => row.answersRule),
      ),
    ),
    controls: [
      ...standing.map(({ mechanism: name, element, state }, index) =>
        control(`c${index + 1}`, mechanism(name), [element], {
          ...standingOf(state),
          costPerYear: index === 0 ? yearly(golden.money.today) : 0,
        }),
      ),
      ...responding.map(({ fact, state }, index) =>
        control(`d${index + 1}`, fact, elements, standingOf(state)),
      ),
    ],
    claims: placed
      .filter(({ state }) => state === "claim-lapsed")
      .map(({ mechanism: name, element }) => ({ mechanism: name, elementId: id(element), holds: false })),
    losses: [loss(golden.scenario.threat, golden.money.rate, golden.money.loss)],
  });
}

/** The plan of the example: what is left of the same threat, and what it costs. */
export function planFacts(golden: Golden): PostureFacts {
  const { plan, rate, loss: amount } = golden.money;
  const of = leftOver(golden.scenario.threat, plan.residual, "p");
  const responding = detectors(golden.lossReduction[1]?.controls ?? []);
  return facts({
    flows: of.flows,
    mechanisms: [...of.mechanisms, ...responding.map(({ fact }) => fact)],
    threats: [
      threatOf(golden.scenario.threat, [
        ...of.rows,
        ...responding.map(({ fact, strength }) => strengthRow(fact.id, { function: "detect", strength })),
      ]),
    ],
    findings: of.findings,
    controls: [
      ...of.controls.map((one, index) => ({ ...one, costPerYear: index === 0 ? yearly(plan) : 0 })),
      ...responding.map(({ fact, state }, index) =>
        control(
          `d${index + 1}`,
          fact,
          of.flows.map(({ name }) => name),
          standingOf(state),
        ),
      ),
    ],
    losses: [loss(golden.scenario.threat, rate, amount)],
  });
}

/** One finding against controls that detect: by how much they reduce a loss. */
export function lossReductionFacts(controls: Golden["lossReduction"][number]["controls"]): PostureFacts {
  const responding = detectors(controls);
  return facts({
    flows: [flow("f1")],
    mechanisms: responding.map(({ fact }) => fact),
    threats: [
      threatOf(
        "t",
        responding.map(({ fact, strength }) => strengthRow(fact.id, { function: "detect", strength })),
      ),
    ],
    findings: [findingOf("r@f1", "t", 1, [])],
    controls: responding.map(({ fact, state }, index) =>
      control(`d${index + 1}`, fact, ["f1"], standingOf(state)),
    ),
    losses: [loss("t", { kind: "constant", p50: 1 }, { kind: "constant", p50: 1 })],
  });
}

/** The request path of the example as hops with controls, and a lever: the same handshake without keep-alive, proposed. */
export function latencyFacts({ latency }: Golden): PostureFacts {
  const of = {
    handshake: mechanism("handshake", { latency: modelOf(latency.steps.handshake, "handshake") }),
    mtls: mechanism("mtls", { latency: modelOf(latency.steps.mtls, "handshake") }),
    localToken: mechanism("local-token", { latency: modelOf(latency.steps.localToken, "token") }),
    introspection: mechanism("introspection", { latency: modelOf(latency.steps.introspection, "token") }),
  };
  return facts({
    flows: [flow("f1"), flow("f2"), flow("f3")],
    paths: [path("checkout", ["f1", ["f2", "f3"]], { percentile: 0.95, msLimit: latency.budget.limitMs })],
    mechanisms: Object.values(of),
    controls: [
      control("keep-alive-on-1", of.handshake, ["f1"]),
      control("mtls-2", of.mtls, ["f2", "f3"]),
      control("local-token-3", of.localToken, ["f1", "f2"]),
      control("introspection-4", of.introspection, ["f3"]),
      control("keep-alive-off-5", of.handshake, ["f1"], {
        standing: "proposed",
        latency: modelOf(latency.whatIf.replace.handshake, "handshake"),
      }),
    ],
  });
}

/** The items and the scenarios of the example, these with controls that leave what it says. */
export function scoreFacts({ score }: Golden): PostureFacts {
  const scenarios = score.scenarios.map(({ inherentExpectedLoss, residual }, index) => ({
    of: leftOver(`t${index}`, residual, `t${index}-`),
    loss: loss(`t${index}`, { kind: "constant", p50: 1 }, { kind: "constant", p50: inherentExpectedLoss }),
  }));
  const all = <T>(take: (of: LeftOver) => readonly T[]) => scenarios.flatMap(({ of }) => take(of));
  return facts({
    flows: all(({ flows }) => flows),
    mechanisms: all(({ mechanisms }) => mechanisms),
    threats: scenarios.map(({ of }, index) => threatOf(`t${index}`, of.rows)),
    findings: all(({ findings }) => findings),
    controls: all(({ controls }) => controls),
    losses: scenarios.map((one) => one.loss),
    items: tallyOf(
      score.items.map(([kind, state]) => ({
        must: kind === "must",
        standing: itemState(answered(state === "not applicable" ? "not-applicable" : state), TODAY),
      })),
    ),
  });
}

const TODAY = facts().asOf;

/** An answer that is worth a state on the day. */
function answered(state: State): ItemFacts {
  const done = state === "proven" || state === "claimed" || state === "gap";
  return {
    evidenceValidDays: 365,
    applicability:
      state === "not-applicable" ? { applies: false, reason: "Nothing is stored" } : { applies: true },
    status: done ? "done" : "to-do",
    answeredOn: done ? TODAY : null,
    attestedOn: state === "claimed" ? TODAY : null,
    notApplicableReason: null,
    due: null,
    evidence: state === "proven" ? [{ effectiveOn: TODAY, expiresOn: null }] : [],
  } as ItemFacts;
}

interface LeftOver extends Pick<PostureFacts, "flows" | "mechanisms" | "findings" | "controls"> {
  readonly rows: ThreatFact["strengths"];
}

/** A threat of two findings, one open and one down to the floor, weighed so that their mean is `residual`. */
function leftOver(threat: string, residual: number, prefix: string): LeftOver {
  const layers = ["network", "application", "data"] as const;
  const mechanisms = layers.map((layer) => mechanism(`${prefix}${layer}`, { layer }));
  const flows = [flow(`${prefix}f1`), flow(`${prefix}f2`)];
  const open = (residual - 0.02) / 0.98;
  const answering = mechanisms.map((one) => ({ mechanism: one.id }));
  return {
    flows,
    mechanisms,
    rows: mechanisms.map((one) => strengthRow(one.id, { function: "prevent", strength: 3 })),
    findings: [
      findingOf(`r@${prefix}f1`, threat, open, answering),
      findingOf(`r@${prefix}f2`, threat, 1 - open, answering),
    ],
    controls: mechanisms.map((one) => control(`on-${one.id}`, one, [`${prefix}f2`])),
  };
}

const threatOf = (name: string, strengths: ThreatFact["strengths"]): ThreatFact => ({
  id: name,
  name,
  stride: ["T"],
  goals: ["integrity"],
  layer: "network",
  strengths,
});

const strengthRow = (
  name: string,
  row: { readonly function: ControlFunction; readonly strength: Strength },
): ThreatFact["strengths"][number] => ({
  mechanism: name,
  function: row.function,
  strength: row.strength,
  basis: "the example",
  condition: null,
  stronger: null,
});

const findingOf = (
  name: string,
  threat: string,
  likelihood: number,
  answering: readonly { readonly mechanism: string }[],
): FindingFact => ({
  id: name,
  ruleId: ruleOf(name),
  threat,
  element: { kind: "flow", id: id(elementOf(name)) },
  stride: "T",
  likelihood,
  answeredBy: answering.map((row) => row.mechanism),
  exception: null,
});

function mechanismsOf(rows: readonly { mechanism: string; layer: Layer }[]): readonly MechanismFact[] {
  return uniqueBy(rows, (row) => row.mechanism).map((row) => mechanism(row.mechanism, { layer: row.layer }));
}

function detectors(controls: readonly (readonly [Layer, Strength, State])[]) {
  return controls.map(([layer, strength, state], index) => ({
    fact: mechanism(`detector-${index}`, { layer }),
    strength,
    state,
  }));
}

function standingOf(state: State | "expired" | "claim-lapsed"): Partial<ControlFact> {
  if (state === "planned") return { standing: "planned" };
  return { proof: state === "expired" || state === "claim-lapsed" ? "gap" : state };
}

/** As a control's own figures are spread over its life. */
function yearly({ oneOff, perYear }: Cost): number {
  const constant = (value: number) => ({ kind: "constant", p5: value, p50: value, p95: value }) as const;
  return costOfControl(
    { oneOffAmount: constant(oneOff), perYearAmount: constant(perYear) },
    { cost: {} as Mechanism["cost"] },
  );
}

function modelOf(document: StepDocument, step: "handshake" | "token") {
  const of = ({ p50, p95, p99 }: Quantiles) => percentiles(p50, p95, p99);
  if (document.kind === "quantiles") return single(step, of(document));
  const { hitProbability, hit, miss } = document;
  return {
    kind: "mixture",
    step,
    hitProbability,
    hit: of(hit),
    miss: of(miss),
    roundTrips: 0,
    msRoundTrip: 0,
  } as const;
}

function uniqueBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}
