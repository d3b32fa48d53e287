import "server-only";
import type { Tx } from "@/lib/db/client";
import { insertInvitation, revokeInvitation } from "@/lib/db/invitations";
import { handOverItems } from "@/lib/db/item-edits";
import { insertMail } from "@/lib/db/outbox";
import { voidPasswordResets } from "@/lib/db/password-resets";
import {
  countActiveAdministrators,
  countOwned,
  emailIsKnown,
  findPerson,
  lockPerson,
  updatePerson,
} from "@/lib/db/people";
import { holdPerson, revokeSessions } from "@/lib/db/sessions";
import { handOverSystems } from "@/lib/db/systems";
import type { UserId } from "@/lib/domain/kernel/ids";
import { hoursAfter } from "@/lib/domain/kernel/instant";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { Role } from "@/lib/domain/people/capability";
import type { Person, PersonStatus } from "@/lib/domain/people/person";
import { ROLE_PHRASES, ROLE_WORDS, STATUS_WORDS } from "@/lib/domain/people/words";
import { keyOfCaller } from "@/lib/server/caller";
import { defineCommand, nothingBefore } from "@/lib/server/command";
import { mailIsSet, publicAddress } from "@/lib/server/mail";
import { hashToken, makeToken } from "@/lib/server/token";
import { presentOwned } from "../present";
import {
  changeRoleInput,
  changeStatusInput,
  deactivateInput,
  inviteInput,
  withdrawInvitationInput,
} from "../schema";

const INVITATION_HOURS = 72;

type Owned = { readonly systems: number; readonly items: number };

/** Invites somebody with a role; the link is shown to copy, and mailed where mail is set. */
export const invite = defineCommand({
  name: "people.invite",
  secretResult: true,
  input: inviteInput,
  permission: "people:manage",
  throttle: (_input, caller) => [{ limit: "mail-person", key: keyOfCaller(caller) }],
  approval: "never",
  before: async ({ tx, input }) =>
    (await emailIsKnown(tx, input.email))
      ? err({
          code: "invalid-input",
          issues: [{ path: "email", message: "Somebody with this address has an account already." }],
        })
      : ok(null),
  run: async ({ tx, actor, input }) => {
    const token = makeToken();
    const expiresAtMs = hoursAfter(tx.asOf, INVITATION_HOURS);
    const id = await insertInvitation(tx, {
      ...input,
      invitedBy: actor.id,
      tokenHash: hashToken(token),
      expiresAtMs,
    });
    const link = publicAddress(`/invite/${token}`);
    const text = `${actor.name} invites you to Countersign.\n\nOpen this link within ${INVITATION_HOURS / 24} days to choose a password:\n${link}\n`;
    const mailed = mailIsSet();
    if (mailed)
      await insertMail(tx, { to: input.email, subject: `${actor.name} invites you to Countersign`, text });
    return ok({ id, link, mailed, name: input.name });
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

/** The person, locked, at the version that the manager saw, and not the manager themselves. */
async function personToManage(
  tx: Tx,
  actorId: UserId,
  input: { userId: UserId; version: number; role?: Role },
): Promise<Result<Person, Refusal>> {
  if (input.userId === actorId)
    return err({ code: "refused", reason: "Nobody manages their own account. Ask another administrator." });
  const person = await lockPerson(tx, input.userId);
  if (!person) return err({ code: "not-found", reason: "This person does not exist." });
  if (person.version === input.version) return ok(person);
  return err({
    code: "stale",
    reason: `Somebody changed ${person.name} while you looked: now ${ROLE_PHRASES[person.role]}, ${STATUS_WORDS[person.status].toLowerCase()}. Nothing of yours was saved. Look again, then send it once more if it still holds.`,
    version: person.version,
    changes:
      input.role && input.role !== person.role
        ? [{ field: "role", before: ROLE_WORDS[person.role], after: ROLE_WORDS[input.role] }]
        : [],
  });
}

async function keepsAnAdministrator(tx: Tx, person: Person): Promise<Result<null, Refusal>> {
  const last =
    person.role === "admin" && person.status === "active" && (await countActiveAdministrators(tx)) < 2;
  return last
    ? err({ code: "refused", reason: "This is the last active administrator. Make another one first." })
    : ok(null);
}

/** Ends every session and every reset link, so that opening the account later brings none of them back. */
async function endAccess(tx: Tx, userId: UserId): Promise<void> {
  await revokeSessions(tx, userId);
  await voidPasswordResets(tx, userId);
}

const about = (person: Person, what: string, before: PersonStatus, after: PersonStatus) => ({
  subject: "person",
  subjectId: person.id,
  detail: { about: `${person.name}: ${what}`, before: { status: before }, after: { status: after } },
});

/** Gives somebody another role; it counts from their next request on. */
export const changeRole = defineCommand({
  name: "people.change-role",
  input: changeRoleInput,
  permission: "people:manage",
  approval: "never",
  before: ({ tx, actor, input }) => personToManage(tx, actor.id, input),
  run: async ({ tx, input, before }) => {
    if (input.role === before.role)
      return err({ code: "refused", reason: `${before.name} is ${ROLE_PHRASES[before.role]} already.` });
    const kept = input.role === "admin" ? ok(null) : await keepsAnAdministrator(tx, before);
    return kept.ok ? ok(await updatePerson(tx, before.id, { role: input.role })) : kept;
  },
  audit: ({ input, before }) => ({
    subject: "person",
    subjectId: before.id,
    detail: {
      about: `${before.name}: ${ROLE_PHRASES[before.role]} becomes ${ROLE_PHRASES[input.role]}`,
      before: { role: before.role },
      after: { role: input.role },
    },
  }),
});

/** Locks an account at once: every session of the person ends. */
export const lock = defineCommand({
  name: "people.lock",
  input: changeStatusInput,
  permission: "people:manage",
  approval: "never",
  before: ({ tx, actor, input }) => personToManage(tx, actor.id, input),
  run: async ({ tx, before }) => {
    const kept = await keepsAnAdministrator(tx, before);
    if (!kept.ok) return kept;
    if (before.status !== "active")
      return err({
        code: "refused",
        reason: `The account of ${before.name} is ${STATUS_WORDS[before.status].toLowerCase()} already.`,
      });
    await endAccess(tx, before.id);
    return ok(await updatePerson(tx, before.id, { status: "locked" }));
  },
  audit: ({ before }) => about(before, "account locked", before.status, "locked"),
});

/** Gives a locked or deactivated account back. */
export const unlock = defineCommand({
  name: "people.unlock",
  input: changeStatusInput,
  permission: "people:manage",
  approval: "never",
  before: ({ tx, actor, input }) => personToManage(tx, actor.id, input),
  run: async ({ tx, before }) =>
    before.status === "active"
      ? err({ code: "refused", reason: `${before.name} is active already.` })
      : ok(await updatePerson(tx, before.id, { status: "active" })),
  audit: ({ before }) => about(before, "account active again", before.status, "active"),
});

const handedOver = (done: Owned & { successor: string | null }): string => {
  const owned = presentOwned(done);
  return owned ? `${owned} handed to ${done.successor}` : "nothing to hand over";
};

/** The person to end and who takes over, locked in the order of their ids. */
async function personToEnd(
  tx: Tx,
  actorId: UserId,
  input: { userId: UserId; version: number; successorId: UserId | null },
): Promise<Result<Person, Refusal>> {
  const { userId, successorId } = input;
  if (successorId && successorId < userId) await holdPerson(tx, successorId);
  const person = await personToManage(tx, actorId, input);
  if (successorId && successorId > userId) await holdPerson(tx, successorId);
  return person;
}

/** Ends an account and hands what the person owned to somebody else. */
export const deactivate = defineCommand({
  name: "people.deactivate",
  input: deactivateInput,
  permission: "people:manage",
  approval: "never",
  before: ({ tx, actor, input }) => personToEnd(tx, actor.id, input),
  run: async ({ tx, input, before }) => {
    const kept = await keepsAnAdministrator(tx, before);
    if (!kept.ok) return kept;
    if (before.status === "deactivated")
      return err({ code: "refused", reason: `The account of ${before.name} has ended already.` });
    const owned = await countOwned(tx, before.id);
    const successor = input.successorId && (await findPerson(tx, input.successorId));
    if (owned.systems + owned.items > 0 && (successor?.status !== "active" || successor.id === before.id))
      return err({
        code: "invalid-input",
        issues: [
          {
            path: "successorId",
            message: `${before.name} owns ${presentOwned(owned)}. Choose who takes them over.`,
          },
        ],
      });
    if (successor) await handOverSystems(tx, before.id, successor.id);
    await handOverItems(tx, before.id, successor ? successor.id : null);
    await endAccess(tx, before.id);
    await updatePerson(tx, before.id, { status: "deactivated" });
    return ok({ ...owned, successor: successor ? successor.name : null });
  },
  audit: ({ before, output }) =>
    about(before, `account ended; ${handedOver(output)}`, before.status, "deactivated"),
});
