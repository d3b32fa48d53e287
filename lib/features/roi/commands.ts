import "server-only";
import { makeId } from "@/lib/db/ids";
import { elementsOf } from "@/lib/domain/architecture/system-model";
import type { ElementId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import {
  type AskedChange,
  auditOfModelChange,
  fieldOfOnly,
  type PreparedChange,
  prepareModelChange,
  type StandingModel,
  savedOf,
  writeModelChange,
} from "@/lib/server/change-system-model";
import { defineCommand } from "@/lib/server/command";
import { dropLossScenarioInput, type SaveLossScenarioInput, saveLossScenarioInput } from "./schema";

const FIELD: Readonly<Record<string, string>> = {
  threat: "",
  "secondary.probability": "secondaryProbability",
  "secondary.lossAmount": "secondaryLossAmount",
};
const fieldOf = (path: string) => FIELD[fieldOfOnly(path)] ?? fieldOfOnly(path);

function savedScenario(
  input: SaveLossScenarioInput,
  { model, catalogue }: StandingModel,
): Result<AskedChange[], Refusal> {
  const { threat, ratePerYear, lossAmount, basis, version, over } = input;
  const standing = model.lossScenarios.find((scenario) => scenario.threat === threat);
  const { secondaryProbability: probability, secondaryLossAmount } = input;
  const draft = {
    kind: "loss-scenario" as const,
    id: standing?.id ?? makeId<ElementId>(),
    name: catalogue.threats.find(({ id }) => id === threat)?.name ?? threat,
    origin: standing?.origin ?? null,
    threat,
    ratePerYear,
    lossAmount,
    secondary:
      probability !== null && secondaryLossAmount ? { probability, lossAmount: secondaryLossAmount } : null,
    basis,
  };
  return ok([{ op: "save", draft, version, over }]);
}

/** The threat that a change is about: where the form goes back to. */
function threatOf({ edits }: PreparedChange): string {
  const [edit] = edits;
  const element = edit?.after ?? edit?.before;
  return element?.kind === "loss-scenario" ? element.threat : "";
}

/** Gives a threat its own numbers on one system. */
export const saveLossScenario = defineCommand({
  name: "roi.save-loss-scenario",
  input: saveLossScenarioInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: ({ tx, actor, input }) =>
    prepareModelChange(tx, {
      systemId: input.systemId,
      by: actor.id,
      changes: (standing) => savedScenario(input, standing),
      fieldOf,
    }),
  run: async ({ tx, before, input }) => {
    await writeModelChange(tx, before);
    return ok({ ...savedOf(before), threat: input.threat });
  },
  audit: ({ before }) => auditOfModelChange(before),
});

/** Goes back to the catalogue's numbers of a threat. */
export const dropLossScenario = defineCommand({
  name: "roi.drop-loss-scenario",
  input: dropLossScenarioInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: ({ tx, actor, input }) => {
    const { systemId, id, version } = input;
    const changes = ({ model, system }: StandingModel): Result<AskedChange[], Refusal> =>
      elementsOf(model).some((one) => one.id === id && one.kind !== "loss-scenario")
        ? err({ code: "not-found", reason: `${system.name} has no such numbers. Reload the page.` })
        : ok([{ op: "retire", id, version }]);
    return prepareModelChange(tx, { systemId, by: actor.id, changes, fieldOf });
  },
  run: async ({ tx, before }) => {
    await writeModelChange(tx, before);
    return ok({ ...savedOf(before), threat: threatOf(before) });
  },
  audit: ({ before }) => auditOfModelChange(before),
});
