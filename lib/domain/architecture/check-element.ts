import { stepOfModel } from "../controls/latency-step";
import type { ElementId } from "../kernel/ids";
import type { Issue } from "../kernel/refusal";
import { parseStep } from "../latency/step";
import { distributionOf, type Quantity } from "../quantity/quantity";
import { inClassOrder } from "../systems/vocabulary";
import { checkProperties } from "./check-properties";
import { depthOf, flowsIn, PATH_FLOWS_MAX, TREE_DEPTH_MAX } from "./flow-tree";
import type { ChangeContext, ElementDraft } from "./model-change";
import { WORTH_WORD, WORTHS } from "./vocabulary";

/** Bounds of an element: characters, calls of a flow per request, milliseconds. */
export const NAME_MAX = 120;
export const TOOL_MAX = 200;
/** Of a note, and of what numbers rest on. */
export const PROSE_MAX = 4_000;
export const CALLS_MAX = 50;
export const ROUND_TRIP_MS_MAX = 5_000;
export const BUDGET_MS_MAX = 60_000;
const ROUND_TRIPS_MAX = 20;
const AMOUNT_MAX = 1e12;
const RATE_MAX = 1_000_000;

/**
 * What is wrong with an element by itself, whatever stands around it.
 *
 * @param path where the element stands in the edit; issues name its fields below that
 */
export function checkElement(draft: ElementDraft, context: ChangeContext, path: string): readonly Issue[] {
  const at = (field: string, message: string): Issue => ({ path: `${path}.${field}`, message });
  const issues: Issue[] = draft.name.trim() === "" ? [at("name", "Write a name.")] : [];
  if (draft.name.length > NAME_MAX) issues.push(at("name", `At most ${NAME_MAX} characters.`));
  for (const [field, most] of TEXTS)
    if (textIn(draft, field).length > most) issues.push(at(field, `At most ${most} characters.`));
  if ("properties" in draft)
    for (const issue of checkProperties(draft.kind, draft.properties, context.properties))
      issues.push(at(`properties.${issue.path}`, issue.message));
  switch (draft.kind) {
    case "flow":
      return [...issues, ...checkFlow(draft, at)];
    case "path":
      return [...issues, ...checkTree(draft, at), ...checkBudget(draft, at)];
    case "control":
      return [...issues, ...checkControl(draft, context, at)];
    case "loss-scenario":
      return [...issues, ...checkLossScenario(draft, context, at)];
    case "stated-threat":
      return [...issues, ...checkStatedThreat(draft, context, at)];
    case "asset":
      return [...issues, ...checkAsset(draft, at)];
    default:
      return issues;
  }
}

const TEXTS = [
  ["tool", TOOL_MAX],
  ["note", PROSE_MAX],
  ["basis", PROSE_MAX],
] as const;

function textIn(draft: ElementDraft, field: string): string {
  const value = (draft as Readonly<Record<string, unknown>>)[field];
  return typeof value === "string" ? value : "";
}

type At = (field: string, message: string) => Issue;

function checkFlow(draft: Extract<ElementDraft, { kind: "flow" }>, at: At): readonly Issue[] {
  const { sourceId, targetId, callsPerRequest, msRoundTrip } = draft;
  const issues: Issue[] = [];
  if (sourceId === targetId) issues.push(at("targetId", "A flow leads to another component."));
  if (!isWithin(callsPerRequest, 1, CALLS_MAX) || !Number.isInteger(callsPerRequest))
    issues.push(at("callsPerRequest", `Give 1 to ${CALLS_MAX} calls per request.`));
  if (msRoundTrip !== null && !isWithin(msRoundTrip, 0, ROUND_TRIP_MS_MAX))
    issues.push(at("msRoundTrip", `Give 0 to ${ROUND_TRIP_MS_MAX} ms, or leave it empty.`));
  return issues;
}

function checkTree({ tree }: Extract<ElementDraft, { kind: "path" }>, at: At): readonly Issue[] {
  if (depthOf(tree) > TREE_DEPTH_MAX) return [at("tree", `Nest a path at most ${TREE_DEPTH_MAX} levels.`)];
  const count = flowsIn(tree).length;
  if (count === 0) return [at("tree", "Name at least one flow, such as F-1.")];
  return count > PATH_FLOWS_MAX
    ? [at("tree", `A path has at most ${PATH_FLOWS_MAX} flows; this one has ${count}.`)]
    : [];
}

function checkBudget({ budget }: Extract<ElementDraft, { kind: "path" }>, at: At): readonly Issue[] {
  const issues: Issue[] = [];
  if (budget && !isWithin(budget.percentile, 0.5, 0.999))
    issues.push(at("budget.percentile", "Give a percentile from p50 to p99.9."));
  if (budget && !isWithin(budget.msLimit, 0.1, BUDGET_MS_MAX))
    issues.push(at("budget.msLimit", `Give a limit from 0.1 to ${BUDGET_MS_MAX} ms.`));
  return issues;
}

function checkControl(
  draft: Extract<ElementDraft, { kind: "control" }>,
  { mechanisms, threats }: ChangeContext,
  at: At,
): readonly Issue[] {
  const issues: Issue[] = [];
  if (!mechanisms.some(({ id }) => id === draft.mechanism))
    issues.push(at("mechanism", "Choose a mechanism of the catalogue."));
  if (draft.scope.length === 0)
    issues.push(at("scope", "Name at least one element that the control stands on."));
  issues.push(...orderIssues(draft.scope, at, "scope"));
  const unknown = draft.meetsConditionFor.find((id) => !threats.some((threat) => threat.id === id));
  if (unknown !== undefined) issues.push(at("meetsConditionFor", `There is no threat called ${unknown}.`));
  issues.push(...quantityIssues(draft.oneOffAmount, at, "oneOffAmount", AMOUNT_MAX));
  issues.push(...quantityIssues(draft.perYearAmount, at, "perYearAmount", AMOUNT_MAX));
  if (draft.latency && draft.latency.kind !== "none") {
    const step = parseStep(stepOfModel(draft.latency, null));
    if (!step.ok) issues.push(at("latency", step.error.reason));
    if (!isWithin(draft.latency.roundTrips, 0, ROUND_TRIPS_MAX))
      issues.push(at("latency.roundTrips", `Give 0 to ${ROUND_TRIPS_MAX} round trips.`));
    if (!isWithin(draft.latency.msRoundTrip, 0, ROUND_TRIP_MS_MAX))
      issues.push(at("latency.msRoundTrip", `Give 0 to ${ROUND_TRIP_MS_MAX} ms.`));
  }
  return issues;
}

function checkLossScenario(
  draft: Extract<ElementDraft, { kind: "loss-scenario" }>,
  { threats }: ChangeContext,
  at: At,
): readonly Issue[] {
  const issues: Issue[] = [];
  if (!threats.some(({ id }) => id === draft.threat))
    issues.push(at("threat", "Choose a threat of the catalogue."));
  issues.push(...quantityIssues(draft.ratePerYear, at, "ratePerYear", RATE_MAX));
  issues.push(...quantityIssues(draft.lossAmount, at, "lossAmount", AMOUNT_MAX));
  if (draft.secondary) {
    issues.push(...quantityIssues(draft.secondary.lossAmount, at, "secondary.lossAmount", AMOUNT_MAX));
    if (!isWithin(draft.secondary.probability, 0, 1))
      issues.push(at("secondary.probability", "Give the chance of a second loss as a number from 0 to 1."));
  }
  return issues;
}

function checkStatedThreat(
  draft: Extract<ElementDraft, { kind: "stated-threat" }>,
  { threats }: ChangeContext,
  at: At,
): readonly Issue[] {
  const issues: Issue[] = [];
  if (draft.threat !== null && !threats.some(({ id }) => id === draft.threat))
    issues.push(at("threat", "Choose a threat of the catalogue."));
  if (draft.threat !== null && draft.stride === null)
    issues.push(at("stride", "Say what it attacks, by STRIDE."));
  if (!isWithin(draft.likelihood, 1, 5) || !Number.isInteger(draft.likelihood))
    issues.push(at("likelihood", "Give a likelihood from 1 to 5."));
  if (draft.places.length === 0) issues.push(at("places", "Name at least one element that it threatens."));
  issues.push(...orderIssues(draft.places, at, "places"));
  return issues;
}

function checkAsset(
  { dataClasses, worth, places }: Extract<ElementDraft, { kind: "asset" }>,
  at: At,
): readonly Issue[] {
  const issues: Issue[] = [];
  const ordered = inClassOrder(dataClasses);
  if (ordered.length !== dataClasses.length || ordered.some((one, index) => one !== dataClasses[index]))
    issues.push(at("dataClasses", "Name classes of the list, each once, in its order."));
  for (const one of WORTHS) {
    const step = worth[one];
    if (step !== null && (!isWithin(step, 1, 5) || !Number.isInteger(step)))
      issues.push(at(`worth.${one}`, `Give ${WORTH_WORD[one].toLowerCase()} from 1 to 5, or leave it open.`));
  }
  return [...issues, ...orderIssues(places, at, "places")];
}

function orderIssues(ids: readonly ElementId[], at: At, field: string): readonly Issue[] {
  return ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? id))
    ? [at(field, "Name each element once, in rising order of ids.")]
    : [];
}

function quantityIssues(quantity: Quantity | null, at: At, field: string, most: number): readonly Issue[] {
  if (quantity === null) return [];
  const { p5, p50, p95 } = quantity;
  if (![p5, p50, p95].every((value) => isWithin(value, 0, most)))
    return [at(field, `Give numbers from 0 to ${most}.`)];
  const distribution = distributionOf(quantity);
  return distribution.ok ? [] : [at(field, distribution.error.reason)];
}

const isWithin = (value: number, min: number, max: number) => value >= min && value <= max;
