import type { SystemId, UserId } from "../kernel/ids";
import { mayInOrganisation, mayInScope, type Rights } from "../people/may";

/** Whether somebody sees a request: whoever reads its system; of the organisation's, who decides them and who asked. */
export function maySeeRequest(
  request: { readonly systemId: SystemId | null; readonly requesterId: UserId },
  person: Rights & { readonly id: UserId },
): boolean {
  if (request.systemId) return mayInScope(person, request.systemId, "system:read");
  return request.requesterId === person.id || mayInOrganisation(person, "approvals:decide-organisation");
}
