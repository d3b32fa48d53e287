import "server-only";
import { findItemByNumber, listItems, listItemsForCounting, namesOfOwners } from "@/lib/db/checklists";
import type { Read } from "@/lib/db/client";
import { listMentions } from "@/lib/db/comments";
import { countEvidence, findEvidenceFile, readFileChunks } from "@/lib/db/evidence";
import { readItemDossier } from "@/lib/db/item-dossier";
import { digest } from "@/lib/db/item-texts";
import { listActivePeople } from "@/lib/db/people";
import { findSystem, listSystems } from "@/lib/db/systems";
import { listRetiredKeys } from "@/lib/db/template-items";
import {
  BUILT_IN,
  findNewestVersion,
  findSameVersion,
  findTemplateVersion,
  listDeclaredStandards,
  listNewestVersions,
  listSystemTemplates,
  listTemplateVersions,
  listTextsOfVersion,
  listUsesOfTemplate,
  readTemplateDraft,
} from "@/lib/db/templates";
import { applies } from "@/lib/domain/checklists/applicability";
import type { Item } from "@/lib/domain/checklists/item";
import { parseItemFilter } from "@/lib/domain/checklists/item-filter";
import type { StandardName } from "@/lib/domain/checklists/item-text";
import { itemView } from "@/lib/domain/checklists/item-view";
import { parseReadableNumber } from "@/lib/domain/checklists/readable-number";
import { templateKey } from "@/lib/domain/checklists/template-key";
import { type TemplatePreview, templatePreview } from "@/lib/domain/checklists/template-preview";
import { upgradeTemplate } from "@/lib/domain/checklists/template-upgrade";
import { PHASES } from "@/lib/domain/checklists/vocabulary";
import type { EvidenceId, SystemId, TemplateId, TemplateVersionId } from "@/lib/domain/kernel/ids";
import { parseId } from "@/lib/domain/kernel/parse-id";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { ok, type Result } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { hiddenSystems, mayInOrganisation, mayOnSystem } from "@/lib/domain/people/may";
import { writeItemsCsv } from "@/lib/formats/checklist-csv/write-items";
import { writeCsvTemplate } from "@/lib/formats/checklist-template/write-csv";
import { writeJsonTemplate } from "@/lib/formats/checklist-template/write-json";
import { knownStandards, modelCatalogue } from "@/lib/server/catalogue";
import { env } from "@/lib/server/env";
import { defineLoader, defineSystemLoader } from "@/lib/server/loader";
import { readFileOf } from "@/lib/server/read-file";
import { mayShowInline } from "@/lib/server/sniff";
import { dayText, filterRows, presentCsv, presentOverview, presentRows } from "./present";

const MENTIONS_SHOWN = 8;

/** The whole checklist of a system with today's standings, and what this person may do with it. */
export const loadChecklist = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId, mayRestore }) => {
    const [system, items] = await Promise.all([findSystem(read, systemId), listItems(read, systemId, null)]);
    if (!system) return null;
    const today = utcDateOf(asOf);
    return {
      system,
      rows: presentRows(items, system, await namesOfOwners(read, items), today),
      today,
      asOf,
      me: actor.id,
      singleKeys: actor.singleKeys,
      evidenceLimitMb: env().EVIDENCE_LIMIT_MB,
      mayWork: mayOnSystem(actor, systemId, "checklist:work"),
      mayComment: mayOnSystem(actor, systemId, "checklist:comment"),
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
      mayRestore,
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
    const [dossier, standards, { threats, mechanisms }] = await Promise.all([
      readItemDossier(read, system, item),
      knownStandards(),
      modelCatalogue(),
    ]);
    const namesOf = (list: readonly { readonly id: string; readonly name: string }[]) =>
      new Map(list.map(({ id, name }) => [id, name]));
    const entries = { threats: namesOf(threats), mechanisms: namesOf(mechanisms) };
    const today = utcDateOf(asOf);
    return itemView({ ...dossier, standards, entries, today, asOfMs: asOf }, (day) => dayText(day, today));
  },
});

/** The items that a filter lets through, as CSV. `query` is the address's search part; without a phase, all phases. */
export const loadItemsCsv = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }, query: string) => {
    const params = new URLSearchParams(query);
    const phase = PHASES.find((one) => one === params.get("phase")) ?? null;
    const [system, items, proofs] = await Promise.all([
      findSystem(read, systemId),
      listItems(read, systemId, phase),
      countEvidence(read, systemId),
    ]);
    if (!system) return null;
    const today = utcDateOf(asOf);
    const rows = presentRows(items, system, await namesOfOwners(read, items), today);
    const shown = filterRows(rows, parseItemFilter(params).filter, { me: actor.id, today });
    return {
      fileName: `${system.slug}-${phase ?? "all"}-${today}.csv`,
      text: writeItemsCsv(presentCsv(shown, proofs), { bom: true }),
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
    const people = await namesOfOwners(read, items);
    const lines = systems.map((system) => ({
      system,
      rows: presentRows(bySystem.get(system.id) ?? [], system, people, today),
    }));
    return {
      ...presentOverview(lines, actor.id),
      today,
      asOf,
      mayCreate: mayInOrganisation(actor, "systems:create"),
    };
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

/** Names of the standards that these versions of templates point to: the product's, and what the versions declare. */
async function standardNames(
  read: Read,
  versions: readonly TemplateVersionId[],
): Promise<ReadonlyMap<string, StandardName>> {
  const [known, declared] = await Promise.all([knownStandards(), listDeclaredStandards(read, versions)]);
  return new Map<string, StandardName>([...declared, ...known]);
}

/** One version of a template with all its texts, where it is used, and where it could be. */
export const loadTemplateVersion = defineLoader({
  permission: "templates:read",
  load: async ({ read, actor, asOf }, id: string) => {
    const versionId = parseId<TemplateVersionId>(id);
    const version = versionId && (await findTemplateVersion(read, versionId));
    if (!version) return null;
    const [texts, standards, uses, versions, systems] = await Promise.all([
      listTextsOfVersion(read, version.id),
      standardNames(read, [version.id]),
      listUsesOfTemplate(read, version.templateId),
      listTemplateVersions(read),
      listSystems(read, hiddenSystems(actor)),
    ]);
    const seen = new Set(systems.map((system) => system.id));
    const working = new Set(uses.map(({ systemId }) => systemId));
    return {
      version,
      texts,
      standards,
      uses: uses.filter(({ systemId }) => seen.has(systemId)),
      versions: versions.filter(({ templateId }) => templateId === version.templateId),
      canTake: systems
        .filter((system) => !working.has(system.id) && mayOnSystem(actor, system.id, "system:edit"))
        .map((system) => ({ id: system.id, name: system.name })),
      asOf,
    };
  },
});

/** A version as a file in our exchange format, or as a table. */
export const loadTemplateFile = defineLoader({
  permission: "templates:read",
  load: async ({ read }, id: string, format: "json" | "csv") => {
    const versionId = parseId<TemplateVersionId>(id);
    const version = versionId && (await findTemplateVersion(read, versionId));
    if (!version) return null;
    const draft = await readTemplateDraft(read, version);
    return {
      fileName: `${version.key}-${version.number}.${format}`,
      text: format === "json" ? writeJsonTemplate(draft) : writeCsvTemplate(draft.items, { bom: true }),
    };
  },
});

/** For the page where a file is chosen: only whether this person may. */
export const loadTemplateImport = defineLoader({ permission: "templates:manage", load: async () => null });

/** What a template file would bring, without keeping anything, and which version it would become. */
export const loadTemplatePreview = defineLoader({
  permission: "templates:manage",
  load: async (
    { read, actor },
    fileName: string,
    text: string,
  ): Promise<Result<TemplatePreview, Refusal>> => {
    const file = await readFileOf(actor.id, { kind: "template", file: { fileName, text } });
    if (!file.ok) return file;
    const parsed = file.value;
    const names = await standardNames(read, []);
    if (!parsed.ok)
      return ok(templatePreview(fileName, { parsed, names, same: null, newest: null, reserved: false }));
    const key = templateKey(parsed.value.draft.name);
    const [same, newest] = await Promise.all([
      findSameVersion(read, key, parsed.value.draft.items),
      findNewestVersion(read, key),
    ]);
    return ok(templatePreview(fileName, { parsed, names, same, newest, reserved: key === BUILT_IN }));
  },
});

/** The templates that a system works, and those it could add. */
export const loadSystemTemplates = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, systemId }) => {
    const attached = await listSystemTemplates(read, systemId);
    const works = new Set(attached.map(({ current }) => current.templateId));
    return {
      attached,
      available: (await listNewestVersions(read)).filter(({ templateId }) => !works.has(templateId)),
      mayEdit: mayOnSystem(actor, systemId, "system:edit"),
      asOf: actor.asOf,
    };
  },
});

/** Names of the standards that the items of a system can point to. */
export const loadSystemStandards = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, systemId }) => {
    const attached = await listSystemTemplates(read, systemId);
    return standardNames(
      read,
      attached.map(({ current }) => current.id),
    );
  },
});

/**
 * What moving a system to the newest version of one of its templates would do to its answers; without a plan where it
 * works the newest version already.
 */
export const loadUpgradePreview = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, systemId }, template: string) => {
    const templateId = parseId<TemplateId>(template);
    const system = await findSystem(read, systemId);
    const works = (await listSystemTemplates(read, systemId)).find(
      ({ current }) => current.templateId === templateId,
    );
    if (!system || !templateId || !works) return null;
    if (works.current.id === works.newest.id)
      return { system, works, plan: null, applying: 0, retired: null };
    const items = (await listItems(read, systemId, null)).filter((item) => item.templateId === templateId);
    const texts = await listTextsOfVersion(read, works.newest.id);
    const plan = upgradeTemplate(items, texts, digest);
    return {
      system,
      works,
      plan,
      applying: plan.added.filter((text) => applies(text, system).applies).length,
      retired: await listRetiredKeys(read, systemId, templateId),
    };
  },
});
