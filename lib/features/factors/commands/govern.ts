import "server-only";
import { findFactors, removeFactors } from "@/lib/db/factors";
import { insertMail } from "@/lib/db/outbox";
import { lockPerson } from "@/lib/db/people";
import { revokeSessions } from "@/lib/db/sessions";
import { lockSignInPolicy, updateSignInPolicy } from "@/lib/db/sign-in-policy";
import { err, ok } from "@/lib/domain/kernel/result";
import { factorRolesNeed, loosenedRoles, resetFactorsNeed } from "@/lib/domain/people/factors";
import { ROLE_WORDS } from "@/lib/domain/people/words";
import { defineCommand } from "@/lib/server/command";
import { mailIsSet } from "@/lib/server/mail";
import { requireFactorsInput, resetFactorsInput } from "../schema";

/** Says which roles need a second factor. Fewer takes two persons, more takes one. */
export const requireFactors = defineCommand({
  name: "people.require-factors",
  input: requireFactorsInput,
  permission: "people:manage",
  before: async ({ tx, input }) => {
    const policy = await lockSignInPolicy(tx);
    if (policy.version !== input.version)
      return err({
        code: "stale",
        reason: "Somebody changed which roles need a second factor while you looked. Look again.",
        version: policy.version,
        changes: [],
      });
    const loosened = loosenedRoles(policy.factorRoles, input.roles);
    if (loosened.length > 0 && input.reason.length < 10)
      return err({
        code: "invalid-input",
        issues: [
          {
            path: "reason",
            message: "Say in a sentence why these roles can do without; whoever signs reads it.",
          },
        ],
      });
    return ok(policy);
  },
  approval: ({ before, input }) => factorRolesNeed(before.factorRoles, input.roles, input.reason),
  run: async ({ tx, input }) => {
    await updateSignInPolicy(tx, input.roles);
    return ok({ roles: input.roles });
  },
  audit: ({ input, before }) => ({
    subject: "sign-in-policy",
    subjectId: null,
    detail: {
      about: `Second factor needed: ${input.roles.map((role) => ROLE_WORDS[role]).join(", ") || "no role"}`,
      before: { roles: before.factorRoles.join(", ") },
      after: { roles: input.roles.join(", ") },
      ...(input.reason ? { reason: input.reason } : {}),
    },
  }),
});

/** Takes every second factor of somebody away, for who lost theirs; always with two persons. */
export const resetFactors = defineCommand({
  name: "people.reset-factors",
  input: resetFactorsInput,
  permission: "people:manage",
  before: async ({ tx, actor, input }) => {
    if (input.userId === actor.id)
      return err({ code: "refused", reason: "Nobody resets their own factors. Ask another administrator." });
    const person = await lockPerson(tx, input.userId);
    if (!person) return err({ code: "not-found", reason: "This person does not exist." });
    const factors = await findFactors(tx, person.id);
    const totp = factors.totp?.state === "set";
    const passkeys = factors.passkeys.map(({ name }) => name);
    return totp || passkeys.length > 0
      ? ok({ person, factors: { totp, passkeys, recoveryCodesLeft: factors.recoveryCodesLeft } })
      : err({ code: "refused", reason: `${person.name} has no second factor to take away.` });
  },
  approval: ({ before, input }) => resetFactorsNeed(before.person, before.factors, input.reason),
  run: async ({ tx, before }) => {
    const { id, email } = before.person;
    await removeFactors(tx, id);
    const ended = await revokeSessions(tx, id);
    if (mailIsSet())
      await insertMail(tx, {
        to: email,
        subject: "Your second factors for Countersign were taken away",
        text: "Two persons have taken your authenticator app, passkeys and recovery codes away, and every session of yours has ended. Sign in with your password and set up a second factor anew.\n\nIf you did not ask for this, tell an administrator at once.\n",
      });
    return ok({ userId: id, ended });
  },
  audit: ({ input, before }) => ({
    subject: "person",
    subjectId: before.person.id,
    detail: { about: `${before.person.name}: second factors taken away`, reason: input.reason },
  }),
});
