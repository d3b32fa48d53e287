import "server-only";
import type { ItemText, StandardName, TemplateDraft } from "@/lib/domain/checklists/item-text";
import { contentHash } from "@/lib/domain/checklists/item-text-canonical";
import type {
  InstantMs,
  Sha256Hex,
  SystemId,
  TemplateId,
  TemplateVersionId,
  UserId,
} from "@/lib/domain/kernel/ids";
import { type Read, revise, type Tx } from "./client";
import type { Prisma } from "./generated/client";
import { makeId } from "./ids";
import { digest, getText, insertTexts, textsOf } from "./item-texts";

/** The key of the product's own checklist. */
export const BUILT_IN = "countersign";

export type TemplateVersionLine = {
  readonly id: TemplateVersionId;
  readonly templateId: TemplateId;
  readonly key: string;
  readonly name: string;
  readonly origin: "built-in" | "imported";
  readonly number: number;
  readonly label: string;
  readonly items: number;
  readonly systems: number;
  readonly createdAtMs: InstantMs;
};

const LINE = {
  template: true,
  _count: { select: { items: true, systems: true } },
} as const;
type LineRow = Prisma.TemplateVersionGetPayload<{ include: typeof LINE }>;

function toLine(row: LineRow): TemplateVersionLine {
  return {
    id: row.id as TemplateVersionId,
    templateId: row.templateId as TemplateId,
    key: row.template.key,
    name: row.template.name,
    origin: row.template.origin as TemplateVersionLine["origin"],
    number: row.number,
    label: row.label,
    items: row._count.items,
    systems: row._count.systems,
    createdAtMs: row.createdAt.getTime() as InstantMs,
  };
}

/** Every version of every template, templates by name, newest version first. */
export async function listTemplateVersions(read: Read): Promise<readonly TemplateVersionLine[]> {
  const rows = await read.sql.templateVersion.findMany({
    include: LINE,
    orderBy: [{ template: { origin: "asc" } }, { template: { name: "asc" } }, { number: "desc" }],
    take: 500,
  });
  return rows.map(toLine);
}

/** The newest version of every template, templates by name. */
export async function listNewestVersions(read: Read): Promise<readonly TemplateVersionLine[]> {
  const newest = new Map<TemplateId, TemplateVersionLine>();
  for (const version of await listTemplateVersions(read))
    if (!newest.has(version.templateId)) newest.set(version.templateId, version);
  return [...newest.values()];
}

export async function findTemplateVersion(
  read: Read,
  id: TemplateVersionId,
): Promise<TemplateVersionLine | null> {
  const row = await read.sql.templateVersion.findUnique({ where: { id }, include: LINE });
  return row && toLine(row);
}

/** The newest version of a template named by its key. */
export async function findNewestVersion(read: Read, key: string): Promise<TemplateVersionLine | null> {
  const row = await read.sql.templateVersion.findFirst({
    where: { template: { key } },
    include: LINE,
    orderBy: { number: "desc" },
  });
  return row && toLine(row);
}

/** The texts of a version in its order. */
export async function listTextsOfVersion(read: Read, id: TemplateVersionId): Promise<readonly ItemText[]> {
  const rows = await read.sql.templateVersionItem.findMany({
    where: { versionId: id },
    orderBy: { position: "asc" },
  });
  const hashes = rows.map((row) => row.contentHash as Sha256Hex);
  const known = await textsOf(read, hashes);
  return hashes.map((hash) => getText(known, hash));
}

/**
 * Publishes a draft as the next version of the template with this key. The same content again is the same version.
 *
 * @returns the version, and whether it is new
 */
export async function publishVersion(
  tx: Tx,
  template: { key: string; origin: "built-in" | "imported" },
  draft: TemplateDraft,
  createdBy: UserId | null,
): Promise<{ versionId: TemplateVersionId; isNew: boolean }> {
  const { key, origin } = template;
  await tx.sql.$queryRaw`select pg_advisory_xact_lock(hashtext(${`template:${key}`}))::text`;
  const row = await tx.sql.template.upsert({
    where: { key },
    create: { id: makeId(), key, origin, name: draft.name },
    update: {},
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  const hashes = await insertTexts(tx, draft.items);
  const versionHash = hashOfVersion(hashes);
  const same = await tx.sql.templateVersion.findUnique({
    where: { templateId_contentHash: { templateId: row.id, contentHash: versionHash } },
  });
  if (same) return { versionId: same.id as TemplateVersionId, isNew: false };
  const id = makeId<TemplateVersionId>();
  const number = (row.versions[0]?.number ?? 0) + 1;
  await tx.sql.template.update({ where: { id: row.id }, data: { name: draft.name } });
  const version = { templateId: row.id, number, label: draft.version, contentHash: versionHash };
  await tx.sql.templateVersion.create({ data: { id, ...version, createdBy } });
  await tx.sql.templateVersionItem.createMany({
    data: draft.items.map((text, position) => ({
      versionId: id,
      key: text.key,
      position,
      contentHash: hashes[position] ?? "",
    })),
  });
  const standards = Object.entries(draft.standards).map(([standard, words]) => ({
    versionId: id,
    standard,
    ...words,
  }));
  if (standards.length > 0) await tx.sql.templateStandard.createMany({ data: standards });
  // The row of a template changes with each version only, so their numbers are its versions.
  const snapshot = { key, name: draft.name, origin: row.origin };
  revise(tx, { aggregate: "template", id: row.id, version: number, snapshot });
  revise(tx, { aggregate: "template-version", id, version: 1, subjectId: row.id, snapshot: version });
  return { versionId: id, isNew: true };
}

function hashOfVersion(contentHashes: readonly Sha256Hex[]): Sha256Hex {
  return digest(contentHashes.join("\n"));
}

/** The version of a template that says exactly this, if it was published before. */
export async function findSameVersion(
  read: Read,
  key: string,
  items: readonly ItemText[],
): Promise<TemplateVersionLine | null> {
  const hash = hashOfVersion(items.map((text) => contentHash(text, digest)));
  const row = await read.sql.templateVersion.findFirst({
    where: { template: { key }, contentHash: hash },
    include: LINE,
  });
  return row && toLine(row);
}

/** Standards that these versions declare, by id; where two name one differently, the newer version counts. */
export async function listDeclaredStandards(
  read: Read,
  versions: readonly TemplateVersionId[],
): Promise<ReadonlyMap<string, StandardName>> {
  if (versions.length === 0) return new Map();
  const rows = await read.sql.templateStandard.findMany({
    where: { versionId: { in: [...versions] } },
    orderBy: { versionId: "asc" },
  });
  return new Map(rows.map(({ standard, name, edition }) => [standard, { name, edition }]));
}

/** A version as it was published, for writing it to a file. */
export async function readTemplateDraft(read: Read, version: TemplateVersionLine): Promise<TemplateDraft> {
  const { id, name, label } = version;
  const [items, declared] = await Promise.all([
    listTextsOfVersion(read, id),
    listDeclaredStandards(read, [id]),
  ]);
  return { name, version: label, standards: Object.fromEntries(declared), items };
}

export type TemplateUse = {
  readonly systemId: SystemId;
  readonly slug: string;
  readonly name: string;
  readonly versionId: TemplateVersionId;
  readonly number: number;
};

/** Systems that work a template, by name, each with its version. */
export async function listUsesOfTemplate(
  read: Read,
  templateId: TemplateId,
): Promise<readonly TemplateUse[]> {
  const rows = await read.sql.systemTemplate.findMany({
    where: { templateId, system: { archivedAt: null } },
    include: { system: { select: { slug: true, name: true } }, template: { select: { number: true } } },
    orderBy: [{ system: { name: "asc" } }, { systemId: "asc" }],
    take: 5_000,
  });
  return rows.map((row) => ({
    systemId: row.systemId as SystemId,
    slug: row.system.slug,
    name: row.system.name,
    versionId: row.versionId as TemplateVersionId,
    number: row.template.number,
  }));
}

export type SystemTemplateLine = {
  readonly current: TemplateVersionLine;
  readonly newest: TemplateVersionLine;
};

/** The templates that a system works, each with the newest version there is. */
export async function listSystemTemplates(
  read: Read,
  systemId: SystemId,
): Promise<readonly SystemTemplateLine[]> {
  const rows = await read.sql.systemTemplate.findMany({
    where: { systemId },
    include: { template: { include: LINE } },
    orderBy: { templateId: "asc" },
  });
  return Promise.all(
    rows.map(async ({ template }) => ({
      current: toLine(template),
      newest: (await findNewestVersion(read, template.template.key)) ?? toLine(template),
    })),
  );
}

/** Says which version of a template the system works from now on. */
export async function writeSystemTemplate(
  tx: Tx,
  systemId: SystemId,
  templateId: TemplateId,
  versionId: TemplateVersionId,
): Promise<void> {
  const row = await tx.sql.systemTemplate.upsert({
    where: { systemId_templateId: { systemId, templateId } },
    create: { systemId, templateId, versionId },
    update: { versionId, version: { increment: 1 } },
  });
  revise(tx, {
    aggregate: "system-template",
    id: `${systemId}:${templateId}`,
    version: row.version,
    subjectId: systemId,
    systemId,
    snapshot: { templateId, versionId },
  });
}
