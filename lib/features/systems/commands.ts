import "server-only";
import type { Read, Tx } from "@/lib/db/client";
import { findPerson, namesOf } from "@/lib/db/people";
import { holdPerson } from "@/lib/db/sessions";
import { findLastSystemEditor, findSystemFactsAt } from "@/lib/db/system-history";
import { insertSystem, lockSystem, slugIsTaken, updateSystem } from "@/lib/db/systems";
import { insertItems } from "@/lib/db/template-items";
import { BUILT_IN, findNewestVersion, listTextsOfVersion, writeSystemTemplate } from "@/lib/db/templates";
import { lostProofNeed } from "@/lib/domain/controls/lost-proof";
import { counted } from "@/lib/domain/kernel/counted";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { mergeFacts, systemChanges } from "@/lib/domain/systems/changes";
import type { SystemFacts, SystemSummary } from "@/lib/domain/systems/system";
import { defineCommand } from "@/lib/server/command";
import { lostProofOf } from "@/lib/server/lost-proof";
import { createSystemInput, editSystemInput } from "./schema";

/** Said when the address is taken, whether it was seen in time or another form was quicker. */
const slugTaken = (): Refusal => ({
  code: "invalid-input",
  issues: [{ path: "slug", message: "Another system has this address. Choose another." }],
});

/** What the fields can't know by themselves: the address is free, the owner (held by the caller) is here. */
async function checkFacts(
  read: Read,
  facts: SystemFacts,
  standing: SystemSummary | null,
): Promise<Result<null, Refusal>> {
  if (await slugIsTaken(read, facts.slug, standing?.id ?? null)) return err(slugTaken());
  if (facts.ownerId === standing?.owner.id) return ok(null);
  const owner = await findPerson(read, facts.ownerId);
  return owner?.status === "active"
    ? ok(null)
    : err({
        code: "invalid-input",
        issues: [{ path: "ownerId", message: "Choose an owner who has an active account." }],
      });
}

/** Gives a new system the newest version of the product's checklist. */
async function attachBuiltIn(tx: Tx, systemId: SystemId): Promise<number> {
  const version = await findNewestVersion(tx, BUILT_IN);
  if (!version) return 0;
  await writeSystemTemplate(tx, systemId, version.templateId, version.id);
  const texts = await listTextsOfVersion(tx, version.id);
  await insertItems(
    tx,
    systemId,
    version.templateId,
    texts.map((text, position) => ({ text, position })),
  );
  return texts.length;
}

/** Registers a system and gives it its four checklists. */
export const createSystem = defineCommand({
  name: "systems.create",
  input: createSystemInput,
  permission: "systems:create",
  approval: "never",
  taken: slugTaken,
  before: async ({ tx, input }) => {
    await holdPerson(tx, input.ownerId);
    return checkFacts(tx, input, null);
  },
  run: async ({ tx, input }) => {
    const system = await insertSystem(tx, input);
    return ok({ id: system.id, slug: system.slug, items: await attachBuiltIn(tx, system.id) });
  },
  audit: ({ input, output }) => ({
    subject: "system",
    subjectId: output.id,
    systemId: output.id,
    detail: {
      about: `Registered ${input.name} with ${counted(output.items, "checklist item")}`,
      after: input,
    },
  }),
});

const factsOf = ({ owner, ...facts }: SystemSummary): SystemFacts => ({ ...facts, ownerId: owner.id });

async function readable(
  read: Read,
  before: SystemFacts,
  after: SystemFacts,
): Promise<readonly FieldChange[]> {
  const names = await namesOf(read, [before.ownerId, after.ownerId]);
  return systemChanges(before, after, (id) => names.get(id)?.name ?? "somebody unknown");
}

/** Joins the edit with what others changed meanwhile; what both changed is handed back to be compared. */
async function joinEdit(
  tx: Tx,
  system: SystemSummary,
  written: SystemFacts,
  versions: { seen: number; over: number | null },
): Promise<Result<SystemFacts, Refusal>> {
  if (system.version === versions.seen) return ok(written);
  const standing = factsOf(system);
  const seen = await findSystemFactsAt(tx, system.id, versions.seen);
  const merge = mergeFacts(seen ?? standing, standing, written);
  const yours = seen ? merge.merged : written;
  if ((seen && !merge.conflicts) || versions.over === system.version) return ok(yours);
  const editor = await findLastSystemEditor(tx, system.id);
  const who = (await namesOf(tx, [editor])).get(editor ?? "")?.name ?? "Somebody";
  return err({
    code: "stale",
    reason: `${who} changed the same fields of ${system.name} while you wrote. Nothing of yours was lost: compare below, then save again to put yours in place.`,
    version: system.version,
    changes: await readable(tx, merge.standing, yours),
  });
}

/** Changes what is known about a system. Where its kind decides what proves a control, a second person may be needed. */
export const editSystem = defineCommand({
  name: "systems.edit",
  input: editSystemInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  taken: slugTaken,
  before: async ({ tx, input }) => {
    await holdPerson(tx, input.ownerId); // People before systems, as where an account ends.
    const system = await lockSystem(tx, input.systemId);
    if (!system) return err({ code: "not-found", reason: "This system does not exist." });
    const { systemId: _systemId, version, over, reason: _reason, ...written } = input;
    const joined = await joinEdit(tx, system, written, { seen: version, over });
    if (!joined.ok) return joined;
    const checked = await checkFacts(tx, joined.value, system);
    if (!checked.ok) return checked;
    const changes = await readable(tx, factsOf(system), joined.value);
    const lost = await lostProofOf(tx, system.id, { system: joined.value });
    return ok({ system, facts: joined.value, changes, lost });
  },
  approval: ({ before: { system, changes, lost }, input }) =>
    lostProofNeed(lost, { about: `Change what ${system.name} is`, asked: input.reason, changes }),
  run: async ({ tx, before }) =>
    ok(before.changes.length === 0 ? before.system : await updateSystem(tx, before.system.id, before.facts)),
  audit: ({ before, output }) =>
    before.changes.length === 0
      ? null
      : {
          subject: "system",
          subjectId: output.id,
          systemId: output.id,
          detail: {
            about: `${output.name}: ${before.changes.map((change) => change.field).join(", ")}`,
            before: Object.fromEntries(before.changes.map((change) => [change.field, change.before])),
            after: Object.fromEntries(before.changes.map((change) => [change.field, change.after])),
          },
        },
});
