import { expect, test } from "vitest";
import { reader } from "@/lib/db/client";
import { MEMBERSHIP_ROLES, ROLE_CAPABILITIES, ROLES } from "@/lib/domain/people/capability";
import "./database";

test("Postgres and the permission table agree who may decide", async () => {
  const rows = await reader().sql.$queryRaw<{ role: string; may: boolean }[]>`
    select role, role_may_decide(role) as may from unnest(${[...ROLES, ...MEMBERSHIP_ROLES]}::text[]) as role`;
  const may = new Map(rows.map((row) => [row.role, row.may]));
  for (const role of ROLES)
    expect([role, may.get(role)]).toEqual([role, ROLE_CAPABILITIES[role].has("approvals:decide")]);
  expect(may.get("none")).toBe(false);
});
