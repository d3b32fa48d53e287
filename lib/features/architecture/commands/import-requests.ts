import "server-only";
import { listRequestsAboutElements } from "@/lib/db/approval-lists";
import { listItems } from "@/lib/db/checklists";
import type { Tx } from "@/lib/db/client";
import { bootstrapIsOpen } from "@/lib/db/installation";
import { type CriticalPart, criticalParts } from "@/lib/domain/architecture/critical-parts";
import { printFlowTree } from "@/lib/domain/architecture/flow-tree";
import type { BarredPart } from "@/lib/domain/architecture/import-barred";
import type { SettledPart } from "@/lib/domain/architecture/import-preview";
import type { SystemModel } from "@/lib/domain/architecture/system-model";
import { isProvenSomewhere } from "@/lib/domain/controls/proof-state";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import type { Caller } from "@/lib/server/caller";
import type { PreparedChange } from "@/lib/server/change-system-model";
import { commandNamed } from "@/lib/server/commands-at-hand";
import { type ImportModelInput, REQUESTS_MAX } from "../schema";
import { type AskedByElement, type AskedForm, byElement, requestOf } from "./asked-before";

/** A critical part of a file with what its own form would send, and what becomes of it. */
export type PlannedRequest = SettledPart & { readonly form: AskedForm };

type ImportOf = Pick<ImportModelInput, "systemId" | "fileName" | "again">;

/**
 * What of a file takes a second person once the rest is written, and what becomes of each: it is asked for, unless the
 * same waits already, or was rejected and isn't asked for again. Until there are two people who could sign for one
 * another nothing is: an import alone changes nothing critical.
 */
export async function planRequests(
  tx: Tx,
  prepared: PreparedChange,
  barred: readonly BarredPart[],
  input: ImportOf,
): Promise<Result<readonly PlannedRequest[], Refusal>> {
  if (barred.length === 0 || (await bootstrapIsOpen(tx))) return ok([]);
  const { model } = prepared.changed;
  const parts = criticalParts(model, barred, await provenToday(tx, prepared, barred));
  const forms = parts.flatMap((part) => {
    const form = formOf(part, model, input);
    return form ? [{ part, form }] : [];
  });
  const earlier = await earlierRequests(tx, input.systemId, forms);
  const planned = forms.map(({ part: { draft, line, fields, reason }, form }): PlannedRequest => {
    const request = requestOf(draft.id, form, earlier, input.again);
    return { id: draft.id, line, fields, reason, form, request };
  });
  const count = planned.filter(({ request }) => request.state === "asked").length;
  if (count <= REQUESTS_MAX) return ok(planned);
  const reason = `This file asks for ${count} things that each take a second person; at most ${REQUESTS_MAX} are asked for at once. Nothing was imported: split the file, or take some of them out of it.`;
  return err({ code: "refused", reason });
}

/** Asks for what is planned, each as its own form does, in the transaction that writes the rest. */
export async function openRequests(
  tx: Tx,
  caller: Caller,
  planned: readonly PlannedRequest[],
): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (const { form, request } of planned) {
    if (request.state === "open") numbers.push(request.number);
    if (request.state !== "asked") continue;
    const command = commandNamed(form.command);
    if (!command) throw new Error(`there is no command ${form.command}`);
    numbers.push((await command.ask(tx, form.input, caller)).number);
  }
  return numbers;
}

async function provenToday(
  tx: Tx,
  { system }: PreparedChange,
  barred: readonly BarredPart[],
): Promise<Parameters<typeof criticalParts>[2]> {
  if (!barred.some(({ draft }) => draft.kind === "control")) return () => false;
  const items = await listItems(tx, system.id, null);
  return (control) => isProvenSomewhere(control, items, system, utcDateOf(tx.asOf));
}

function formOf(
  { standing, draft, fields }: CriticalPart,
  model: SystemModel,
  { systemId, fileName }: ImportOf,
): AskedForm | null {
  const reason = `From the file ${fileName}`;
  const { version } = standing;
  const { origin: _origin, kind, ...facts } = draft;
  const input = { systemId, version, ...facts, reason };
  switch (draft.kind) {
    case "control":
      return fields.includes("standing") && draft.standing === "retired"
        ? { command: "controls.retire", input: { systemId, id: draft.id, version, reason }, asks: [] }
        : { command: "controls.save", input, asks: fields };
    case "stated-threat":
      return { command: "threats.state", input, asks: fields };
    case "path": {
      const { id, name, properties, tree, budget } = draft;
      const flows = printFlowTree(tree, (flow) => model.flows.find((one) => one.id === flow)?.number ?? 0);
      const limit = { percentile: budget?.percentile ?? null, msLimit: budget?.msLimit ?? null };
      const asks = fields.flatMap((field) => (field === "budget" ? Object.keys(limit) : ["flows"]));
      return {
        command: "latency.save-path",
        input: { systemId, id, version, name, properties, flows, ...limit, reason },
        asks,
      };
    }
    case "flow": {
      const element = { op: "save", kind, version, ...facts };
      return {
        command: "architecture.save-elements",
        input: { systemId, elements: [element], reason },
        asks: fields,
      };
    }
    default:
      return null;
  }
}

async function earlierRequests(
  tx: Tx,
  systemId: SystemId,
  forms: readonly { readonly part: CriticalPart; readonly form: AskedForm }[],
): Promise<AskedByElement> {
  if (forms.length === 0) return new Map();
  const commands = [...new Set(forms.map(({ form }) => form.command))];
  const ids = forms.map(({ part }) => part.draft.id);
  return byElement(await listRequestsAboutElements(tx, systemId, commands, ids));
}
