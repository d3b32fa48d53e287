import "server-only";
import {
  countItems,
  holdOwnersOfRetired,
  ITEMS_MAX,
  insertItems,
  lockItemsOfTemplate,
  replaceItemTexts,
  retireItems,
} from "@/lib/db/checklists";
import type { Tx } from "@/lib/db/client";
import { lockSystem } from "@/lib/db/systems";
import { moveItems } from "@/lib/db/template-items";
import {
  BUILT_IN,
  digest,
  findTemplateVersion,
  listSystemTemplates,
  listTextsOfVersion,
  publishVersion,
  type TemplateVersionLine,
  writeSystemTemplate,
} from "@/lib/db/templates";
import type { ItemText } from "@/lib/domain/checklists/item-text";
import { upgradeTemplate as compareVersions } from "@/lib/domain/checklists/template-upgrade";
import type { SystemId, TemplateVersionId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { slugOf } from "@/lib/domain/systems/slug";
import { parseTemplate } from "@/lib/formats/checklist-template/parse-template";
import { readStandards, type Standards } from "@/lib/formats/checklist-template/standards";
import { readYamlDocument } from "@/lib/formats/yaml/read-document";
import { readCatalogue } from "@/lib/server/catalogue";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { sha256Hex } from "@/lib/server/token";
import {
  addOwnItemInput,
  attachTemplateInput,
  importTemplateInput,
  publishBuiltInInput,
  upgradeTemplateInput,
} from "../schema";

let standards: Promise<Standards> | undefined;

/** The standards that the product knows: references of imported items are checked against their form. */
export async function knownStandards(): Promise<Standards> {
  standards ??= readCatalogue("standards.yaml").then((text) => {
    const document = readYamlDocument(text);
    if (!document.ok) throw new Error("lib/catalogue/standards.yaml can't be read");
    return readStandards(document.value.data);
  });
  return standards;
}

/** The key under which a template of this name is kept; an import of the same name is its next version. */
export function templateKey(name: string): string {
  return slugOf(name) || "template";
}

/** Publishes the product's checklist as it came with this version of the program. Changes nothing when it is known. */
export const publishBuiltIn = defineCommand({
  name: "checklists.publish-built-in",
  input: publishBuiltInInput,
  permission: "job",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx }) => {
    const parsed = parseTemplate(
      { fileName: "checklists.yaml", text: await readCatalogue("checklists.yaml") },
      { standards: await knownStandards() },
    );
    if (!parsed.ok) throw new Error(`lib/catalogue/checklists.yaml: ${parsed.error.problems[0]?.message}`);
    const { draft } = parsed.value;
    return ok({
      ...(await publishVersion(tx, { key: BUILT_IN, origin: "built-in" }, draft, null)),
      items: draft.items.length,
    });
  },
  audit: ({ output }) =>
    output.isNew
      ? {
          subject: "template",
          subjectId: output.versionId,
          detail: { about: `The product's checklist of ${output.items} items was published` },
        }
      : null,
});

/** Imports a team's own checklist: all of the file or nothing. */
export const importTemplate = defineCommand({
  name: "checklists.import-template",
  input: importTemplateInput,
  permission: "templates:manage",
  approval: "never",
  before: async ({ input }) => {
    const { fileName, text, name, version } = input;
    const parsed = parseTemplate({ fileName, text }, { standards: await knownStandards() });
    if (!parsed.ok) {
      const issues = parsed.error.problems.map(({ line, path, message }) => ({
        path: line ? `line ${line}` : path,
        message,
      }));
      return err({ code: "invalid-input", issues });
    }
    const asWritten = parsed.value.draft;
    const draft = {
      ...asWritten,
      name: name ?? asWritten.name,
      version: version ?? asWritten.version,
    };
    const key = templateKey(draft.name);
    return key === BUILT_IN
      ? err({
          code: "refused",
          reason: "This name belongs to the product's own checklist. Give yours another name.",
        })
      : ok({ draft, key });
  },
  run: async ({ tx, actor, before }) => {
    const published = await publishVersion(
      tx,
      { key: before.key, origin: "imported" },
      before.draft,
      actor.id,
    );
    return ok({ ...published, name: before.draft.name, items: before.draft.items.length });
  },
  audit: ({ output }) => ({
    subject: "template",
    subjectId: output.versionId,
    detail: { about: `Imported ${output.name} with ${output.items} items`, after: { isNew: output.isNew } },
  }),
});

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

/** Refuses what would give a system more items than its lists hold. */
async function roomFor(tx: Tx, systemId: SystemId, more: number): Promise<Result<null, Refusal>> {
  const items = await countItems(tx, systemId);
  const number = (count: number) => count.toLocaleString("en");
  return more <= 0 || items + more <= ITEMS_MAX
    ? ok(null)
    : err({
        code: "refused",
        reason: `A system has at most ${number(ITEMS_MAX)} items. This one has ${number(items)} and would get ${number(more)} more; divide it into several systems.`,
      });
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
    const room = await roomFor(tx, input.systemId, before.items);
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
    detail: { about: `${before.name} ${before.label} added: ${output.items} items` },
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
    const room = await roomFor(tx, input.systemId, plan.added.length - plan.retired.length);
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

/** Adds one item of the system's own. */
export const addOwnItem = defineCommand({
  name: "checklists.add-own-item",
  input: addOwnItemInput,
  permission: "checklist:work",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => {
    const system = await lockSystem(tx, input.systemId);
    return system ? ok(system) : err({ code: "not-found", reason: "This system does not exist." });
  },
  run: async ({ tx, input, before }) => {
    const { phase, group, title, how, must, evidenceValidDays } = input;
    const key = `own-${sha256Hex(`${before.id}:${tx.asOf}:${title}`).slice(0, 16)}`;
    const text: ItemText = {
      key,
      phase,
      group,
      title,
      must,
      why: "",
      how,
      proofAccepts: "",
      evidenceValidDays,
      appliesTo: "all",
      dataClasses: [],
      goals: [],
      threats: [],
      mechanisms: [],
      proves: [],
      refs: {},
      tags: [],
      seed: false,
    };
    const room = await roomFor(tx, before.id, 1);
    if (!room.ok) return room;
    const [id = null] = await insertItems(tx, before.id, null, [{ text, position: 100_000 }]);
    return ok({ id, slug: before.slug, phase });
  },
  audit: ({ input, output }) => ({
    subject: "item",
    subjectId: output.id,
    systemId: input.systemId,
    detail: { about: `New item of their own: ${input.title}` },
  }),
});
