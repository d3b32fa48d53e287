import "server-only";
import { listExternalSubjects } from "@/lib/db/approval-lists";
import type { Read } from "@/lib/db/client";
import { listLetIn, listStanding } from "@/lib/db/deciders";
import { namesOf } from "@/lib/db/people";
import { listKeptPolicies } from "@/lib/db/policies";
import { listSystems } from "@/lib/db/systems";
import { namedIn } from "@/lib/domain/approvals/policy";
import type { Rights } from "@/lib/domain/people/may";
import { hiddenSystems, mayInOrganisation } from "@/lib/domain/people/may";
import { commandNamed, criticalCommands } from "@/lib/server/commands-at-hand";
import { defineLoader } from "@/lib/server/loader";

async function policiesFor(read: Read, reader: Rights) {
  const [kept, systems, standing, letIn] = await Promise.all([
    listKeptPolicies(read),
    listSystems(read, hiddenSystems(reader)),
    listStanding(read),
    listLetIn(read),
  ]);
  const seen = new Set(systems.map(({ id }) => id));
  const policies = kept.filter(({ systemId }) => systemId === null || seen.has(systemId));
  const named = policies.flatMap(({ policy }) => namedIn(policy));
  return {
    policies,
    systems: systems.map(({ id, name }) => ({ id, name })),
    standing,
    letIn,
    names: await namesOf(read, named),
    subjects: [...criticalCommands(), ...(await listExternalSubjects(read))],
    destructive: criticalCommands().filter((name) => commandNamed(name)?.meta.destructive),
  };
}

/** How requests are decided: the organisation's policies, and whom and what they can name. */
export const loadPolicies = defineLoader({
  permission: "approvals:read",
  load: async ({ read, actor }) => ({
    ...(await policiesFor(read, actor)),
    mayManage: mayInOrganisation(actor, "policies:manage"),
  }),
});

/** The same for the form of one policy. */
export const loadPolicyForm = defineLoader({
  permission: "policies:manage",
  load: ({ read, actor }) => policiesFor(read, actor),
});
