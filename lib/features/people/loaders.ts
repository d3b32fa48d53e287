import "server-only";
import type { Read } from "@/lib/db/client";
import { findLetIn } from "@/lib/db/deciding-people";
import { findFactorKinds } from "@/lib/db/factors";
import { bootstrapIsOpen, findInstallation, setupTokenIsValid } from "@/lib/db/installation";
import { findInvitation, listOpenInvitations } from "@/lib/db/invitations";
import { findPasswordReset, findResetToReveal } from "@/lib/db/password-resets";
import { countOwned, findPerson, listActivePeople, listNamesByRole, listPeople } from "@/lib/db/people";
import { listSessions } from "@/lib/db/sessions";
import { listRequestsAboutPerson } from "@/lib/db/waiting-requests";
import type { UserId } from "@/lib/domain/kernel/ids";
import { parseId } from "@/lib/domain/kernel/parse-id";
import { type Role, rolesWith } from "@/lib/domain/people/capability";
import { invitationHolds, invitationStanding } from "@/lib/domain/people/invitation";
import { mayInOrganisation } from "@/lib/domain/people/may";
import type { Person } from "@/lib/domain/people/person";
import { mayDecide } from "@/lib/domain/people/power";
import { mayVouchFor } from "@/lib/domain/people/vouched";
import { currentActor } from "@/lib/server/current-actor";
import { defineLoader, definePublicLoader } from "@/lib/server/loader";
import { mailIsSet } from "@/lib/server/mail";
import { hashToken } from "@/lib/server/token";

/** Who is signed in and what the navigation offers them. */
export const loadMe = defineLoader({
  permission: "self",
  unready: "allowed",
  load: async ({ read, actor, asOf }) => ({
    id: actor.id,
    name: actor.name,
    email: actor.email,
    handle: actor.handle,
    role: actor.role,
    mustChangePassword: actor.mustChangePassword,
    mustSetUpFactor: actor.mustSetUpFactor,
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
    const people = await listPeople(read);
    const invitations = mayManage ? await listOpenInvitations(read) : [];
    const bootstrap = await bootstrapIsOpen(read);
    const byId = new Map(people.map((person) => [person.id, person]));
    return {
      people,
      invitations: invitations.map((invitation) => {
        const inviter = byId.get(invitation.invitedBy) ?? null;
        const standing = invitationStanding(invitation, inviter, { asOf, bootstrap });
        return { ...invitation, inviterName: inviter?.name ?? null, standing };
      }),
      mayManage,
      mayOpen: mayInOrganisation(actor, "approvals:decide-organisation"),
      me: actor.id,
      asOf,
    };
  },
});

/** For those who may invite: whether the link goes out by mail. */
export const loadInviting = defineLoader({
  permission: "people:manage",
  load: async ({ read }) => ({ mailed: mailIsSet(), bootstrap: await bootstrapIsOpen(read) }),
});

/** Whom to ask for more rights: everybody signed in may know. */
export const loadWhoMayHelp = defineLoader({
  permission: "self",
  load: async ({ read, actor }) => {
    const administrators = rolesWith("people:manage");
    const leads = rolesWith("members:manage").filter((role) => !administrators.includes(role));
    const found = await listNamesByRole(read, [...administrators, ...leads]);
    const named = (roles: readonly Role[]) =>
      found.filter(({ role }) => roles.includes(role)).map(({ name }) => name);
    return { role: actor.role, administrators: named(administrators), leads: named(leads) };
  },
});

/** Who alone let somebody in, and how whoever looks can settle it; null where nothing is open. */
async function letInOf(read: Read, person: Person, me: UserId) {
  const letIn = await findLetIn(read, person.id);
  if (letIn.by.length === 0 || person.status !== "active") return null;
  const settled: "confirm" | "vouch" | "by-others" = mayDecide(person.role)
    ? "confirm"
    : mayVouchFor(await findLetIn(read, me), letIn, letIn.by)
      ? "vouch"
      : "by-others";
  return { names: letIn.by.map(({ id, name }) => (id === me ? "You" : name)), settled };
}

/** One person: for those who manage them, and for those who decide about them. */
export const loadPersonToManage = defineLoader({
  permission: "approvals:decide-organisation",
  load: async ({ read, actor, asOf }, id: string) => {
    const userId = parseId<UserId>(id);
    const person = userId && (await findPerson(read, userId));
    if (!person) return null;
    const [owned, successors, factors] = await Promise.all([
      countOwned(read, person.id),
      listActivePeople(read),
      findFactorKinds(read, person.id),
    ]);
    return {
      person,
      owned,
      factors,
      successors: successors.filter((one) => one.id !== person.id),
      isMe: person.id === actor.id,
      mayManage: mayInOrganisation(actor, "people:manage"),
      maySeeAudit: mayInOrganisation(actor, "audit:read"),
      bootstrap: await bootstrapIsOpen(read),
      letIn: await letInOf(read, person, actor.id),
      requests: await listRequestsAboutPerson(read, person.id),
      /** Until when the reader can have a reset link shown that two persons granted. */
      resetToReveal: await findResetToReveal(read, person.id, actor.id, asOf),
      asOf,
    };
  },
});

/** What the entrance shows: is the installation set up, is somebody signed in. */
export const loadEntrance = definePublicLoader({
  load: async ({ read }) => {
    const actor = await currentActor();
    return {
      installation: await findInstallation(read),
      signedIn: actor !== null,
      /** Signed in with a password of their own and every factor that their role needs: the pages inside are open. */
      inside: actor !== null && !actor.mustChangePassword && !actor.mustSetUpFactor,
      mailed: mailIsSet(),
    };
  },
});

/** Whether a set-up link still opens the set-up form. */
export const loadSetup = definePublicLoader({
  load: async ({ read }, token: string) => ({
    done: (await findInstallation(read)) !== null,
    valid: await setupTokenIsValid(read, hashToken(token)),
  }),
});

/** The invitation behind a link, with the organisation it leads to; null when it can't be accepted. */
export const loadInvitation = definePublicLoader({
  load: async ({ read }, token: string) => {
    const [installation, invitation, bootstrap] = await Promise.all([
      findInstallation(read),
      findInvitation(read, hashToken(token)),
      bootstrapIsOpen(read),
    ]);
    if (!installation || !invitation) return null;
    if (!invitationHolds(invitation, invitation.inviter, bootstrap)) return null;
    const { name, email, role, inviter, expiresAtMs, asOf } = invitation;
    const { organisation } = installation;
    return { organisation, name, email, role, inviter: inviter.name, expiresAtMs, asOf };
  },
});

/** Whether a reset link still works. */
export const loadReset = definePublicLoader({
  load: async ({ read }, token: string) => (await findPasswordReset(read, hashToken(token))) !== null,
});
