import "server-only";
import { insertItems } from "@/lib/db/checklists";
import type { Read, Tx } from "@/lib/db/client";
import { findPerson } from "@/lib/db/people";
import { insertSystem, lockSystem, slugIsTaken, updateSystem } from "@/lib/db/systems";
import { BUILT_IN, findNewestVersion, listTextsOfVersion, writeSystemTemplate } from "@/lib/db/templates";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { systemChanges } from "@/lib/domain/systems/changes";
import type { SystemFacts } from "@/lib/domain/systems/system";
import { defineCommand } from "@/lib/server/command";
import { createSystemInput, editSystemInput } from "./schema";

/** What the fields can't know by themselves: the address is free, the owner is here. */
async function checkFacts(
  read: Read,
  facts: SystemFacts,
  self: SystemId | null,
): Promise<Result<null, Refusal>> {
  if (await slugIsTaken(read, facts.slug, self))
    return err({
      code: "invalid-input",
      issues: [{ path: "slug", message: "Another system has this address. Choose another." }],
    });
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
  before: ({ tx, input }) => checkFacts(tx, input, null),
  run: async ({ tx, input }) => {
    const system = await insertSystem(tx, input);
    return ok({ id: system.id, slug: system.slug, items: await attachBuiltIn(tx, system.id) });
  },
  audit: ({ input, output }) => ({
    subject: "system",
    subjectId: output.id,
    systemId: output.id,
    detail: { about: `Registered ${input.name} with ${output.items} checklist items`, after: input },
  }),
});

/** Changes what is known about a system. */
export const editSystem = defineCommand({
  name: "systems.edit",
  input: editSystemInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => {
    const system = await lockSystem(tx, input.systemId);
    if (!system) return err({ code: "not-found", reason: "This system does not exist." });
    const changes = systemChanges(system, input);
    if (system.version !== input.version)
      return err({
        code: "stale",
        reason: `${system.name} was changed while you wrote. Compare, then save again.`,
        version: system.version,
        changes,
      });
    const checked = await checkFacts(tx, input, system.id);
    return checked.ok ? ok({ system, changes }) : checked;
  },
  run: async ({ tx, input }) => ok(await updateSystem(tx, input.systemId, input)),
  audit: ({ before, output }) => ({
    subject: "system",
    subjectId: output.id,
    systemId: output.id,
    detail: {
      about: `${output.name}: ${before.changes.map((change) => change.field).join(", ") || "saved without a change"}`,
      before: Object.fromEntries(before.changes.map((change) => [change.field, change.before])),
      after: Object.fromEntries(before.changes.map((change) => [change.field, change.after])),
    },
  }),
});
