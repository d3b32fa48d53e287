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
import type { Item } from "@/lib/domain/checklists/item";
import type { ItemText } from "@/lib/domain/checklists/item-text";
import { roomFor } from "@/lib/domain/checklists/room";
import {
  upgradeTemplate as compareVersions,
  type TemplateUpgrade,
} from "@/lib/domain/checklists/template-upgrade";
import { lostProofNeed, unansweredItem } from "@/lib/domain/controls/lost-proof";
import type { ProvingItem } from "@/lib/domain/controls/proof-state";
import { counted } from "@/lib/domain/kernel/counted";
import type { SystemId, TemplateVersionId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { defineCommand } from "@/lib/server/command";
import { lostProofOf } from "@/lib/server/lost-proof";
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
  before: async ({ tx, input }) => {
    const version = await versionFor(tx, input.systemId, input.versionId);
    if (!version.ok) return version;
    const attached = await listSystemTemplates(tx, input.systemId);
    if (attached.some(({ current }) => current.templateId === version.value.templateId))
      return err({ code: "refused", reason: `This system works ${version.value.name} already.` });
    const texts = await listTextsOfVersion(tx, version.value.id);
    const lost = await lostProofOf(tx, input.systemId, {
      items: (items) => [...items, ...texts.map(unansweredItem)],
    });
    return ok({ ...version.value, texts, lost });
  },
  approval: ({ before: { name, label, lost } }) =>
    lostProofNeed(lost, {
      about: `Add ${name} ${label}`,
      asked: "",
      changes: [{ field: "Checklist", before: null, after: `${name} ${label}` }],
    }),
  run: async ({ tx, input, before }) => {
    const { texts } = before;
    const room = roomFor(await countItems(tx, input.systemId), texts.length);
    if (!room.ok) return room;
    await writeSystemTemplate(tx, input.systemId, before.templateId, before.id);
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

/** The items of a system as the upgrade of one of its checklists leaves them. */
function upgraded(all: readonly Item[], plan: TemplateUpgrade<Item>): readonly ProvingItem[] {
  const kept = new Map(plan.kept.map(({ old, text }) => [old.id, text]));
  const gone = new Set([...plan.retired, ...plan.reopened.map(({ old }) => old)].map(({ id }) => id));
  return [
    ...all.flatMap((item) => (gone.has(item.id) ? [] : { ...item, text: kept.get(item.id) ?? item.text })),
    ...plan.reopened.map(({ text }) => unansweredItem(text)),
    ...plan.added.map(unansweredItem),
  ];
}

/** Moves a system to another version of its checklist: answers stay where the question is the same. */
export const upgradeTemplate = defineCommand({
  name: "checklists.upgrade-template",
  input: upgradeTemplateInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  before: async ({ tx, input }) => {
    const version = await versionFor(tx, input.systemId, input.versionId);
    if (!version.ok) return version;
    const attached = await listSystemTemplates(tx, input.systemId);
    const works = attached.find(({ current }) => current.templateId === input.templateId);
    if (!works || version.value.templateId !== input.templateId)
      return err({ code: "refused", reason: "This system does not work that checklist." });
    if (works.current.id === version.value.id)
      return err({ code: "refused", reason: "This system works that version already." });
    const items = await lockItemsOfTemplate(tx, input.systemId, input.templateId);
    const texts = await listTextsOfVersion(tx, version.value.id);
    const plan = compareVersions(items, texts, digest);
    const lost = await lostProofOf(tx, input.systemId, { items: (all) => upgraded(all, plan) });
    return ok({ ...version.value, from: works.current.label, texts, plan, lost });
  },
  approval: ({ before: { name, label, from, lost } }) =>
    lostProofNeed(lost, {
      about: `Move to ${name} ${label}`,
      asked: "",
      changes: [{ field: name, before: from, after: label }],
    }),
  run: async ({ tx, input, before }) => {
    const { texts, plan } = before;
    const position = new Map(texts.map((text, index) => [text.key, index]));
    const at = (text: ItemText): number => position.get(text.key) ?? 0;
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
