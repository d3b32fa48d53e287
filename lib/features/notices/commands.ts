import "server-only";
import { findMuted, markNoticesRead, setMuted } from "@/lib/db/notices";
import { MUTABLE_KINDS } from "@/lib/domain/approvals/notices";
import { ok } from "@/lib/domain/kernel/result";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { chooseMailInput, markReadInput } from "./schema";

/** Marks all of one's own notices as read. */
export const markRead = defineCommand({
  name: "notices.mark-read",
  input: markReadInput,
  permission: "self",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor }) => ok({ read: await markNoticesRead(tx, actor.id, null) }),
  audit: () => null, // That somebody has read their own notices changes nothing of the organisation.
});

/** Chooses which of one's own notices come by mail too. */
export const chooseMail = defineCommand({
  name: "notices.choose-mail",
  input: chooseMailInput,
  permission: "self",
  approval: "never",
  before: async ({ tx, actor }) => ok(await findMuted(tx, actor.id)),
  run: async ({ tx, actor, input }) => {
    const muted = MUTABLE_KINDS.filter((kind) => !input.wanted.includes(kind));
    await setMuted(tx, actor.id, muted);
    return ok({ userId: actor.id, muted });
  },
  audit: ({ before, output }) => ({
    subject: "person",
    subjectId: output.userId,
    detail: {
      about: "Chose what comes by mail",
      before: { withoutMail: before },
      after: { withoutMail: output.muted },
    },
  }),
});
