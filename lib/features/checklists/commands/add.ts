import "server-only";
import { countItems } from "@/lib/db/checklists";
import { lockSystem } from "@/lib/db/systems";
import { insertItems } from "@/lib/db/template-items";
import type { ItemText } from "@/lib/domain/checklists/item-text";
import { roomFor } from "@/lib/domain/checklists/room";
import { err, ok } from "@/lib/domain/kernel/result";
import { defineCommand } from "@/lib/server/command";
import { sha256Hex } from "@/lib/server/token";
import { addOwnItemInput } from "../schema";

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
    const room = roomFor(await countItems(tx, before.id), 1);
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
