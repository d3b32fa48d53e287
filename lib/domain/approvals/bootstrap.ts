import { ROLE_CAPABILITIES, type Role } from "../people/capability";
import type { PersonStatus } from "../people/person";

/** Two people can't be asked before there are two. */
export const APPROVERS_NEEDED = 2;

/** How many active people could sign for one another. */
export function independentApprovers(
  people: Iterable<{ readonly role: Role; readonly status: PersonStatus }>,
): number {
  let count = 0;
  for (const { role, status } of people)
    if (status === "active" && ROLE_CAPABILITIES[role].has("approvals:decide")) count += 1;
  return count;
}

/**
 * Whether two-person actions run at once, labelled as such. Once closed it stays closed, whoever leaves.
 * Source: design/model.md, "People and approval".
 */
export function bootstrapIsOpen(closedEarlier: boolean, approvers: number): boolean {
  return !closedEarlier && approvers < APPROVERS_NEEDED;
}
