import "server-only";
import type { Tx } from "@/lib/db/client";
import { makeId } from "@/lib/db/ids";
import { findElementAtVersion, findLastElementEditor, lockModel, writeElements } from "@/lib/db/model";
import { namesOf } from "@/lib/db/people";
import { lockSystem } from "@/lib/db/systems";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import { budgetNeed } from "@/lib/domain/architecture/budget-need";
import { changeModel } from "@/lib/domain/architecture/change-model";
import { readable } from "@/lib/domain/architecture/check-whole";
import type { ModelElement } from "@/lib/domain/architecture/element";
import { elementChanges, type Naming } from "@/lib/domain/architecture/element-fields";
import { mergeDraft } from "@/lib/domain/architecture/merge-draft";
import type {
  ChangedModel,
  ChangeRefusal,
  ElementDraft,
  ModelChange,
} from "@/lib/domain/architecture/model-change";
import { elementsOf, type SystemModel } from "@/lib/domain/architecture/system-model";
import { ELEMENT_PREFIX } from "@/lib/domain/architecture/vocabulary";
import { withNewIds } from "@/lib/domain/architecture/with-new-ids";
import type { AuditDetail } from "@/lib/domain/audit/entry";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { ElementId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { modelCatalogue } from "./catalogue";

/** What a change is worked out from, its system held until the transaction ends. */
export interface StandingModel {
  readonly system: SystemSummary;
  readonly model: SystemModel;
  readonly catalogue: ModelCatalogue;
}

/** One element of an edit in both its states; null: it was not there, or is not there any more. */
export interface ElementEdit {
  readonly before: ModelElement | null;
  readonly after: ModelElement | null;
  /** What differs, in words. */
  readonly changes: readonly FieldChange[];
}

/** A change of a system's model that may be made: checked, in words, not yet written. */
export interface PreparedChange extends StandingModel {
  readonly changed: ChangedModel;
  readonly edits: readonly ElementEdit[];
  readonly naming: Naming;
}

/** A step of an edit; `over` is the version whose contested fields the person decided to write over. */
export type AskedChange = ModelChange & { readonly over?: number | null };

type ChangeSpec = {
  readonly systemId: SystemId;
  readonly by: UserId;
  /** The edit, from what stands. New elements get ids of ours. */
  readonly changes: (standing: StandingModel) => Result<readonly AskedChange[], Refusal>;
  /** Where the form has a field that the domain calls `elements.0.tree`, say. */
  readonly fieldOf?: (path: string) => string;
};

/**
 * Works out an edit of a system's model under the lock of the system: everything a command needs to decide whether a
 * second person has to agree, to write it, and to record it. All edits of models go through here.
 */
export async function prepareModelChange(tx: Tx, spec: ChangeSpec): Promise<Result<PreparedChange, Refusal>> {
  const system = await lockSystem(tx, spec.systemId);
  if (!system) return err({ code: "not-found", reason: "This system does not exist." });
  const { model, numbersUsed } = await lockModel(tx, system);
  const catalogue = await modelCatalogue();
  const standing = { system, model, catalogue };
  const asked = spec.changes(standing);
  if (!asked.ok) return asked;
  const joined = await joinEdits(tx, standing, asked.value);
  const changes = withNewIds(joined.changes, () => makeId<ElementId>());
  const context = { systemId: system.id, by: spec.by, on: utcDateOf(tx.asOf), numbersUsed, ...catalogue };
  const changed = changeModel(model, changes, context);
  const naming = await namingOf(tx, standing, changes, changed.ok ? changed.value.model : null);
  if (changed.ok)
    return ok({
      ...standing,
      changed: changed.value,
      edits: editsOf(standing, changed.value, naming),
      naming,
    });
  if (changed.error.code === "stale")
    return err(await staleRefusal(tx, standing, changes, joined.stands, changed.error, naming));
  const { fieldOf = (path: string) => path } = spec;
  const issues = changed.error.issues.map(({ path, message }) => ({ path: fieldOf(path), message }));
  return err({ code: "invalid-input", issues });
}

type Joined = {
  readonly changes: readonly ModelChange[];
  /** Where both changed the same: what would stand if the other one wins, by the index of the change. */
  readonly stands: ReadonlyMap<number, ElementDraft>;
};

/** Joins each edit with what others changed meanwhile; what both changed stays stale, to be compared. */
async function joinEdits(
  tx: Tx,
  { system, model }: StandingModel,
  asked: readonly AskedChange[],
): Promise<Joined> {
  const elements = new Map(elementsOf(model).map((element) => [element.id, element]));
  const stands = new Map<number, ElementDraft>();
  const changes: ModelChange[] = [];
  for (const [index, { over = null, ...change }] of asked.entries()) {
    changes.push(change);
    if (change.op !== "save" || change.version === null) continue;
    const current = elements.get(change.draft.id);
    if (!current || current.version === change.version || current.kind !== change.draft.kind) continue;
    const seen = await findElementAtVersion(tx, system.id, current.id, change.version);
    if (!seen) continue;
    const merge = mergeDraft(seen, current, change.draft);
    const isSettled = !merge.conflicts || over === current.version;
    if (!isSettled) stands.set(index, merge.standing);
    const version = isSettled ? current.version : change.version;
    changes[index] = { ...change, draft: merge.merged, version };
  }
  return { changes, stands };
}

/** Why a second person decides about a change, for the budgets that it loosens; null where one person is enough. */
export function needForBudgets(
  { model, changed, edits }: PreparedChange,
  reason: string,
): ApprovalNeed | null {
  return budgetNeed(
    model,
    changed.model,
    edits.flatMap(({ changes }) => changes),
    reason,
  );
}

/** Somebody else decides about a looser budget, so they have to know why. */
export function demandBudgetReason(
  prepared: PreparedChange,
  reason: string,
): Result<PreparedChange, Refusal> {
  if (reason !== "" || !needForBudgets(prepared, reason)) return ok(prepared);
  const message = "Say why the budget gets looser: a second person decides about it.";
  return err({ code: "invalid-input", issues: [{ path: "reason", message }] });
}

/** Writes a prepared change. */
export async function writeModelChange(tx: Tx, { system, changed }: PreparedChange): Promise<void> {
  await writeElements(tx, system.id, changed);
}

/** What forms and editors are answered with; `ref` names the first element, as in F-12. */
export function savedOf({ changed, system }: PreparedChange) {
  const named = ({ id, kind, number, version }: ModelElement) => ({ id, kind, number, version });
  const [first] = [...changed.saved, ...changed.retired];
  return {
    slug: system.slug,
    ref: first ? `${ELEMENT_PREFIX[first.kind]}-${first.number}` : "",
    name: first?.name ?? "",
    saved: changed.saved.map(named),
    retired: changed.retired.map(named),
  };
}

/** How a command ends that does nothing but change a model: what is written, answered and kept in the log. */
export const changesModel = {
  run: async ({ tx, before }: { readonly tx: Tx; readonly before: PreparedChange }) => {
    await writeModelChange(tx, before);
    return ok(savedOf(before));
  },
  audit: ({ before }: { readonly before: PreparedChange }) => auditOfModelChange(before),
};

/** Field names of a form about one element, which the domain calls `elements.0.name`. */
export function fieldOfOnly(path: string): string {
  return path.replace(/^elements\.0\.?/, "");
}

/** Fields that an entry of the log spells out; of the rest it says how many elements there are. */
const FIELDS_IN_ENTRY_MAX = 400;

/** What the trail says about a change of a model; null where nothing was changed. */
export function auditOfModelChange({ system, edits }: PreparedChange) {
  const [first] = edits;
  if (!first) return null;
  const only = edits.length === 1 ? first : null;
  const lines = edits.flatMap((edit) =>
    edit.changes.map((change) => ({
      ...change,
      field: only ? change.field : `${nameOf(edit)}: ${change.field}`,
    })),
  );
  const shown = lines.slice(0, FIELDS_IN_ENTRY_MAX);
  const side = (of: "before" | "after") =>
    Object.fromEntries(shown.flatMap((line) => (line[of] === null ? [] : [[line.field, line[of]]])));
  const detail: AuditDetail = { about: aboutOf(edits), before: side("before"), after: side("after") };
  return {
    subject: "element",
    subjectId: only ? ((only.after ?? only.before)?.id ?? null) : system.id,
    systemId: system.id,
    detail,
  };
}

/** "Changed F-12 Web to API: encryption", "Added 3 and changed 2 elements". */
function aboutOf(edits: readonly ElementEdit[]): string {
  const [only] = edits;
  if (only && edits.length === 1) {
    if (!only.before) return `Added ${nameOf(only)}`;
    if (!only.after) return `Took out ${nameOf(only)}`;
    const fields = only.changes.map(({ field }) => field.charAt(0).toLowerCase() + field.slice(1));
    return `Changed ${nameOf(only)}: ${fields.join(", ")}`;
  }
  const count = (is: (edit: ElementEdit) => boolean) => edits.filter(is).length;
  const parts = [
    ["added", count(({ before }) => !before)],
    ["changed", count(({ before, after }) => Boolean(before && after))],
    ["took out", count(({ after }) => !after)],
  ] as const;
  const words = parts.filter(([, many]) => many > 0).map(([verb, many]) => `${verb} ${many}`);
  const sentence = `${words.join(", ")} elements of the model`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const nameOf = ({ before, after }: ElementEdit): string => {
  const element = after ?? before;
  if (!element) return "nothing";
  return element.kind === "system" ? "the whole system" : readable(element);
};

function editsOf({ model }: StandingModel, changed: ChangedModel, naming: Naming): readonly ElementEdit[] {
  const standing = new Map(elementsOf(model).map((element) => [element.id, element]));
  const stored = (element: ModelElement | undefined) => (element && element.version > 0 ? element : null);
  return [
    ...changed.saved.map((after) => {
      const before = stored(standing.get(after.id));
      return { before, after, changes: elementChanges(before, after, naming) };
    }),
    ...changed.retired.map((taken) => {
      const before = stored(standing.get(taken.id));
      return { before, after: null, changes: elementChanges(before, null, naming) };
    }),
  ];
}

async function namingOf(
  tx: Tx,
  { model, catalogue }: StandingModel,
  changes: readonly ModelChange[],
  after: SystemModel | null,
): Promise<Naming> {
  const drafts = changes.flatMap((change) =>
    change.op === "save" && "ownerId" in change.draft ? [change.draft.ownerId] : [],
  );
  const owned = [...model.controls, ...model.assets];
  const people = await namesOf(tx, [...owned.map(({ ownerId }) => ownerId), ...drafts]);
  const known = [...elementsOf(model), ...(after ? elementsOf(after) : [])];
  const elements = new Map(known.map((element) => [element.id, element]));
  return {
    element: (id) => elements.get(id),
    person: (id) => people.get(id)?.name ?? "somebody unknown",
    properties: catalogue.properties,
    mechanisms: catalogue.mechanisms,
    threats: catalogue.threats,
  };
}

/** Somebody was faster: who, and where the two states differ. */
async function staleRefusal(
  tx: Tx,
  { system }: StandingModel,
  changes: readonly ModelChange[],
  stands: Joined["stands"],
  { index, current }: Extract<ChangeRefusal, { code: "stale" }>,
  naming: Naming,
): Promise<Refusal> {
  const change = changes[index];
  const id = change?.op === "save" ? change.draft.id : change?.id;
  const editor = id ? await findLastElementEditor(tx, system.id, id) : null;
  if (!change || !editor)
    return { code: "not-found", reason: `${system.name} has no such element. Reload the page.` };
  const by = (await namesOf(tx, [editor.by])).get(editor.by ?? "")?.name ?? "Somebody";
  const faster = { by, atMs: editor.atMs, path: `elements.${index}` };
  if (!current) {
    const reason = `${by} took this out of ${system.name} while you wrote. It can be added anew.`;
    return { code: "stale", reason, version: 0, changes: [], ...faster };
  }
  const yours = change.op === "save" ? asElement(change.draft, current) : null;
  const theirs = asElement(stands.get(index) ?? null, current);
  return {
    code: "stale",
    reason:
      change.op === "save"
        ? `${by} changed the same fields of ${readable(current)} while you wrote. Nothing of yours was lost: compare below, then save again to put yours in place.`
        : `${by} changed ${readable(current)} meanwhile. Look at it again before you take it out.`,
    version: current.version,
    changes: yours ? elementChanges(theirs, yours, naming) : [],
    ...faster,
  };
}

function asElement(draft: ElementDraft | null, current: ModelElement): ModelElement {
  if (!draft) return current;
  const { number, version } = current;
  return "properties" in draft
    ? { ...draft, number, version, stated: "stated" in current ? current.stated : {} }
    : { ...draft, number, version };
}
