import "server-only";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { SystemType } from "@/lib/domain/systems/vocabulary";
import type { Read } from "./client";

export type FoundSystem = { readonly slug: string; readonly name: string; readonly type: SystemType };
export type FoundItem = {
  readonly slug: string;
  readonly systemName: string;
  readonly phase: Phase;
  readonly ordinal: number;
  readonly title: string;
};
export type FoundPerson = { readonly name: string; readonly handle: string; readonly role: string };

/** A LIKE pattern for a word that may stand anywhere; the word's own wildcards mean themselves. */
const anywhere = (word: string): string => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

export async function searchSystems(
  read: Read,
  words: readonly string[],
  hidden: readonly SystemId[],
  most: number,
): Promise<readonly FoundSystem[]> {
  const patterns = words.map(anywhere);
  return read.sql.$queryRaw<FoundSystem[]>`
    select slug, name, type from system
    where archived_at is null and not (id = any(${[...hidden]}::uuid[])) and name || ' ' || slug ilike all(${patterns})
    order by name limit ${most}`;
}

export async function searchItems(
  read: Read,
  words: readonly string[],
  hidden: readonly SystemId[],
  most: number,
): Promise<readonly FoundItem[]> {
  const patterns = words.map(anywhere);
  return read.sql.$queryRaw<FoundItem[]>`
    select s.slug, s.name as "systemName", i.phase, i.number as ordinal, t.content->>'title' as title
    from item_text t join checklist_item i on i.content_hash = t.content_hash join system s on s.id = i.system_id
    where i.retired_at is null and s.archived_at is null and not (s.id = any(${[...hidden]}::uuid[]))
      and (t.content->>'title') || ' ' || s.name ilike all(${patterns})
    order by s.name, i.phase, i.number limit ${most}`;
}

export async function searchPeople(
  read: Read,
  words: readonly string[],
  most: number,
): Promise<readonly FoundPerson[]> {
  const patterns = words.map(anywhere);
  return read.sql.$queryRaw<FoundPerson[]>`
    select name, handle, role from "user" where status = 'active' and name ilike all(${patterns}) order by name limit ${most}`;
}
