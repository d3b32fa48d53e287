import "server-only";
import { makeId } from "@/lib/db/ids";
import { parseFlowTree } from "@/lib/domain/architecture/flow-tree";
import { elementsOf } from "@/lib/domain/architecture/system-model";
import { readProperties } from "@/lib/domain/catalogue/property-words";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { LatencyBudget } from "@/lib/domain/latency/budget";
import {
  type AskedChange,
  changesModel,
  demandBudgetReason,
  fieldOfOnly,
  needForBudgets,
  prepareModelChange,
  type StandingModel,
} from "@/lib/server/change-system-model";
import { defineCommand } from "@/lib/server/command";
import { retirePathInput, type SavePathInput, savePathInput } from "./schema";

const FIELD: Readonly<Record<string, string>> = {
  tree: "flows",
  budget: "msLimit",
  "budget.percentile": "percentile",
  "budget.msLimit": "msLimit",
};
const fieldOf = (path: string) => FIELD[fieldOfOnly(path)] ?? fieldOfOnly(path);
const wrong = (path: string, message: string) =>
  err({ code: "invalid-input" as const, issues: [{ path, message }] });

function budgetOf({ percentile, msLimit }: SavePathInput): Result<LatencyBudget | null, Refusal> {
  if (percentile === null && msLimit === null) return ok(null);
  if (msLimit === null) return wrong("msLimit", "Give the limit in milliseconds, or choose no budget.");
  return percentile === null
    ? wrong("percentile", "Choose the percentile that the limit is meant for.")
    : ok({ percentile, msLimit });
}

function savedPath(
  input: SavePathInput,
  { model, catalogue }: StandingModel,
): Result<AskedChange[], Refusal> {
  const tree = parseFlowTree(input.flows, (number) => model.flows.find((flow) => flow.number === number)?.id);
  if (!tree.ok) return wrong("flows", tree.error.reason);
  const budget = budgetOf(input);
  if (!budget.ok) return budget;
  const id = input.id ?? makeId<ElementId>();
  const draft = {
    kind: "path" as const,
    id,
    name: input.name,
    origin: model.paths.find((path) => path.id === id)?.origin ?? null,
    properties: readProperties("path", input.properties, catalogue.properties),
    tree: tree.value,
    budget: budget.value,
  };
  return ok([{ op: "save", draft, version: input.version, over: input.over, attested: input.attested }]);
}

/** Makes or changes a request path with its budget. Loosening the budget needs a second person, tightening does not. */
export const savePath = defineCommand({
  name: "latency.save-path",
  input: savePathInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, actor, input }) => {
    const changes = (standing: StandingModel) => savedPath(input, standing);
    const { systemId } = input;
    const prepared = await prepareModelChange(tx, { systemId, by: actor.id, changes, fieldOf });
    return prepared.ok ? demandBudgetReason(prepared.value, input.reason) : prepared;
  },
  approval: ({ before, input }) => needForBudgets(before, input.reason),
  ...changesModel,
});

/** Takes a request path out. One with a budget needs a second person. */
export const retirePath = defineCommand({
  name: "latency.retire-path",
  input: retirePathInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, actor, input }) => {
    const { systemId, id, version } = input;
    const changes = ({ model }: StandingModel): Result<AskedChange[], Refusal> =>
      elementsOf(model).some((one) => one.id === id && one.kind !== "path")
        ? wrong("", "This is not a request path.")
        : ok([{ op: "retire", id, version }]);
    const prepared = await prepareModelChange(tx, { systemId, by: actor.id, changes, fieldOf });
    return prepared.ok ? demandBudgetReason(prepared.value, input.reason) : prepared;
  },
  approval: ({ before, input }) => needForBudgets(before, input.reason),
  ...changesModel,
});
