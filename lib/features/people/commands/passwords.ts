import "server-only";
import type { Tx } from "@/lib/db/client";
import { findLetIn } from "@/lib/db/deciding-people";
import { insertMail } from "@/lib/db/outbox";
import {
  consumePasswordReset,
  findPasswordReset,
  insertNoPasswordReset,
  insertPasswordReset,
  revealPasswordReset,
} from "@/lib/db/password-resets";
import { findCredentials, findPerson, getPasswordHash, updatePassword, updatePerson } from "@/lib/db/people";
import { holdPerson, holdSelf, revokeSessions } from "@/lib/db/sessions";
import { counted } from "@/lib/domain/kernel/counted";
import type { UserId } from "@/lib/domain/kernel/ids";
import { hoursAfter } from "@/lib/domain/kernel/instant";
import { err, ok } from "@/lib/domain/kernel/result";
import { resetLinkNeed } from "@/lib/domain/people/power-needs";
import { withWordOf } from "@/lib/domain/people/vouched";
import { addressOf, keyOfCaller } from "@/lib/server/caller";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { mailIsSet, publicAddress } from "@/lib/server/mail";
import { hashPassword, verifyPassword } from "@/lib/server/password";
import { hashToken, makeToken } from "@/lib/server/token";
import {
  askResetInput,
  changePasswordInput,
  makeResetLinkInput,
  resetPasswordInput,
  revealResetLinkInput,
} from "../schema";
import { reasonMissing } from "./managed-person";

const RESET_HOURS = 24;

const linkOf = (token: string): string => publicAddress(`/reset/${token}`);

/**
 * Makes a reset: `madeBy` one person who sees its link, or with `grantedTo` not known to anybody yet and shown to that person
 * later; with neither it is mailed.
 */
async function makeReset(
  tx: Tx,
  userId: UserId,
  { grantedTo = null, madeBy = null }: { grantedTo?: UserId | null; madeBy?: UserId | null } = {},
): Promise<string> {
  const token = makeToken();
  await insertPasswordReset(tx, {
    userId,
    tokenHash: hashToken(token),
    expiresAtMs: hoursAfter(tx.asOf, RESET_HOURS),
    grantedTo,
    madeBy,
  });
  return linkOf(token);
}

/** Changes one's own password and ends the other sessions. */
export const changePassword = defineCommand({
  name: "people.change-password",
  input: changePasswordInput,
  permission: "self",
  throttle: (_input, caller) => [
    { limit: "sign-in-account-client", key: `own|${keyOfCaller(caller)}`, forgiving: true },
    { limit: "sign-in-address", key: addressOf(caller) },
  ],
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor, input }) => {
    if (!(await verifyPassword(await getPasswordHash(tx, actor.id), input.currentPassword)))
      return err({
        code: "invalid-input",
        issues: [{ path: "currentPassword", message: "This is not your present password." }],
      });
    if (input.currentPassword === input.newPassword)
      return err({
        code: "invalid-input",
        issues: [{ path: "newPassword", message: "Choose another password than the present one." }],
      });
    await updatePassword(tx, actor.id, await hashPassword(input.newPassword));
    return ok({ userId: actor.id, ended: await revokeSessions(tx, actor.id, actor.sessionId) });
  },
  audit: ({ output }) => ({
    subject: "person",
    subjectId: output.userId,
    detail: { about: `Changed their password; ${counted(output.ended, "other session")} ended` },
  }),
});

/**
 * Sends a reset link, if the address is known and mail is set. The answer is the same in any case, takes the same
 * work, and says nothing of who was found.
 */
export const askReset = defineCommand({
  name: "people.ask-reset",
  input: askResetInput,
  permission: "public",
  throttle: ({ email }, caller) => [
    { limit: "reset-account", key: email },
    { limit: "secret-link-address", key: addressOf(caller) },
  ],
  approval: "never",
  before: async ({ tx, input }) => {
    const account = await findCredentials(tx, input.email);
    return ok({ userId: account?.status === "active" && mailIsSet() ? account.id : null });
  },
  run: async ({ tx, input, before }) => {
    if (!before.userId) {
      await insertNoPasswordReset(tx);
      return ok({ asked: true });
    }
    const link = await makeReset(tx, before.userId);
    const text = `Somebody asked for a new password for this address.\n\nOpen this link within ${RESET_HOURS} hours:\n${link}\n\nIf it was not you, nothing has changed and you can ignore this mail.\n`;
    await insertMail(tx, { to: input.email, subject: "A new password for Countersign", text });
    return ok({ asked: true });
  },
  audit: ({ before }) => ({
    subject: "person",
    subjectId: before.userId,
    detail: { about: "Asked for a password reset" },
  }),
});

/**
 * Makes a reset link for somebody, to be handed over in person. For who decides or administers two persons make it, and
 * its link is shown once, to the one who asked.
 */
export const makeResetLink = defineCommand({
  name: "people.make-reset-link",
  secretResult: true,
  input: makeResetLinkInput,
  permission: "people:manage",
  before: async ({ tx, actor, input }) => {
    if (input.userId === actor.id)
      return err({
        code: "refused",
        reason: "You are signed in: change your password on your account page.",
      });
    await holdPerson(tx, input.userId);
    const person = await findPerson(tx, input.userId);
    if (person?.status !== "active")
      return err({ code: "not-found", reason: "This person has no active account." });
    return input.reason === "" && resetLinkNeed(person, "") ? reasonMissing : ok(person);
  },
  approval: ({ before, input }) => resetLinkNeed(before, input.reason),
  run: async ({ tx, actor, caller, before }) => {
    const shownLater = caller.kind === "approved-request";
    const link = await makeReset(tx, before.id, shownLater ? { grantedTo: actor.id } : { madeBy: actor.id });
    return ok({ link: shownLater ? null : link });
  },
  audit: ({ before }) => ({
    subject: "person",
    subjectId: before.id,
    detail: { about: `Reset link made for ${before.name}` },
  }),
});

/** Shows the link of a reset that two persons granted: once, to the one who asked for it. */
export const revealResetLink = defineCommand({
  name: "people.reveal-reset-link",
  secretResult: true,
  input: revealResetLinkInput,
  permission: "people:manage",
  approval: "never",
  before: async ({ tx, input }) => {
    await holdPerson(tx, input.userId);
    const person = await findPerson(tx, input.userId);
    return person?.status === "active"
      ? ok(person)
      : err({ code: "not-found", reason: "This person has no active account." });
  },
  run: async ({ tx, actor, before }) => {
    const token = makeToken();
    const reset = { userId: before.id, grantedTo: actor.id, tokenHash: hashToken(token) };
    return (await revealPasswordReset(tx, reset))
      ? ok({ link: linkOf(token) })
      : err({
          code: "refused",
          reason:
            "There is no link to show: it was shown or used already, or its time is over. Ask for another one.",
        });
  },
  audit: ({ before }) => ({
    subject: "person",
    subjectId: before.id,
    detail: { about: `Reset link for ${before.name} shown to who asked for it` },
  }),
});

/** Sets a new password through a reset link and ends every session of the person. */
export const resetPassword = defineCommand({
  name: "people.reset-password",
  input: resetPasswordInput,
  permission: "public",
  throttle: (_input, caller) => [{ limit: "secret-link-address", key: addressOf(caller) }],
  approval: "never",
  before: async ({ tx, input }) => {
    const reset = await findPasswordReset(tx, hashToken(input.token));
    return reset
      ? ok(reset)
      : err({ code: "unauthenticated", reason: "This link was used or has expired. Ask for a new one." });
  },
  run: async ({ tx, input, before }) => {
    const { userId, shownTo } = before;
    await holdSelf(tx, userId);
    if (!(await consumePasswordReset(tx, before.id)))
      return err({ code: "refused", reason: "This link was used already." });
    await updatePassword(tx, userId, await hashPassword(input.password));
    const { onWordOf } = await findLetIn(tx, userId);
    const stands = shownTo ? withWordOf(onWordOf, shownTo) : onWordOf;
    if (stands.length > onWordOf.length) await updatePerson(tx, userId, { onWordOf: stands });
    await revokeSessions(tx, userId);
    return ok({ userId, onWordOf: stands });
  },
  audit: ({ output }) => ({
    subject: "person",
    subjectId: output.userId,
    detail: { about: "Set a new password through a reset link", after: { onWordOf: output.onWordOf } },
  }),
});
