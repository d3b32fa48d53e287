import type { SystemId } from "@/lib/domain/kernel/ids";
import {
  CAPABILITY_KINDS,
  type Capability,
  type MembershipRole,
  ORGANISATION_WIDE,
  type OrganisationCapability,
  ROLE_CAPABILITIES,
  type Role,
  type SystemCapability,
} from "./capability";

/** What a decision about rights needs to know of a person. */
export type Rights = {
  readonly role: Role;
  readonly memberships: ReadonlyMap<SystemId, MembershipRole>;
};

/** Can this person do it in the organisation? Memberships play no part. */
export function mayInOrganisation(rights: Rights, capability: OrganisationCapability): boolean {
  return ROLE_CAPABILITIES[rights.role].has(capability);
}

/**
 * Can this person do it on this system?
 *
 * A membership may lower anything, and may raise to work; it never raises to approve or administer (model.md,
 * "People and approval").
 */
export function mayOnSystem(rights: Rights, systemId: SystemId, capability: SystemCapability): boolean {
  const own = ROLE_CAPABILITIES[rights.role].has(capability);
  const membership = rights.memberships.get(systemId);
  if (membership === undefined) return own;
  if (membership === "none") return false;
  return ROLE_CAPABILITIES[membership].has(capability) && (own || raises(capability));
}

/**
 * Can this person do it where it is about: on a system, or with null in the whole organisation? What has no equivalent
 * there can't be done there.
 */
export function mayInScope(rights: Rights, systemId: SystemId | null, capability: SystemCapability): boolean {
  if (systemId !== null) return mayOnSystem(rights, systemId, capability);
  const wide = ORGANISATION_WIDE[capability];
  return wide !== undefined && mayInOrganisation(rights, wide);
}

/** Systems on which a membership takes away what this person may do elsewhere. */
export function systemsWithout(rights: Rights, capability: SystemCapability): readonly SystemId[] {
  return [...rights.memberships.keys()].filter((systemId) => !mayOnSystem(rights, systemId, capability));
}

/** Systems that are hidden from this person. */
export function hiddenSystems(rights: Rights): readonly SystemId[] {
  return [...rights.memberships].filter(([, role]) => role === "none").map(([systemId]) => systemId);
}

function raises(capability: Capability): boolean {
  const kind = CAPABILITY_KINDS[capability];
  return kind === "read" || kind === "work";
}

/** The same rights, but on this system only those of a viewer. */
export function readingOnly(rights: Rights, systemId: SystemId): Rights {
  return { role: rights.role, memberships: new Map([...rights.memberships, [systemId, "viewer"]]) };
}
