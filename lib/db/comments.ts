import "server-only";
import type { Phase } from "@/lib/domain/checklists/vocabulary";
import type { InstantMs, ItemId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { PersonRef } from "@/lib/domain/people/person";
import type { Read, Tx } from "./client";
import { makeId } from "./ids";

export type Comment = {
  readonly id: string;
  readonly author: PersonRef;
  readonly text: string;
  readonly atMs: InstantMs;
};

/** The newest comments of an item, oldest of them first. */
export async function listComments(read: Read, itemId: ItemId, most: number): Promise<readonly Comment[]> {
  const rows = await read.sql.comment.findMany({
    where: { itemId },
    include: { author: { select: { id: true, name: true, handle: true } } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: most,
  });
  return rows.reverse().map((row) => ({
    id: row.id,
    author: { ...row.author, id: row.author.id as UserId },
    text: row.text,
    atMs: row.at.getTime() as InstantMs,
  }));
}

export async function insertComment(
  tx: Tx,
  comment: {
    itemId: ItemId;
    systemId: SystemId;
    authorId: UserId;
    text: string;
    mentions: readonly UserId[];
  },
): Promise<string> {
  const { mentions, ...rest } = comment;
  const row = await tx.sql.comment.create({
    data: { id: makeId(), ...rest, mentions: { create: mentions.map((userId) => ({ userId })) } },
  });
  return row.id;
}

export type MentionLine = {
  readonly id: string;
  readonly author: PersonRef;
  readonly text: string;
  readonly atMs: InstantMs;
  readonly systemId: SystemId;
  readonly systemName: string;
  readonly systemSlug: string;
  readonly phase: Phase;
  readonly ordinal: number;
};

/** Where somebody was mentioned lately, newest first, hidden systems left out. */
export async function listMentions(
  read: Read,
  userId: UserId,
  hidden: readonly SystemId[],
  most: number,
): Promise<readonly MentionLine[]> {
  const rows = await read.sql.comment.findMany({
    where: { mentions: { some: { userId } }, systemId: { notIn: [...hidden] }, item: { retiredAt: null } },
    include: {
      author: { select: { id: true, name: true, handle: true } },
      item: {
        select: { phase: true, number: true, system: { select: { id: true, name: true, slug: true } } },
      },
    },
    orderBy: { at: "desc" },
    take: most,
  });
  return rows.map(({ id, author, text, at, item }) => ({
    id,
    author: { ...author, id: author.id as UserId },
    text,
    atMs: at.getTime() as InstantMs,
    systemId: item.system.id as SystemId,
    systemName: item.system.name,
    systemSlug: item.system.slug,
    phase: item.phase as Phase,
    ordinal: item.number,
  }));
}
