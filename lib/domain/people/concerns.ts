import type { SystemId, UserId } from "../kernel/ids";
import { mayInOrganisation, mayInScope, type Rights } from "./may";

/**
 * Whether somebody may know that a request moved: what they may not see does not exist for them.
 *
 * @param about the system and who asked; null for what concerns the organisation
 */
export function requestConcerns(
  person: Rights & { readonly id: UserId },
  about: { readonly systemId: SystemId | null; readonly requesterId: UserId },
): boolean {
  if (about.systemId !== null) return mayInScope(person, about.systemId, "system:read");
  return about.requesterId === person.id || mayInOrganisation(person, "approvals:decide-organisation");
}
