import "server-only";
import { bootstrapIsOpen } from "@/lib/db/installation";
import {
  findOpenInvitation,
  insertInvitation,
  renewInvitationLink,
  revokeInvitation,
} from "@/lib/db/invitations";
import { insertMail } from "@/lib/db/outbox";
import { emailIsKnown, findPerson } from "@/lib/db/people";
import { hoursAfter } from "@/lib/domain/kernel/instant";
import { err, ok } from "@/lib/domain/kernel/result";
import { invitationStanding } from "@/lib/domain/people/invitation";
import { invitationNeed } from "@/lib/domain/people/power-needs";
import { ROLE_PHRASES } from "@/lib/domain/people/words";
import { keyOfCaller } from "@/lib/server/caller";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { mailIsSet, publicAddress } from "@/lib/server/mail";
import { hashToken, makeToken } from "@/lib/server/token";
import { inviteInput, makeInvitationLinkInput, withdrawInvitationInput } from "../schema";
import { reasonMissing } from "./managed-person";

const INVITATION_HOURS = 72;
const linkOf = (token: string): string => publicAddress(`/invite/${token}`);

/**
 * Invites somebody with a role; the link is shown to copy, and mailed where mail is set. Into a role that decides or
 * administers two persons invite, and the link is made for whoever asks for it later.
 */
export const invite = defineCommand({
  name: "people.invite",
  secretResult: true,
  input: inviteInput,
  permission: "people:manage",
  throttle: (_input, caller) => [{ limit: "mail-person", key: keyOfCaller(caller) }],
  before: async ({ tx, input }) => {
    if (await emailIsKnown(tx, input.email))
      return err({
        code: "invalid-input",
        issues: [{ path: "email", message: "Somebody with this address has an account already." }],
      });
    return input.reason === "" && invitationNeed(input) ? reasonMissing : ok(null);
  },
  approval: ({ input }) => invitationNeed(input),
  run: async ({ tx, actor, caller, input }) => {
    const { name, email, role } = input;
    const token = makeToken();
    const requestId = caller.kind === "approved-request" ? caller.requestId : null;
    const id = await insertInvitation(tx, {
      name,
      email,
      role,
      invitedBy: actor.id,
      tokenHash: hashToken(token),
      expiresAtMs: hoursAfter(tx.asOf, INVITATION_HOURS),
      requestId,
    });
    const link = linkOf(token);
    const text = `${actor.name} invites you to Countersign.\n\nOpen this link within ${INVITATION_HOURS / 24} days to choose a password:\n${link}\n`;
    const mailed = mailIsSet();
    if (mailed)
      await insertMail(tx, { to: email, subject: `${actor.name} invites you to Countersign`, text });
    return ok({ id, link: requestId ? null : link, mailed, name });
  },
  audit: ({ input, output }) => ({
    subject: "invitation",
    subjectId: output.id,
    detail: {
      about: `Invited ${input.name} (${input.email}) as ${ROLE_PHRASES[input.role]}`,
      after: { role: input.role },
    },
  }),
});

/** Makes another link for an open invitation, to be handed over in person; the earlier one stops working. */
export const makeInvitationLink = defineCommand({
  name: "people.make-invitation-link",
  secretResult: true,
  input: makeInvitationLinkInput,
  permission: "people:manage",
  approval: "never",
  before: async ({ tx, input }) => {
    const invitation = await findOpenInvitation(tx, input.invitationId);
    const inviter = invitation && (await findPerson(tx, invitation.invitedBy));
    const moment = { asOf: tx.asOf, bootstrap: await bootstrapIsOpen(tx) };
    return invitation && invitationStanding(invitation, inviter, moment) === "open"
      ? ok(invitation)
      : err({
          code: "not-found",
          reason: "This invitation was accepted, withdrawn or doesn’t hold any more. Invite them again.",
        });
  },
  run: async ({ tx, actor, before }) => {
    const token = makeToken();
    return (await renewInvitationLink(tx, before.id, { tokenHash: hashToken(token), linkBy: actor.id }))
      ? ok({ id: before.id, name: before.name, link: linkOf(token) })
      : err({ code: "refused", reason: "This invitation was accepted or withdrawn meanwhile." });
  },
  audit: ({ before }) => ({
    subject: "invitation",
    subjectId: before.id,
    detail: { about: `Made a link for the invitation of ${before.name} as ${ROLE_PHRASES[before.role]}` },
  }),
});

/** Takes an open invitation back. */
export const withdrawInvitation = defineCommand({
  name: "people.withdraw-invitation",
  input: withdrawInvitationInput,
  permission: "people:manage",
  approval: "never",
  before: nothingBefore,
  run: async ({ tx, input }) => {
    const invitation = await revokeInvitation(tx, input.invitationId);
    return invitation
      ? ok(invitation)
      : err({ code: "not-found", reason: "This invitation was accepted or withdrawn meanwhile." });
  },
  audit: ({ output }) => ({
    subject: "invitation",
    subjectId: output.id,
    detail: { about: `Withdrew the invitation of ${output.name}` },
  }),
});
