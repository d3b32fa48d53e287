import type { LatencyModel, MsPercentiles, StepKind } from "../../catalogue/mechanism";
import type { ElementId, UtcDate } from "../../kernel/ids";
import { distributionOf, type QuantityDraft } from "../../quantity/quantity";
import type { Bands } from "../../threats/bands";
import type { ControlFact, FlowFact, LossFact, MechanismFact, PathFact, PostureFacts } from "../facts";

/** Small facts for tests: ids are short names, everything else is as plain as can be. */
export const id = (name: string) => name as ElementId;

export const quantity = (draft: QuantityDraft) => {
  const made = distributionOf(draft);
  if (!made.ok) throw new Error(made.error.reason);
  return made.value;
};

export const percentiles = (msP50: number, msP95: number, msP99: number): MsPercentiles => ({
  msP50,
  msP95,
  msP99,
});

/** A step of one size, measured at no round trip. */
export const single = (step: StepKind, of: MsPercentiles, roundTrips = 0, msRoundTrip = 0): LatencyModel => ({
  kind: "single",
  step,
  single: of,
  roundTrips,
  msRoundTrip,
});

export const mechanism = (name: string, more: Partial<MechanismFact> = {}): MechanismFact => ({
  id: name,
  name,
  layer: "network",
  appliesTo: ["flow", "component", "system"],
  worksAtSender: false,
  requires: [],
  requiresAny: [],
  latency: { kind: "none" },
  latencyContains: [],
  costPerYear: 0,
  ...more,
});

export const flow = (name: string, more: Partial<FlowFact> = {}): FlowFact => ({
  id: id(name),
  number: Number(name.replace(/\D/g, "")) || 1,
  name,
  sourceId: id("client"),
  targetId: id("server"),
  callsPerRequest: 1,
  msRoundTrip: null,
  asynchronous: false,
  ...more,
});

export const control = (
  name: string,
  of: MechanismFact,
  scope: readonly string[],
  more: Partial<ControlFact> = {},
): ControlFact => ({
  id: id(name),
  number: Number(name.replace(/\D/g, "")) || 1,
  name,
  mechanism: of.id,
  standing: "in-place",
  scope: scope.map(id),
  proof: "proven",
  proofOn: {},
  proofFallsOn: null,
  costPerYear: 0,
  latency: of.latency,
  meetsConditionFor: [],
  ...more,
});

export const path = (
  name: string,
  flows: readonly (string | readonly string[])[],
  budget: PathFact["budget"] = null,
): PathFact => {
  const leaf = (flowId: string) => ({ kind: "flow", flowId: id(flowId) }) as const;
  return {
    id: id(name),
    number: 1,
    name,
    tree: {
      kind: "series",
      parts: flows.map((part) =>
        typeof part === "string" ? leaf(part) : { kind: "parallel", parts: part.map(leaf) },
      ),
    },
    budget,
  };
};

const SCALE = { from: [1, 2, 3, 4], names: ["a", "b", "c", "d", "e"] } as const;
const TYPICAL = { ...SCALE, typical: [0.5, 1.5, 2.5, 3.5, 4.5] } as const;
const BANDS: Bands = { likelihood: TYPICAL, impact: TYPICAL, level: SCALE };

export const loss = (threat: string, rate: QuantityDraft, amount: QuantityDraft): LossFact => ({
  threat,
  source: "own",
  scenario: { name: threat, ratePerYear: quantity(rate), lossAmount: quantity(amount) },
});

export const facts = (more: Partial<PostureFacts> = {}): PostureFacts => ({
  asOf: "2026-11-22" as UtcDate,
  whole: id("whole"),
  zones: [],
  components: [],
  flows: [],
  paths: [],
  threats: [],
  mechanisms: [],
  findings: [],
  questions: 0,
  controls: [],
  claims: [],
  losses: [],
  items: {
    total: 0,
    byState: { proven: 0, claimed: 0, planned: 0, gap: 0, unknown: 0, "not-applicable": 0 },
    creditMean: null,
  } as unknown as PostureFacts["items"],
  bands: BANDS,
  ...more,
});
