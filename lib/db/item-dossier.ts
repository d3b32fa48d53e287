import "server-only";
import type { Item } from "@/lib/domain/checklists/item";
import type { ItemDossier } from "@/lib/domain/checklists/item-view";
import type { SystemSummary } from "@/lib/domain/systems/system";
import { findOpenRequestAbout } from "./approval-lists";
import type { Read } from "./client";
import { listComments } from "./comments";
import { listEvidence } from "./evidence";
import { findOpenException } from "./exceptions";
import { listItemRevisions } from "./item-history";
import { listElementNumbers } from "./model";
import { namesOf } from "./people";

const COMMENTS_SHOWN = 200;
const REVISIONS_SHOWN = 100;

/** All that is kept about one item: proofs, comments, earlier states, exceptions, and who and what they name. */
export async function readItemDossier(
  read: Read,
  system: SystemSummary,
  item: Item,
): Promise<Omit<ItemDossier, "standards" | "entries" | "today" | "asOfMs">> {
  const [proofs, comments, states, exception, exceptionAsked] = await Promise.all([
    listEvidence(read, item.id),
    listComments(read, item.id, COMMENTS_SHOWN),
    listItemRevisions(read, item.id, REVISIONS_SHOWN),
    findOpenException(read, system.id, { kind: "item", itemId: item.id }),
    findOpenRequestAbout(read, "checklists.except-item", { itemId: item.id }),
  ]);
  const covered = new Set(proofs.flatMap(({ covers }) => covers ?? []));
  const [people, elements] = await Promise.all([
    namesOf(read, [
      item.ownerId,
      item.attestedBy,
      ...proofs.map(({ addedBy }) => addedBy),
      ...states.flatMap(({ actorId, snapshot }) => [actorId, snapshot.ownerId]),
    ]),
    listElementNumbers(read, [...covered]),
  ]);
  return { item, system, proofs, comments, states, people, elements, exception, exceptionAsked };
}
