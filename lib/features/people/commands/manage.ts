import "server-only";
import type { Tx } from "@/lib/db/client";
import { handOverItems } from "@/lib/db/item-edits";
import { voidPasswordResets } from "@/lib/db/password-resets";
import { countOwned, findPerson, updatePerson } from "@/lib/db/people";
import { holdPerson, revokeSessions } from "@/lib/db/sessions";
import { handOverSystems } from "@/lib/db/systems";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { Person, PersonStatus } from "@/lib/domain/people/person";
import { openingNeed } from "@/lib/domain/people/power-needs";
import { STATUS_WORDS } from "@/lib/domain/people/words";
import { defineCommand } from "@/lib/server/command";
import { presentOwned } from "../present";
import { deactivateInput, lockInput, unlockInput } from "../schema";
import { personToManage, reasonMissing, staysDecidable } from "./managed-person";

type Owned = { readonly systems: number; readonly items: number };

/** Ends every session and every reset link, so that opening the account later brings none of them back. */
async function endAccess(tx: Tx, userId: UserId): Promise<void> {
  await revokeSessions(tx, userId);
  await voidPasswordResets(tx, userId);
}

/** The person, if nobody needs them for a decision. */
async function unlessStranding(tx: Tx, person: Person): Promise<Result<Person, Refusal>> {
  const stays = await staysDecidable(tx, person, null);
  return stays.ok ? ok(person) : stays;
}

const about = (person: Person, what: string, before: PersonStatus, after: PersonStatus) => ({
  subject: "person",
  subjectId: person.id,
  detail: { about: `${person.name}: ${what}`, before: { status: before }, after: { status: after } },
});

/** Locks an account at once: every session of the person ends. */
export const lock = defineCommand({
  name: "people.lock",
  input: lockInput,
  permission: "people:manage",
  approval: "never",
  before: async ({ tx, actor, input }) => {
    const person = await personToManage(tx, actor.id, input);
    return person.ok ? unlessStranding(tx, person.value) : person;
  },
  run: async ({ tx, before }) => {
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

/** Gives a locked or deactivated account back; one whose role decides or administers takes two persons. */
export const unlock = defineCommand({
  name: "people.unlock",
  input: unlockInput,
  permission: "people:manage",
  before: async ({ tx, actor, input }) => {
    const person = await personToManage(tx, actor.id, input);
    if (!person.ok) return person;
    if (person.value.status === "active")
      return err({ code: "refused", reason: `${person.value.name} is active already.` });
    return input.reason === "" && openingNeed(person.value, "") ? reasonMissing : person;
  },
  approval: ({ before, input }) => openingNeed(before, input.reason),
  run: async ({ tx, before }) => ok(await updatePerson(tx, before.id, { status: "active" })),
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
  return person.ok ? unlessStranding(tx, person.value) : person;
}

/** Ends an account and hands what the person owned to somebody else. */
export const deactivate = defineCommand({
  name: "people.deactivate",
  input: deactivateInput,
  permission: "people:manage",
  approval: "never",
  before: ({ tx, actor, input }) => personToEnd(tx, actor.id, input),
  run: async ({ tx, input, before }) => {
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
