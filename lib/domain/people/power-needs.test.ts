import { expect, test } from "vitest";
import type { UserId } from "@/lib/domain/kernel/ids";
import { ROLES, type Role } from "./capability";
import { holdsPower } from "./power";
import { invitationNeed, openingNeed, resetLinkNeed, roleNeed, type Subject } from "./power-needs";

const mei = (role: Role): Subject => ({
  id: "mei" as UserId,
  name: "Mei Lin",
  email: "mei@example.com",
  role,
  status: "active",
});

test("an approver, a security lead and an administrator hold power; a viewer and an engineer don't", () => {
  expect(ROLES.filter(holdsPower)).toEqual(["approver", "security-lead", "admin"]);
});

test("a change into or out of a role that holds power takes two persons, in every combination", () => {
  for (const from of ROLES)
    for (const to of ROLES)
      expect([from, to, roleNeed(mei(from), to, "x", 0) !== null]).toEqual([
        from,
        to,
        holdsPower(from) || holdsPower(to),
      ]);
});

test("the difference names the account, both roles, and what is gained and lost; its person doesn't count", () => {
  const need = roleNeed(mei("engineer"), "approver", "She knows the payments.", 0);
  expect(need?.authors).toEqual(["mei"]);
  expect(need?.asked).toBe("She knows the payments.");
  expect(need?.changes).toEqual([
    { field: "Account", before: "Mei Lin, mei@example.com", after: "Mei Lin, mei@example.com" },
    { field: "Role", before: "Engineer", after: "Approver" },
    {
      field: "Can in addition",
      before: null,
      after:
        "Read the audit log; Approve or reject requests of the organisation; Approve or reject requests on systems",
    },
    {
      field: "Can no longer",
      before:
        "Register systems; Ask for tokens, with which programs speak for them; Ask for external actions that concern no single system; Change what is known about a system; Answer items and add proof; Ask for external actions on a system, such as a deployment",
      after: null,
    },
  ]);
});

test("open requests stand in the reason, not in the difference, which must hold until it runs", () => {
  const [few, more] = [
    roleNeed(mei("approver"), "viewer", "x", 1),
    roleNeed(mei("approver"), "viewer", "x", 9),
  ];
  expect(few?.reason).toContain("could decide 1 open request today");
  expect(more?.reason).toContain("could decide 9 open requests today");
  expect(few?.changes).toEqual(more?.changes);
});

test("inviting, opening and resetting follow the role", () => {
  for (const role of ROLES) {
    const invited = { name: "Zoe", email: "zoe@example.com", role, reason: "x" };
    const needs = [invitationNeed(invited), openingNeed(mei(role), "x"), resetLinkNeed(mei(role), "x")];
    for (const need of needs) expect([role, need !== null]).toEqual([role, holdsPower(role)]);
  }
});
