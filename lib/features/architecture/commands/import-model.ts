import "server-only";
import type { Tx } from "@/lib/db/client";
import { makeId } from "@/lib/db/ids";
import { findModel } from "@/lib/db/model";
import { listControlOwners, listTombstones, listWrittenVersions } from "@/lib/db/model-import";
import { holdPerson } from "@/lib/db/sessions";
import { lockSystem } from "@/lib/db/systems";
import {
  countPreview,
  type ImportPreview,
  type ShownPreview,
  shownPreview,
  withCritical,
} from "@/lib/domain/architecture/import-preview";
import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import { keepKnown } from "@/lib/domain/architecture/known-parts";
import { type MergedImport, mergeImport } from "@/lib/domain/architecture/merge-import";
import { personsFields } from "@/lib/domain/architecture/persons-fields";
import { elementsOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import type { ElementId, Sha256Hex, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Issue, Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { FileRefusal } from "@/lib/formats/problem/problem";
import { modelCatalogue } from "@/lib/server/catalogue";
import {
  auditOfModelChange,
  needForBudgets,
  type PreparedChange,
  prepareModelChange,
  writeModelChange,
} from "@/lib/server/change-system-model";
import { defineCommand } from "@/lib/server/command";
import { fingerprint } from "@/lib/server/fingerprint";
import { readFileOf } from "@/lib/server/read-file";
import { type ImportModelInput, importModelInput } from "../schema";
import { openRequests, type PlannedRequest, planRequests } from "./import-requests";

const NAME = "architecture.import-model";

/** What a file would do to a model, or did. */
export type ImportOutcome =
  | {
      readonly status: "preview";
      readonly preview: ShownPreview;
      /** Names the file and the model that were looked at; the import is refused where either is another. */
      readonly base: Sha256Hex;
      readonly to: null;
    }
  | {
      readonly status: "imported";
      readonly counts: ReturnType<typeof countPreview>;
      /** Numbers of the requests that wait for a second person because of it. */
      readonly requests: readonly number[];
      readonly to: string;
    };

/**
 * Imports a model from a file into a system: all of it or nothing. What takes a second person is not imported: each such
 * part becomes a request of its own, in the same transaction. A dry run goes the whole way and writes nothing; what it
 * shows is what the import does, and its `base` holds the import to that.
 */
export const importModel = defineCommand({
  name: NAME,
  input: importModelInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  prepare: async ({ actor, input: { text } }) => {
    const read = await readFileOf(actor.id, { kind: "model", text });
    if (!read.ok) return read;
    const file = read.value;
    if (file.ok) return file;
    return err(refusalOf(file.error));
  },
  before: ({ tx, actor, input, prepared }) => prepareImport(tx, actor.id, input, prepared),
  run: async ({ tx, input, before, caller }): Promise<Result<ImportOutcome, Refusal>> => {
    const { prepared, planned, preview, base } = before;
    if (input.dryRun) return ok({ status: "preview", preview: shownPreview(preview), base, to: null });
    await writeModelChange(tx, prepared);
    const requests = await openRequests(tx, caller, planned);
    const counts = countPreview(preview);
    const done = [counts.made, counts.changed, counts.kept].join("-");
    const waiting = requests.length > 0 ? `&requests=${requests.join("-")}` : "";
    const to = `/systems/${prepared.system.slug}/architecture?imported=${done}${waiting}`;
    return ok({ status: "imported", counts, requests, to });
  },
  audit: ({ input, before }) => {
    const entry = input.dryRun ? null : auditOfModelChange(before.prepared);
    if (!entry) return null;
    const about = `Imported ${input.fileName} (${before.preview.format}). ${entry.detail.about}`;
    return { ...entry, subject: "system", subjectId: input.systemId, detail: { ...entry.detail, about } };
  },
});

interface PreparedImport {
  readonly prepared: PreparedChange;
  readonly planned: readonly PlannedRequest[];
  readonly preview: ImportPreview;
  readonly base: Sha256Hex;
}

async function prepareImport(
  tx: Tx,
  by: UserId,
  input: ImportModelInput,
  file: ImportedModel,
): Promise<Result<PreparedImport, Refusal>> {
  const { systemId, text, base: seen } = input;
  // People before systems: what is asked for about a control holds its owner.
  if (!input.dryRun) for (const owner of await listControlOwners(tx, systemId)) await holdPerson(tx, owner);
  const system = await lockSystem(tx, systemId);
  if (!system) return err({ code: "not-found", reason: "This system does not exist." });
  const model = await findModel(tx, system);
  const merged = await merge(tx, systemId, model, file);
  const prepared = await prepareModelChange(tx, {
    systemId,
    by,
    changes: () => ok(merged.changes),
    fieldOf: (path) => placeInFile(merged, path),
  });
  if (!prepared.ok) return prepared;
  if (needForBudgets(prepared.value, "")) throw new Error("an import would loosen a budget by itself");
  const planned = await planRequests(tx, prepared.value, merged.barred, input);
  if (!planned.ok) return planned;
  const base = baseOf(model, text, (await modelCatalogue()).hash, planned.value);
  if (seen !== undefined && seen !== base)
    return err({
      code: "stale",
      reason: `The model of ${system.name} or the file changed since you looked. Nothing was imported: check the file again.`,
      version: 0,
      changes: [],
    });
  const preview = withCritical(merged.preview, planned.value);
  return ok({ prepared: prepared.value, planned: planned.value, preview, base });
}

/** Who wrote what is asked only about elements of which the file says something else. */
async function merge(
  tx: Tx,
  systemId: SystemId,
  model: SystemModel,
  file: ImportedModel,
): Promise<MergedImport> {
  const catalogue = await modelCatalogue();
  const imported = keepKnown(file, catalogue);
  const context = {
    model,
    tombstones: await listTombstones(tx, systemId),
    properties: catalogue.properties,
    makeId: () => makeId<ElementId>(),
  };
  const { differing } = mergeImport(imported, { ...context, personsFieldsOf: () => new Set() });
  const versions = await listWrittenVersions(tx, differing, [NAME]);
  const persons = new Map([...versions].map(([id, all]) => [id, personsFields(all)]));
  return mergeImport(imported, { ...context, personsFieldsOf: (id) => persons.get(id) ?? new Set() });
}

/** What was asked for or rejected meanwhile makes no difference: it only leads to less. */
function baseOf(
  model: SystemModel,
  text: string,
  catalogue: string,
  planned: readonly PlannedRequest[],
): Sha256Hex {
  const versions = elementsOf(model).map(({ id, version }) => `${id}@${version}`);
  const parts = planned.map(({ id, fields }) => `${id} ${fields.join(" ")}`);
  return fingerprint(NAME, [versions.sort(), text, catalogue, parts]);
}

const PROBLEMS_SHOWN_MAX = 200;

function refusalOf({ problems, more }: FileRefusal): Refusal {
  const issues: Issue[] = problems.slice(0, PROBLEMS_SHOWN_MAX).map(({ line, path, message }) => ({
    path: [line === null ? "" : `line ${line}`, path].filter(Boolean).join(" · ") || "text",
    message,
  }));
  if (more > 0) issues.push({ path: "text", message: `There are ${more} more like these.` });
  return { code: "invalid-input", issues };
}

/** Where in the file stands what the domain calls `elements.12.name`. */
function placeInFile({ sources }: MergedImport, path: string): string {
  const [, index, ...field] = path.split(".");
  const source = sources[Number(index)];
  if (!source) return "text";
  const place = [source.line === null ? "" : `line ${source.line}`, source.name, field.join(".")];
  return place.filter(Boolean).join(" · ");
}
