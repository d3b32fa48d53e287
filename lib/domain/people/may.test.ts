import fc from "fast-check";
import { expect, test } from "vitest";
import type { SystemId } from "@/lib/domain/kernel/ids";
import {
  CAPABILITIES,
  CAPABILITY_KINDS,
  MEMBERSHIP_ROLES,
  type MembershipRole,
  ROLE_CAPABILITIES,
  ROLES,
  type Role,
  type SystemCapability,
} from "./capability";
import { hiddenSystems, mayInOrganisation, mayInScope, mayOnSystem, systemsWithout } from "./may";

const here = "here" as SystemId;
const there = "there" as SystemId;
const rights = (role: Role, membership?: MembershipRole) => ({
  role,
  memberships: new Map(membership ? [[here, membership]] : []),
});

test("the permission table, written by hand", () => {
  const table = Object.fromEntries(
    CAPABILITIES.map((capability) => [
      capability,
      ROLES.filter((role) => ROLE_CAPABILITIES[role].has(capability)).join(" "),
    ]),
  );
  expect(table).toEqual({
    "people:read": "viewer engineer approver security-lead admin",
    "people:manage": "admin",
    "members:manage": "security-lead admin",
    "systems:create": "engineer security-lead admin",
    "templates:read": "viewer engineer approver security-lead admin",
    "templates:manage": "security-lead admin",
    "audit:read": "approver security-lead admin",
    "approvals:read": "viewer engineer approver security-lead admin",
    "approvals:decide-organisation": "approver security-lead admin",
    "system:read": "viewer engineer approver security-lead admin",
    "external:ask": "engineer security-lead admin",
    "external:ask-organisation": "engineer security-lead admin",
    "tokens:ask": "engineer security-lead admin",
    "system:edit": "engineer security-lead admin",
    "checklist:work": "engineer security-lead admin",
    "checklist:comment": "engineer approver security-lead admin",
    "approvals:break-glass": "security-lead admin",
    "approvals:break-glass-organisation": "security-lead admin",
    "policies:manage": "security-lead admin",
    "catalogue:manage": "security-lead admin",
    "approvals:decide": "approver security-lead admin",
  });
});

test("a membership raises a viewer to work on that system and on no other", () => {
  const person = rights("viewer", "engineer");
  expect(mayOnSystem(person, here, "checklist:work")).toBe(true);
  expect(mayOnSystem(person, there, "checklist:work")).toBe(false);
});

test("a membership lowers, even an administrator", () => {
  expect(mayOnSystem(rights("admin", "viewer"), here, "checklist:work")).toBe(false);
  expect(mayOnSystem(rights("engineer", "none"), here, "system:read")).toBe(false);
  expect(hiddenSystems(rights("engineer", "none"))).toEqual([here]);
});

test("no membership ever gives what only approvers and administrators have", () => {
  const arbitrary = fc.tuple(
    fc.constantFrom(...ROLES),
    fc.constantFrom(...MEMBERSHIP_ROLES),
    fc.constantFrom(...CAPABILITIES),
  );
  fc.assert(
    fc.property(arbitrary, ([role, membership, capability]) => {
      const kind = CAPABILITY_KINDS[capability];
      const may = mayOnSystem(rights(role, membership), here, capability as SystemCapability);
      if (may && (kind === "approve" || kind === "administer"))
        expect(ROLE_CAPABILITIES[role].has(capability)).toBe(true);
    }),
  );
});

test("rights in the organisation don't listen to memberships", () => {
  expect(mayInOrganisation(rights("engineer", "none"), "systems:create")).toBe(true);
  expect(mayInOrganisation(rights("viewer", "security-lead"), "templates:manage")).toBe(false);
});

test("a membership takes the right to decide away on that system only, and gives it to nobody", () => {
  expect(mayInScope(rights("approver", "viewer"), here, "approvals:decide")).toBe(false);
  expect(mayInScope(rights("approver", "none"), here, "approvals:decide")).toBe(false);
  expect(mayInScope(rights("approver", "engineer"), there, "approvals:decide")).toBe(true);
  expect(mayInScope(rights("engineer", "approver"), here, "approvals:decide")).toBe(false);
  expect(systemsWithout(rights("approver", "engineer"), "approvals:decide")).toEqual([here]);
});

test("what concerns no system is decided with the right in the organisation; what has none is nobody's", () => {
  expect(mayInScope(rights("approver", "none"), null, "approvals:decide")).toBe(true);
  expect(mayInScope(rights("engineer"), null, "approvals:decide")).toBe(false);
  expect(mayInScope(rights("admin"), null, "system:edit")).toBe(false);
});
