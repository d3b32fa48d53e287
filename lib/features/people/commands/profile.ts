import "server-only";
import { updatePerson } from "@/lib/db/people";
import { revokeSession, revokeSessions } from "@/lib/db/sessions";
import { counted } from "@/lib/domain/kernel/counted";
import { err, ok } from "@/lib/domain/kernel/result";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { editProfileInput, endOtherSessionsInput, endSessionInput } from "../schema";

/** Changes one's own name and whether single keys act. */
export const editProfile = defineCommand({
  name: "people.edit-profile",
  input: editProfileInput,
  permission: "self",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor, input }) => {
    const { name, singleKeys } = input;
    if (name !== actor.name || singleKeys !== actor.singleKeys)
      await updatePerson(tx, actor.id, { name, singleKeys });
    return ok({ userId: actor.id, nameBefore: actor.name });
  },
  audit: ({ input, output }) => ({
    subject: "person",
    subjectId: output.userId,
    detail: {
      about: "Changed their profile",
      before: { name: output.nameBefore },
      after: { name: input.name, singleKeys: input.singleKeys },
    },
  }),
});

/** Ends one of one's own sessions. */
export const endSession = defineCommand({
  name: "people.end-session",
  input: endSessionInput,
  permission: "self",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor, input }) =>
    (await revokeSession(tx, actor.id, input.sessionId))
      ? ok({ userId: actor.id })
      : err({ code: "not-found", reason: "This session has ended already." }),
  audit: ({ output }) => ({
    subject: "person",
    subjectId: output.userId,
    detail: { about: "Ended one of their sessions" },
  }),
});

/** Ends all of one's own sessions but this one. */
export const endOtherSessions = defineCommand({
  name: "people.end-other-sessions",
  input: endOtherSessionsInput,
  permission: "self",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor }) =>
    ok({ userId: actor.id, ended: await revokeSessions(tx, actor.id, actor.sessionId) }),
  audit: ({ output }) => ({
    subject: "person",
    subjectId: output.userId,
    detail: { about: `Ended ${counted(output.ended, "other session")}` },
  }),
});
