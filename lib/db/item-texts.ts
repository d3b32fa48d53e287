import "server-only";
import { createHash } from "node:crypto";
import type { ItemText } from "@/lib/domain/checklists/item-text";
import { contentHash, questionHash } from "@/lib/domain/checklists/item-text-canonical";
import type { Sha256Hex } from "@/lib/domain/kernel/ids";
import type { Read, Tx } from "./client";
import type { Prisma } from "./generated/client";

const TEXTS_HELD_MAX = 20_000;
const texts = new Map<Sha256Hex, ItemText>();

/** SHA-256 for the domain's identities of texts. */
export const digest = (text: string): Sha256Hex =>
  createHash("sha256").update(text).digest("hex") as Sha256Hex;

/** Texts by content hash. A text never changes, so what was read once is kept. */
export async function textsOf(
  read: Read,
  hashes: Iterable<Sha256Hex>,
): Promise<ReadonlyMap<Sha256Hex, ItemText>> {
  const wanted = [...new Set(hashes)];
  const found = new Map<Sha256Hex, ItemText>();
  for (const hash of wanted) {
    const text = texts.get(hash);
    if (text) found.set(hash, text);
  }
  const missing = wanted.filter((hash) => !found.has(hash));
  if (missing.length === 0) return found;
  const rows = await read.sql.itemText.findMany({ where: { contentHash: { in: missing } } });
  if (texts.size + rows.length > TEXTS_HELD_MAX) texts.clear();
  for (const row of rows) {
    const [hash, text] = [row.contentHash as Sha256Hex, row.content as unknown as ItemText];
    found.set(hash, text);
    texts.set(hash, text);
  }
  return found;
}

/** The text of a hash that the database refers to. */
export function getText(known: ReadonlyMap<Sha256Hex, ItemText>, hash: Sha256Hex): ItemText {
  const text = known.get(hash);
  if (!text) throw new Error(`the text ${hash} of an item is not stored`);
  return text;
}

/** Stores texts under their hashes. */
export async function insertTexts(tx: Tx, items: readonly ItemText[]): Promise<readonly Sha256Hex[]> {
  const rows = items.map((text) => ({
    contentHash: contentHash(text, digest),
    questionHash: questionHash(text, digest),
    content: text as unknown as Prisma.InputJsonValue,
  }));
  await tx.sql.itemText.createMany({ data: rows, skipDuplicates: true });
  return rows.map((row) => row.contentHash);
}
