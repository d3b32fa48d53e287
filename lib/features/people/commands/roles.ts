import "server-only";
import type { Tx } from "@/lib/db/client";
import { countDecidable, findLetIn } from "@/lib/db/deciding-people";
import { bootstrapIsOpen } from "@/lib/db/installation";
import { voidPasswordResets } from "@/lib/db/password-resets";
import { updatePerson } from "@/lib/db/people";
import { revokeSessions } from "@/lib/db/sessions";
import { revokeTokensOf } from "@/lib/db/tokens";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok } from "@/lib/domain/kernel/result";
import { holdsPower, mayDecide } from "@/lib/domain/people/power";
import { confirmationNeed, roleNeed } from "@/lib/domain/people/power-needs";
import { mayVouchFor, withWordOf } from "@/lib/domain/people/vouched";
import { ROLE_PHRASES } from "@/lib/domain/people/words";
import { defineCommand } from "@/lib/server/command";
import { changeRoleInput, confirmRoleInput, vouchInput } from "../schema";
import { personToManage, reasonMissing, staysDecidable } from "./managed-person";

/** Gives somebody another role; it counts from their next request on. One that decides or administers takes two persons. */
export const changeRole = defineCommand({
  name: "people.change-role",
  input: changeRoleInput,
  permission: "people:manage",
  before: async ({ tx, actor, input }) => {
    const found = await personToManage(tx, actor.id, input);
    if (!found.ok) return found;
    const person = found.value;
    if (input.role === person.role)
      return err({ code: "refused", reason: `${person.name} is ${ROLE_PHRASES[person.role]} already.` });
    const stays = await staysDecidable(tx, person, input.role);
    if (!stays.ok) return stays;
    if (input.reason === "" && roleNeed(person, input.role, "", 0)) return reasonMissing;
    return ok({ person, openRequests: await countDecidable(tx, person.id) });
  },
  approval: ({ before, input }) => roleNeed(before.person, input.role, input.reason, before.openRequests),
  run: async ({ tx, actor, caller, input, before }) => {
    const { person } = before;
    // A link that one person made must not open an account that two persons gave power to.
    if (holdsPower(input.role) && !holdsPower(person.role)) await voidPasswordResets(tx, person.id);
    const { onWordOf } = await findLetIn(tx, person.id);
    // That two persons give a role says nothing of whose the account is: the word stands until that is settled.
    const alone = caller.kind !== "approved-request" && mayDecide(input.role);
    const stands = alone ? withWordOf(onWordOf, actor.id) : onWordOf;
    return ok(await updatePerson(tx, person.id, { role: input.role, onWordOf: stands }));
  },
  audit: ({ input, before: { person } }) => ({
    subject: "person",
    subjectId: person.id,
    detail: {
      about: `${person.name}: ${ROLE_PHRASES[person.role]} becomes ${ROLE_PHRASES[input.role]}`,
      before: { role: person.role },
      after: { role: input.role },
    },
  }),
});

const NOT_NEEDED: Refusal = {
  code: "refused",
  reason: "There is nothing to confirm: nobody let this account in alone.",
};

/** Somebody whose account others let in alone, locked, with who that was. */
async function letInAlone(
  tx: Tx,
  actorId: UserId,
  input: { readonly userId: UserId; readonly version: number },
) {
  const found = await personToManage(tx, actorId, input);
  if (!found.ok) return found;
  const letIn = await findLetIn(tx, found.value.id);
  if (letIn.by.length === 0 || found.value.status !== "active") return err(NOT_NEEDED);
  return ok({ person: found.value, letIn });
}

/** From here on the account is one person's: what whoever let them in could have opened before with it ends. */
async function settle(tx: Tx, id: UserId, by: UserId, change: Parameters<typeof updatePerson>[2]) {
  await revokeSessions(tx, id);
  await revokeTokensOf(tx, id, by);
  return updatePerson(tx, id, change);
}

/**
 * Has two persons confirm somebody who decides and whom others let in alone; from then on nobody in particular did.
 * Anybody who decides may ask, since who let them in finds nobody to sign for them.
 */
export const confirmRole = defineCommand({
  name: "people.confirm-role",
  input: confirmRoleInput,
  permission: "approvals:decide-organisation",
  before: async ({ tx, actor, input }) => {
    const found = await letInAlone(tx, actor.id, input);
    if (!found.ok) return found;
    const { person } = found.value;
    if (!mayDecide(person.role))
      return err({
        code: "refused",
        reason: `${person.name} decides nothing: vouch for the account instead.`,
      });
    if (await bootstrapIsOpen(tx))
      return err({
        code: "refused",
        reason:
          "Nobody could sign for anybody else yet. Invite another approver first; then two persons can confirm this.",
      });
    return input.reason === "" ? reasonMissing : found;
  },
  approval: ({ before: { person, letIn }, input }) => confirmationNeed(person, letIn.by, input.reason),
  run: async ({ tx, actor, caller, before }) =>
    caller.kind === "approved-request"
      ? ok(await settle(tx, before.person.id, actor.id, { onWordOf: [] }))
      : err({ code: "refused", reason: "Only two persons confirm a role." }),
  audit: ({ before: { person, letIn } }) => ({
    subject: "person",
    subjectId: person.id,
    detail: {
      about: `${person.name}: confirmed as ${ROLE_PHRASES[person.role]}`,
      before: { onWordOf: letIn.onWordOf },
      after: { onWordOf: [] },
    },
  }),
});

/**
 * Somebody who decides, and could be nobody of those who let the account in, says that it is this person's own: who let
 * them in was one person, who vouches is the second.
 */
export const vouch = defineCommand({
  name: "people.vouch",
  input: vouchInput,
  permission: "approvals:decide-organisation",
  approval: "never",
  before: async ({ tx, actor, input }) => {
    const found = await letInAlone(tx, actor.id, input);
    if (!found.ok) return found;
    const { person, letIn } = found.value;
    if (mayDecide(person.role))
      return err({ code: "refused", reason: `${person.name} decides: two persons confirm that role.` });
    return mayVouchFor(await findLetIn(tx, actor.id), letIn, letIn.by)
      ? found
      : err({
          code: "refused",
          reason: `You let ${person.name} in, or whoever did let you in. Somebody else who decides can vouch for the account.`,
        });
  },
  run: async ({ tx, actor, before }) =>
    ok(await settle(tx, before.person.id, actor.id, { onWordOf: [], vouchedBy: actor.id })),
  audit: ({ before: { person, letIn } }) => ({
    subject: "person",
    subjectId: person.id,
    detail: {
      about: `Vouched for the account of ${person.name}`,
      before: { onWordOf: letIn.onWordOf },
      after: { onWordOf: [] },
    },
  }),
});
