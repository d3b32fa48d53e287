import "server-only";
import { findItemByNumber, listItemRevisions, listItems, listItemsForCounting } from "@/lib/db/checklists";
import type { Read } from "@/lib/db/client";
import { listComments, listMentions } from "@/lib/db/comments";
import { findEvidenceFile, listEvidence, readFileChunks } from "@/lib/db/evidence";
import { listActivePeople, namesOf } from "@/lib/db/people";
import { findSystem, listSystems } from "@/lib/db/systems";
import { digest, listSystemTemplates, listTemplateVersions, listTextsOfVersion } from "@/lib/db/templates";
import { applies } from "@/lib/domain/checklists/applicability";
import { factsOf, type Item } from "@/lib/domain/checklists/item";
import { itemState } from "@/lib/domain/checklists/item-state";
import { parseReadableNumber } from "@/lib/domain/checklists/readable-number";
import { upgradeTemplate } from "@/lib/domain/checklists/template-upgrade";
import type { EvidenceId, SystemId } from "@/lib/domain/kernel/ids";
import { parseId } from "@/lib/domain/kernel/parse-id";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { hiddenSystems, mayInOrganisation, mayOnSystem } from "@/lib/domain/people/may";
import { parseTemplate } from "@/lib/formats/checklist-template/parse-template";
import { readStandards, type Standards } from "@/lib/formats/checklist-template/standards";
import { readYamlDocument } from "@/lib/formats/yaml/read-document";
import { readCatalogue } from "@/lib/server/catalogue";
import { defineLoader, defineSystemLoader } from "@/lib/server/loader";
import { mayShowInline } from "@/lib/server/sniff";
import { presentOverview, presentProgress, presentRows } from "./present";

const COMMENTS_SHOWN = 200;
const REVISIONS_SHOWN = 100;
const MENTIONS_SHOWN = 8;

let standards: Promise<Standards> | undefined;

/** The standards that items point to, with their names. */
async function knownStandards(): Promise<Standards> {
  standards ??= readCatalogue("standards.yaml").then((text) => {
    const document = readYamlDocument(text);
    if (!document.ok) throw new Error("lib/catalogue/standards.yaml can't be read");
    return readStandards(document.value.data);
  });
  return standards;
}

async function ownersOfItems(read: Read, items: readonly Item[]) {
  return namesOf(
    read,
    items.map((item) => item.ownerId),
  );
}

/** The whole checklist of a system with today's standings, and what this person may do with it. */
export const loadChecklist = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }) => {
    const [system, items] = await Promise.all([findSystem(read, systemId), listItems(read, systemId, null)]);
    if (!system) return null;
    const today = utcDateOf(asOf);
    return {
      system,
      rows: presentRows(items, system, await ownersOfItems(read, items), today),
      today,
      asOf,
      me: actor.id,
      singleKeys: actor.singleKeys,
      mayWork: mayOnSystem(actor, systemId, "checklist:work"),
      mayComment: mayOnSystem(actor, systemId, "checklist:comment"),
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
    };
  },
});

/** Those who can be made owner of an item. */
export const loadPeopleToChoose = defineLoader({
  permission: "people:read",
  load: ({ read }) => listActivePeople(read),
});

/** Everything about one item, named by its number: text, proofs, comments, history. */
export const loadItem = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, asOf, systemId }, number: string) => {
    const wanted = parseReadableNumber(number);
    const system = await findSystem(read, systemId);
    const item = wanted && (await findItemByNumber(read, systemId, wanted.phase, wanted.ordinal));
    if (!system || !item) return null;
    const [evidence, comments, revisions] = await Promise.all([
      listEvidence(read, item.id),
      listComments(read, item.id, COMMENTS_SHOWN),
      listItemRevisions(read, item.id, REVISIONS_SHOWN),
    ]);
    const mentioned = revisions.flatMap(({ actorId, snapshot }) => [actorId, snapshot.ownerId]);
    const names = await namesOf(read, [
      item.ownerId,
      item.attestedBy,
      ...evidence.map(({ addedBy }) => addedBy),
      ...mentioned,
    ]);
    const today = utcDateOf(asOf);
    return {
      system,
      item,
      standing: itemState(factsOf(item, system), today),
      evidence,
      comments,
      revisions,
      names,
      today,
      asOf,
    };
  },
});

/** Every system that this person sees, with what its items add up to and what needs somebody. */
export const loadProgress = defineLoader({
  permission: "self",
  load: async ({ read, actor, asOf }) => {
    const systems = await listSystems(read, hiddenSystems(actor));
    const items = await listItemsForCounting(
      read,
      systems.map(({ id }) => id),
    );
    const today = utcDateOf(asOf);
    const bySystem = new Map<SystemId, Item[]>(systems.map(({ id }) => [id, []]));
    for (const item of items) bySystem.get(item.systemId)?.push(item);
    const people = await ownersOfItems(read, items);
    const lines = systems.map((system) => ({
      system,
      rows: presentRows(bySystem.get(system.id) ?? [], system, people, today),
    }));
    return { ...presentOverview(lines, actor.id), today, asOf, mayCreate: mayInOrganisation(actor, "systems:create") };
  },
});

/** Where this person was mentioned lately. */
export const loadMentions = defineLoader({
  permission: "self",
  load: ({ read, actor }) => listMentions(read, actor.id, hiddenSystems(actor), MENTIONS_SHOWN),
});

/** Standards by id with name and edition. */
export const loadStandards = defineLoader({ permission: "self", load: () => knownStandards() });

/** A stored proof file of a system, for download. */
export const loadEvidenceFile = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, systemId }, id: string) => {
    const evidenceId = parseId<EvidenceId>(id);
    const file = evidenceId && (await findEvidenceFile(read, systemId, evidenceId));
    return (
      file && { ...file, inline: mayShowInline(file.mediaType), chunks: readFileChunks(read, file.hash) }
    );
  },
});

/** Every version of every template. */
export const loadTemplates = defineLoader({
  permission: "templates:read",
  load: async ({ read, actor, asOf }) => ({
    versions: await listTemplateVersions(read),
    mayImport: mayInOrganisation(actor, "templates:manage"),
    asOf,
  }),
});

/** What a template file would bring, without keeping anything. */
export const loadTemplatePreview = defineLoader({
  permission: "templates:manage",
  load: async (_context, fileName: string, text: string) => parseTemplate({ fileName, text }),
});

/** The templates that a system works, and those it could add. */
export const loadSystemTemplates = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, systemId }) => {
    const attached = await listSystemTemplates(read, systemId);
    const works = new Set(attached.map(({ current }) => current.templateId));
    const versions = await listTemplateVersions(read);
    const newest = versions.filter((one) =>
      versions.every((other) => other.templateId !== one.templateId || other.number <= one.number),
    );
    return {
      attached,
      available: newest.filter(({ templateId }) => !works.has(templateId)),
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
    };
  },
});

/** What moving a system to the newest version of one of its templates would do to its answers. */
export const loadUpgradePreview = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, systemId }, templateId: string) => {
    const system = await findSystem(read, systemId);
    const works = (await listSystemTemplates(read, systemId)).find(
      ({ current }) => current.templateId === templateId,
    );
    if (!system || !works || works.current.id === works.newest.id) return null;
    const items = (await listItems(read, systemId, null)).filter(
      (item) => item.templateId === works.current.templateId,
    );
    const texts = await listTextsOfVersion(read, works.newest.id);
    const plan = upgradeTemplate(items, texts, digest);
    return {
      system,
      works,
      plan,
      applying: plan.added.filter((text) => applies(text, system).applies).length,
    };
  },
});
