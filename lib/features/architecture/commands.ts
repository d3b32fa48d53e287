import "server-only";
import { makeId } from "@/lib/db/ids";
import { NAME_MAX } from "@/lib/domain/architecture/check-element";
import type { Origin } from "@/lib/domain/architecture/element";
import type { ElementDraft } from "@/lib/domain/architecture/model-change";
import { elementsOf } from "@/lib/domain/architecture/system-model";
import { readProperties } from "@/lib/domain/catalogue/property-words";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { wholeIdOf } from "@/lib/domain/kernel/parse-id";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import {
  type AskedChange,
  changesModel,
  demandBudgetReason,
  needForBudgets,
  prepareModelChange,
  type StandingModel,
} from "@/lib/server/change-system-model";
import { defineCommand } from "@/lib/server/command";
import { type SaveElementsInput, saveElementsInput } from "./schema";

type Written = SaveElementsInput["elements"][number];
type Saved = Extract<Written, { op: "save" }>;

/** What this command may take out; paths and controls have commands of their own, with their own rules. */
const TAKEN_HERE: ReadonlySet<string> = new Set(["zone", "component", "flow"]);

function changesOf(written: readonly Written[], standing: StandingModel): Result<AskedChange[], Refusal> {
  const elements = new Map(elementsOf(standing.model).map((element) => [element.id, element]));
  const issues = written.flatMap((change, index) => {
    const kind = change.op === "retire" ? elements.get(change.id)?.kind : undefined;
    return kind === undefined || TAKEN_HERE.has(kind)
      ? []
      : [{ path: `elements.${index}`, message: "Only zones, components and flows are taken out here." }];
  });
  if (issues.length > 0) return err({ code: "invalid-input", issues });
  const names = new Map([...elements.values()].map(({ id, name }) => [id, name]));
  for (const change of written)
    if (change.op === "save" && change.kind === "component" && change.id) names.set(change.id, change.name);
  return ok(
    written.map((change): AskedChange => {
      if (change.op === "retire") return change;
      const origin = (id: ElementId) => elements.get(id)?.origin ?? null;
      const draft = draftOf(change, standing, origin, names);
      const { version, over, attested } = change;
      return { op: "save", draft, version, over, attested };
    }),
  );
}

function draftOf(
  written: Saved,
  { system, catalogue }: StandingModel,
  originOf: (id: ElementId) => Origin | null,
  names: ReadonlyMap<ElementId, string>,
): ElementDraft {
  const { kind } = written;
  const properties = readProperties(kind, written.properties, catalogue.properties);
  if (kind === "system") {
    const { name } = system;
    return { kind, id: wholeIdOf(system.id), name, origin: null, properties };
  }
  const { op: _op, version: _version, over: _over, attested: _attested, ...facts } = written;
  const id = written.id ?? makeId<ElementId>();
  const origin = originOf(id);
  if (facts.kind === "zone") return { ...facts, id, origin, properties };
  if (facts.kind === "component") return { ...facts, id, origin, properties };
  const ends = [facts.sourceId, facts.targetId].map((end) => names.get(end) ?? "?");
  const name = facts.name || ends.join(" to ").slice(0, NAME_MAX);
  return { ...facts, id, origin, properties, name };
}

/**
 * Saves and takes out zones, components, flows and properties of the whole system: all of it or nothing. Where a budgeted
 * path would no longer wait for one of its flows, a second person decides.
 */
export const saveElements = defineCommand({
  name: "architecture.save-elements",
  input: saveElementsInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, actor, input }) => {
    const prepared = await prepareModelChange(tx, {
      systemId: input.systemId,
      by: actor.id,
      changes: (standing) => changesOf(input.elements, standing),
    });
    return prepared.ok ? demandBudgetReason(prepared.value, input.reason) : prepared;
  },
  approval: ({ before, input }) => needForBudgets(before, input.reason),
  ...changesModel,
});
