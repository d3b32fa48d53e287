import "server-only";
import { countDecidable, findGranter } from "@/lib/db/deciding-people";
import { bootstrapIsOpen } from "@/lib/db/installation";
import { voidPasswordResets } from "@/lib/db/password-resets";
import { updatePerson } from "@/lib/db/people";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok } from "@/lib/domain/kernel/result";
import { holdsPower } from "@/lib/domain/people/power";
import { confirmationNeed, roleNeed } from "@/lib/domain/people/power-needs";
import { ROLE_PHRASES } from "@/lib/domain/people/words";
import { defineCommand } from "@/lib/server/command";
import { changeRoleInput, confirmRoleInput } from "../schema";
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
    const decidingGrantedBy = caller.kind === "approved-request" ? null : actor.id;
    return ok(await updatePerson(tx, person.id, { role: input.role, decidingGrantedBy }));
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
  reason: "There is nothing to confirm: nobody gave this role alone.",
};

/**
 * Has two persons confirm a role that one person gave alone; from then on it counts as given by nobody in particular.
 * Anybody who decides may ask, since who gave the role finds nobody to sign for them.
 */
export const confirmRole = defineCommand({
  name: "people.confirm-role",
  input: confirmRoleInput,
  permission: "approvals:decide-organisation",
  before: async ({ tx, actor, input }) => {
    const found = await personToManage(tx, actor.id, input);
    if (!found.ok) return found;
    const person = found.value;
    const granter = await findGranter(tx, person.id);
    if (!granter || person.status !== "active") return err(NOT_NEEDED);
    if (await bootstrapIsOpen(tx))
      return err({
        code: "refused",
        reason:
          "Nobody could sign for anybody else yet. Invite another approver first; then two persons can confirm this.",
      });
    return input.reason === "" ? reasonMissing : ok({ person, granter });
  },
  approval: ({ before, input }) => confirmationNeed(before.person, before.granter.name, input.reason),
  run: async ({ tx, caller, before }) =>
    caller.kind === "approved-request"
      ? ok(await updatePerson(tx, before.person.id, { decidingGrantedBy: null }))
      : err({ code: "refused", reason: "Only two persons confirm a role." }),
  audit: ({ before: { person, granter } }) => ({
    subject: "person",
    subjectId: person.id,
    detail: {
      about: `${person.name}: confirmed as ${ROLE_PHRASES[person.role]}`,
      before: { grantedBy: granter.id },
      after: { grantedBy: null },
    },
  }),
});
