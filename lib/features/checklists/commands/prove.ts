import "server-only";
import { lockItems } from "@/lib/db/checklists";
import type { Tx } from "@/lib/db/client";
import { insertComment } from "@/lib/db/comments";
import { insertEvidence, insertFile, type NewEvidence } from "@/lib/db/evidence";
import { bumpItem } from "@/lib/db/item-edits";
import { listMembershipsOfSystem } from "@/lib/db/memberships";
import { listElementsByNumber } from "@/lib/db/model";
import { findPeopleByHandle } from "@/lib/db/people";
import { parseElementRefs } from "@/lib/domain/architecture/element-refs";
import type { Item } from "@/lib/domain/checklists/item";
import type { ElementId, ItemId, SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { mentionedHandles } from "@/lib/domain/people/handle";
import { keyOfCaller } from "@/lib/server/caller";
import { defineCommand } from "@/lib/server/command";
import { sniffMediaType } from "@/lib/server/sniff";
import { sha256Hex } from "@/lib/server/token";
import { addCommentInput, addFileInput, addLinkInput } from "../schema";
import { GONE, itemLabel, staleProof } from "./answer";

async function itemToProve(
  tx: Tx,
  input: {
    systemId: SystemId;
    itemId: ItemId;
    effectiveOn: UtcDate;
    version?: number | undefined;
    covers: string;
  },
): Promise<Result<{ item: Item; covers: readonly ElementId[] | null }, Refusal>> {
  if (input.effectiveOn > utcDateOf(tx.asOf))
    return err({
      code: "invalid-input",
      issues: [
        {
          path: "effectiveOn",
          message: "Proof can't be from a day that has not come. Write the day on which it was true.",
        },
      ],
    });
  const [item] = await lockItems(tx, input.systemId, [input.itemId]);
  if (!item) return err(GONE);
  const stale = input.version === undefined ? null : await staleProof(tx, item, input.version);
  if (stale) return err(stale);
  const covers = await coveredElements(tx, input.systemId, input.covers);
  return covers.ok ? ok({ item, covers: covers.value }) : covers;
}

/** The elements that a proof is about, held to exist; null: the whole system. */
async function coveredElements(
  tx: Tx,
  systemId: SystemId,
  text: string,
): Promise<Result<readonly ElementId[] | null, Refusal>> {
  const wrong = (message: string) =>
    err({ code: "invalid-input" as const, issues: [{ path: "covers", message }] });
  const refs = parseElementRefs(text);
  if (!refs.ok) return wrong(refs.error);
  if (refs.value.length === 0) return ok(null);
  const found = await listElementsByNumber(tx, systemId, refs.value);
  const gone = refs.value.find(
    ({ kind, number }) => !found.some((one) => one.kind === kind && one.number === number),
  );
  return gone
    ? wrong(`This system has no ${gone.kind} ${gone.number}; look the number up in its architecture.`)
    : ok(found.map(({ id }) => id).sort());
}

async function addProof(tx: Tx, item: Item, proof: Omit<NewEvidence, "questionHash">) {
  const id = await insertEvidence(tx, { ...proof, questionHash: item.questionHash });
  await bumpItem(tx, item);
  return ok({ id });
}

const entry = (
  item: Item,
  input: { title: string; effectiveOn: UtcDate; covers: string },
  source: object,
) => ({
  subject: "item",
  subjectId: item.id,
  systemId: item.systemId,
  detail: {
    about: `${itemLabel(item)}: proof "${input.title}"`,
    after: {
      effectiveOn: input.effectiveOn,
      ...(input.covers === "" ? {} : { covers: input.covers }),
      ...source,
    },
  },
});

/** Adds a link as proof. */
export const addLink = defineCommand({
  name: "checklists.add-link",
  input: addLinkInput,
  permission: "checklist:work",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: ({ tx, input }) => itemToProve(tx, input),
  run: ({ tx, actor, input, before }) => {
    const { url, version: _seen, ...proof } = input;
    const { item, covers } = before;
    return addProof(tx, item, { ...proof, covers, addedBy: actor.id, source: { kind: "link", url } });
  },
  audit: ({ input, before }) => entry(before.item, input, { url: input.url }),
});

/** Adds a file as proof: typed by its bytes, stored under its hash. */
export const addFile = defineCommand({
  name: "checklists.add-file",
  input: addFileInput,
  permission: "checklist:work",
  scope: ({ systemId }) => systemId,
  throttle: (_input, caller) => [{ limit: "uploads-person", key: keyOfCaller(caller) }],
  approval: "never",
  before: async ({ tx, input }) => {
    if (input.bytes.length === 0)
      return err({
        code: "invalid-input",
        issues: [{ path: "file", message: "This file is empty. Choose another." }],
      });
    return itemToProve(tx, input);
  },
  run: async ({ tx, actor, input, before }) => {
    const { bytes, version: _seen, ...proof } = input;
    const hash = sha256Hex(bytes);
    await insertFile(tx, { hash, bytes, mediaType: await sniffMediaType(bytes) });
    const { item, covers } = before;
    return addProof(tx, item, { ...proof, covers, addedBy: actor.id, source: { kind: "file", hash } });
  },
  audit: ({ input, before }) => entry(before.item, input, { bytes: input.bytes.length }),
});

/** Writes a comment; people named with @ and able to see the system are mentioned. */
export const addComment = defineCommand({
  name: "checklists.add-comment",
  input: addCommentInput,
  permission: "checklist:comment",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => {
    const [item] = await lockItems(tx, input.systemId, [input.itemId]);
    return item ? ok(item) : err(GONE);
  },
  run: async ({ tx, actor, input }) => {
    const named = await findPeopleByHandle(tx, mentionedHandles(input.text).slice(0, 20));
    const memberships = await listMembershipsOfSystem(tx, input.systemId);
    const hidden = new Set(memberships.filter(({ role }) => role === "none").map(({ userId }) => userId));
    const mentions = named.map(({ id }) => id).filter((id) => !hidden.has(id));
    const id = await insertComment(tx, { ...input, authorId: actor.id, mentions });
    return ok({ id, mentioned: mentions.length });
  },
  audit: ({ before, output }) => ({
    subject: "item",
    subjectId: before.id,
    systemId: before.systemId,
    detail: {
      about: `${itemLabel(before)}: comment${output.mentioned > 0 ? `, ${output.mentioned} mentioned` : ""}`,
    },
  }),
});
