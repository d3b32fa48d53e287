import "server-only";
import { findInstallation, setupTokenIsValid } from "@/lib/db/installation";
import {
  countOwned,
  findInvitation,
  findPasswordReset,
  findPerson,
  listActivePeople,
  listOpenInvitations,
  listPeople,
} from "@/lib/db/people";
import { listSessions } from "@/lib/db/sessions";
import type { UserId } from "@/lib/domain/kernel/ids";
import { mayInOrganisation } from "@/lib/domain/people/may";
import { currentActor } from "@/lib/server/actor";
import { defineLoader, definePublicLoader } from "@/lib/server/loader";
import { mailIsSet } from "@/lib/server/mail";
import { hashToken } from "@/lib/server/token";

/** Who is signed in and what the navigation offers them. */
export const loadMe = defineLoader({
  permission: "self",
  temporaryPassword: "allowed",
  load: async ({ read, actor, asOf }) => ({
    id: actor.id,
    name: actor.name,
    email: actor.email,
    handle: actor.handle,
    role: actor.role,
    mustChangePassword: actor.mustChangePassword,
    singleKeys: actor.singleKeys,
    organisation: (await findInstallation(read))?.organisation ?? "",
    maySeeAudit: mayInOrganisation(actor, "audit:read"),
    mayManagePeople: mayInOrganisation(actor, "people:manage"),
    asOf,
  }),
});

/** One's own live sessions. */
export const loadMySessions = defineLoader({
  permission: "self",
  load: async ({ read, actor, asOf }) => ({
    sessions: await listSessions(read, actor.id, asOf),
    current: actor.sessionId,
    asOf,
  }),
});

/** Everybody with their role, and the open invitations for those who may invite. */
export const loadPeople = defineLoader({
  permission: "people:read",
  load: async ({ read, actor, asOf }) => {
    const mayManage = mayInOrganisation(actor, "people:manage");
    const invitations = mayManage ? await listOpenInvitations(read) : [];
    return {
      people: await listPeople(read),
      invitations,
      mayManage,
      me: actor.id,
      mailed: mailIsSet(),
      asOf,
    };
  },
});

/** One person for the page that manages them. */
export const loadPersonToManage = defineLoader({
  permission: "people:manage",
  load: async ({ read, actor }, id: string) => {
    const person = /^[0-9a-f-]{36}$/.test(id) ? await findPerson(read, id as UserId) : null;
    if (!person) return null;
    const [owned, successors] = await Promise.all([countOwned(read, person.id), listActivePeople(read)]);
    return {
      person,
      owned,
      successors: successors.filter((one) => one.id !== person.id),
      isMe: person.id === actor.id,
    };
  },
});

/** What the entrance shows: is the installation set up, is somebody signed in. */
export const loadEntrance = definePublicLoader({
  load: async ({ read }) => ({
    installation: await findInstallation(read),
    signedIn: (await currentActor()) !== null,
    mailed: mailIsSet(),
  }),
});

/** Whether a set-up link still opens the set-up form. */
export const loadSetup = definePublicLoader({
  load: async ({ read }, token: string) => ({
    done: (await findInstallation(read)) !== null,
    valid: await setupTokenIsValid(read, hashToken(token)),
  }),
});

/** The invitation behind a link, or null. */
export const loadInvitation = definePublicLoader({
  load: ({ read }, token: string) => findInvitation(read, hashToken(token)),
});

/** Whether a reset link still works. */
export const loadReset = definePublicLoader({
  load: async ({ read }, token: string) => (await findPasswordReset(read, hashToken(token))) !== null,
});
