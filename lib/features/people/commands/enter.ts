import "server-only";
import { findFactorKinds } from "@/lib/db/factors";
import { insertHalfSession } from "@/lib/db/half-sessions";
import {
  findInstallation,
  holdBootstrap,
  holdSetUp,
  insertInstallation,
  setupTokenIsValid,
} from "@/lib/db/installation";
import { acceptInvitation as consumeInvitation, findInvitation } from "@/lib/db/invitations";
import { emailIsKnown, findCredentials, insertPerson } from "@/lib/db/people";
import { revokeSession } from "@/lib/db/sessions";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { hasFactor } from "@/lib/domain/people/factors";
import { handleOf } from "@/lib/domain/people/handle";
import { invitationHolds } from "@/lib/domain/people/invitation";
import { withWordOf } from "@/lib/domain/people/vouched";
import { addressOf, type Caller } from "@/lib/server/caller";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { openSession } from "@/lib/server/open-session";
import { hashPassword, verifyPassword } from "@/lib/server/password";
import { hashToken, makeToken, type SecretToken } from "@/lib/server/token";
import { acceptInvitationInput, setUpInput, signInInput, signOutInput } from "../schema";

const byLink = (caller: Caller) => [{ limit: "secret-link-address", key: addressOf(caller) } as const];

/** Makes the organisation and its first administrator, once, with the token that the start of the server printed. */
export const setUp = defineCommand({
  name: "people.set-up",
  input: setUpInput,
  permission: "public",
  throttle: (_input, caller) => byLink(caller),
  approval: "never",
  before: async ({ tx, input }) => {
    await holdSetUp(tx);
    if (await findInstallation(tx))
      return err({ code: "refused", reason: "This installation is set up already. Sign in instead." });
    const valid = await setupTokenIsValid(tx, hashToken(input.token));
    return valid
      ? ok(null)
      : err({
          code: "unauthenticated",
          reason: "This set-up link is not valid. Use the one that the server printed when it started.",
        });
  },
  run: async ({ tx, input, caller }) => {
    const { organisation, currency, name, email } = input;
    await insertInstallation(tx, { organisation, currency });
    const passwordHash = await hashPassword(input.password);
    const person = await insertPerson(tx, {
      email,
      handle: handleOf(name),
      name,
      role: "admin",
      passwordHash,
    });
    return ok({ token: await openSession(tx, person.id, caller), to: "/", userId: person.id });
  },
  audit: ({ input, output }) => ({
    subject: "installation",
    subjectId: output.userId,
    detail: {
      about: `${input.name} set up ${input.organisation}`,
      after: { organisation: input.organisation, currency: input.currency },
    },
  }),
});

/** In, or half way: whoever has a second factor is asked for it next. */
type SignedIn = { readonly to: string; readonly userId: UserId } & (
  | { readonly token: SecretToken }
  | { readonly half: SecretToken }
);

/**
 * Opens a session, or where the person has a second factor only the way to it. Says the same, after the same time,
 * whether the address or the password is wrong.
 */
export const signIn = defineCommand({
  name: "people.sign-in",
  input: signInInput,
  permission: "public",
  throttle: ({ email }, caller) => [
    { limit: "sign-in-account-client", key: `${email}|${addressOf(caller)}`, forgiving: true },
    { limit: "sign-in-address", key: addressOf(caller) },
    { limit: "sign-in-account", key: email, forgiving: true },
  ],
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, input, caller }): Promise<Result<SignedIn, Refusal>> => {
    const account = await findCredentials(tx, input.email);
    const usable = account?.status === "active" ? account : null;
    const matches = await verifyPassword(usable?.passwordHash ?? null, input.password);
    if (!usable || !matches)
      return err({
        code: "unauthenticated",
        reason: "This address and password don't fit. Check both; an administrator can make you a new link.",
      });
    const userId = usable.id;
    if (!hasFactor(await findFactorKinds(tx, userId)))
      return ok({ token: await openSession(tx, userId, caller), to: input.to, userId });
    const half = makeToken();
    await insertHalfSession(tx, { userId, tokenHash: hashToken(half), to: input.to });
    return ok({ half, to: "/sign-in/second", userId });
  },
  audit: ({ output }) => ({
    subject: "person",
    subjectId: output.userId,
    detail: { about: "half" in output ? "Gave the password; the second factor comes next" : "Signed in" },
  }),
});

/** Ends this session. */
export const signOut = defineCommand({
  name: "people.sign-out",
  input: signOutInput,
  permission: "self",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, actor }) => {
    await revokeSession(tx, actor.id, actor.sessionId);
    return ok({ userId: actor.id });
  },
  audit: ({ output }) => ({ subject: "person", subjectId: output.userId, detail: { about: "Signed out" } }),
});

/** Turns an invitation into an account and signs its person in. */
export const acceptInvitation = defineCommand({
  name: "people.accept-invitation",
  input: acceptInvitationInput,
  permission: "public",
  throttle: (_input, caller) => byLink(caller),
  approval: "never",
  before: async ({ tx, input }) => {
    const invitation = await findInvitation(tx, hashToken(input.token));
    return invitation && invitationHolds(invitation, invitation.inviter, await holdBootstrap(tx))
      ? ok(invitation)
      : err({
          code: "unauthenticated",
          reason: "This invitation was used, withdrawn or doesn’t hold any more. Ask for a new one.",
        });
  },
  run: async ({ tx, input, before, caller }) => {
    const free = !(await emailIsKnown(tx, before.email)) && (await consumeInvitation(tx, before.id));
    if (!free) return err({ code: "refused", reason: "This invitation was used already. Sign in instead." });
    const passwordHash = await hashPassword(input.password);
    const { email, role, requestId, invitedBy, linkBy } = before;
    const person = await insertPerson(tx, {
      email,
      handle: handleOf(input.name),
      name: input.name,
      role,
      passwordHash,
      onWordOf: withWordOf(requestId ? [] : [invitedBy], ...(linkBy ? [linkBy] : [])),
    });
    return ok({ token: await openSession(tx, person.id, caller), to: "/", userId: person.id });
  },
  audit: ({ input, before, output }) => ({
    subject: "person",
    subjectId: output.userId,
    detail: { about: `${input.name} accepted the invitation`, after: { role: before.role } },
  }),
});
