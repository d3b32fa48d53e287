import { inTransaction, reader } from "@/lib/db/client";
import { insertPerson } from "@/lib/db/people";
import { insertSystem } from "@/lib/db/systems";
import { findTemplateVersion } from "@/lib/db/templates";
import type { SystemId, TemplateVersionId, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import type { Caller } from "@/lib/server/caller";
import { run } from "./commands";
import "@/lib/server/database";

const sql = () => reader().sql;

export type Actor = { readonly id: UserId; readonly caller: Caller };

/** One more person. */
export async function actor(handle: string, role: Role): Promise<Actor> {
  const person = { email: `${handle}@example.com`, handle, name: handle, role, passwordHash: "none" };
  const { id } = await inTransaction((tx) => insertPerson(tx, person));
  return { id, caller: { kind: "person", userId: id } };
}

let systems = 0;

/** A system that works no checklist yet. */
export async function bareSystem(ownerId: UserId): Promise<SystemId> {
  systems += 1;
  const slug = `system-${systems}`;
  const facts = { slug, name: slug, type: "edge", description: "", ownerId, criticality: 1 } as const;
  const system = await inTransaction((tx) =>
    insertSystem(tx, { ...facts, dataClasses: [], regulations: [], tags: [] }),
  );
  return system.id;
}

/** A line of CSV: id, phase, title, how. */
export type Line = readonly [id: string, phase: string, title: string, how?: string];

export const csv = (...lines: readonly Line[]): string =>
  ["id,phase,title,how", ...lines.map(([id, phase, title, how = ""]) => [id, phase, title, how].join())].join(
    "\n",
  );

type Imported = {
  readonly versionId: TemplateVersionId;
  readonly isNew: boolean;
  readonly name: string;
  readonly items: number;
};

export const imported = ({ caller }: Actor, fileName: string, text: string): Promise<Imported> =>
  run("checklists.import-template", { fileName, text }, caller);

/** Which template a version belongs to. */
export async function templateOf(versionId: TemplateVersionId) {
  return (await findTemplateVersion(reader(), versionId))?.templateId;
}

export const itemsOf = (systemId: SystemId) =>
  sql().checklistItem.findMany({ where: { systemId }, orderBy: [{ position: "asc" }, { number: "asc" }] });

export const itemOf = (systemId: SystemId, key: string) =>
  sql().checklistItem.findFirstOrThrow({ where: { systemId, key } });
