import "server-only";
import type { Tx } from "@/lib/db/client";
import { makeId } from "@/lib/db/ids";
import { findModel } from "@/lib/db/model";
import { listTombstones, listWrittenVersions } from "@/lib/db/model-import";
import { lockSystem } from "@/lib/db/systems";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import {
  countPreview,
  type ImportPreview,
  type ShownPreview,
  shownPreview,
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
  | { readonly status: "imported"; readonly counts: ReturnType<typeof countPreview>; readonly to: string };

/**
 * Imports a model from a file into a system: all of it or nothing. A dry run goes the whole way and writes nothing; what
 * it shows is what the import does, and its `base` holds the import to that.
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
  run: async ({ tx, input, before }): Promise<Result<ImportOutcome, Refusal>> => {
    const { prepared, preview, base } = before;
    if (input.dryRun) return ok({ status: "preview", preview: shownPreview(preview), base, to: null });
    await writeModelChange(tx, prepared);
    const counts = countPreview(preview);
    const done = [counts.made, counts.changed, counts.kept].join("-");
    const to = `/systems/${prepared.system.slug}/architecture?imported=${done}`;
    return ok({ status: "imported", counts, to });
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
  readonly preview: ImportPreview;
  readonly base: Sha256Hex;
}

async function prepareImport(
  tx: Tx,
  by: UserId,
  { systemId, text, base: seen }: ImportModelInput,
  file: ImportedModel,
): Promise<Result<PreparedImport, Refusal>> {
  const system = await lockSystem(tx, systemId);
  if (!system) return err({ code: "not-found", reason: "This system does not exist." });
  const model = await findModel(tx, system);
  const base = baseOf(model, text, (await modelCatalogue()).hash);
  if (seen !== undefined && seen !== base)
    return err({
      code: "stale",
      reason: `The model of ${system.name} or the file changed since you looked. Nothing was imported: check the file again.`,
      version: 0,
      changes: [],
    });
  const merged = await merge(tx, systemId, model, file);
  const prepared = await prepareModelChange(tx, {
    systemId,
    by,
    changes: () => ok(merged.changes),
    fieldOf: (path) => placeInFile(merged, path),
  });
  if (!prepared.ok) return prepared;
  const need = needForBudgets(prepared.value, "");
  return need ? err(needsTwo(need)) : ok({ prepared: prepared.value, preview: merged.preview, base });
}

/** What takes a second person is done where that person is asked. */
const needsTwo = ({ about, changes }: ApprovalNeed): Refusal => ({
  code: "refused",
  reason: `${about}: that takes a second person, so a file can’t do it (${changes[0]?.field ?? "its budget"}). Change the flow on its own page, or take it out of the file.`,
});

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

function baseOf(model: SystemModel, text: string, catalogue: string): Sha256Hex {
  const versions = elementsOf(model).map(({ id, version }) => `${id}@${version}`);
  return fingerprint(NAME, [versions.sort(), text, catalogue]);
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
