import "server-only";
import { countItems } from "@/lib/db/checklists";
import type { Tx } from "@/lib/db/client";
import { digest } from "@/lib/db/item-texts";
import { lockSystem } from "@/lib/db/systems";
import {
  holdOwnersOfRetired,
  insertItems,
  lockItemsOfTemplate,
  moveItems,
  replaceItemTexts,
  retireItems,
} from "@/lib/db/template-items";
import {
  findTemplateVersion,
  listSystemTemplates,
  listTextsOfVersion,
  type TemplateVersionLine,
  writeSystemTemplate,
} from "@/lib/db/templates";
import type { ItemText } from "@/lib/domain/checklists/item-text";
import { roomFor } from "@/lib/domain/checklists/room";
import { upgradeTemplate as compareVersions } from "@/lib/domain/checklists/template-upgrade";
import { counted } from "@/lib/domain/kernel/counted";
import type { SystemId, TemplateVersionId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { defineCommand } from "@/lib/server/command";
import { attachTemplateInput, upgradeTemplateInput } from "../schema";

async function versionFor(
  tx: Tx,
  systemId: SystemId,
  versionId: TemplateVersionId,
): Promise<Result<TemplateVersionLine, Refusal>> {
  await holdOwnersOfRetired(tx, systemId);
  await lockSystem(tx, systemId);
  const version = await findTemplateVersion(tx, versionId);
  return version
    ? ok(version)
    : err({ code: "not-found", reason: "This version of the checklist does not exist." });
}

/** Gives a system the items of one more checklist. */
export const attachTemplate = defineCommand({
  name: "checklists.attach-template",
  input: attachTemplateInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => {
    const version = await versionFor(tx, input.systemId, input.versionId);
    if (!version.ok) return version;
    const attached = await listSystemTemplates(tx, input.systemId);
    return attached.some(({ current }) => current.templateId === version.value.templateId)
      ? err({ code: "refused", reason: `This system works ${version.value.name} already.` })
      : version;
  },
  run: async ({ tx, input, before }) => {
    const room = roomFor(await countItems(tx, input.systemId), before.items);
    if (!room.ok) return room;
    await writeSystemTemplate(tx, input.systemId, before.templateId, before.id);
    const texts = await listTextsOfVersion(tx, before.id);
    await insertItems(
      tx,
      input.systemId,
      before.templateId,
      texts.map((text, position) => ({ text, position })),
    );
    return ok({ items: texts.length, name: before.name });
  },
  audit: ({ input, before, output }) => ({
    subject: "system",
    subjectId: input.systemId,
    systemId: input.systemId,
    detail: { about: `${before.name} ${before.label} added: ${counted(output.items, "item")}` },
  }),
});

/** Moves a system to another version of its checklist: answers stay where the question is the same. */
export const upgradeTemplate = defineCommand({
  name: "checklists.upgrade-template",
  input: upgradeTemplateInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => {
    const version = await versionFor(tx, input.systemId, input.versionId);
    if (!version.ok) return version;
    const attached = await listSystemTemplates(tx, input.systemId);
    const works = attached.find(({ current }) => current.templateId === input.templateId);
    if (!works || version.value.templateId !== input.templateId)
      return err({ code: "refused", reason: "This system does not work that checklist." });
    return works.current.id === version.value.id
      ? err({ code: "refused", reason: "This system works that version already." })
      : version;
  },
  run: async ({ tx, input, before }) => {
    const items = await lockItemsOfTemplate(tx, input.systemId, input.templateId);
    const texts = await listTextsOfVersion(tx, before.id);
    const position = new Map(texts.map((text, index) => [text.key, index]));
    const at = (text: ItemText): number => position.get(text.key) ?? 0;
    const plan = compareVersions(items, texts, digest);
    const room = roomFor(await countItems(tx, input.systemId), plan.added.length - plan.retired.length);
    if (!room.ok) return room;
    const changed = plan.kept.filter(({ differences }) => differences.length > 0);
    const move = ({ old, text }: (typeof changed)[number], reopen: boolean) => ({
      item: old,
      text,
      position: at(text),
      reopen,
    });
    await replaceItemTexts(tx, input.systemId, [
      ...changed.map((carried) => move(carried, false)),
      ...plan.reopened.map((carried) => move(carried, true)),
    ]);
    await moveItems(
      tx,
      plan.kept.map(({ old, text }) => ({ id: old.id, position: at(text) })),
    );
    await retireItems(tx, plan.retired);
    const added = await insertItems(
      tx,
      input.systemId,
      input.templateId,
      plan.added.map((text) => ({ text, position: at(text) })),
    );
    await writeSystemTemplate(tx, input.systemId, input.templateId, before.id);
    return ok({
      label: before.label,
      kept: plan.kept.length,
      reworded: changed.length,
      reopened: plan.reopened.length,
      added: added.length,
      revived: plan.added.length - added.length,
      retired: plan.retired.length,
    });
  },
  audit: ({ input, before, output }) => ({
    subject: "system",
    subjectId: input.systemId,
    systemId: input.systemId,
    detail: {
      about: `Moved to ${before.name} ${before.label}: ${output.kept} kept, ${output.reopened} re-opened, ${output.added} new, ${output.revived} back again, ${output.retired} retired`,
    },
  }),
});
