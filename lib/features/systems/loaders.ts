import "server-only";
import { listActivePeople, listMembershipsOfSystem, listPeople } from "@/lib/db/people";
import { findSystem, listSystems } from "@/lib/db/systems";
import { hiddenSystems, mayInOrganisation, mayOnSystem } from "@/lib/domain/people/may";
import { defineLoader, defineSystemLoader } from "@/lib/server/loader";

/** The systems that this person sees. */
export const loadSystems = defineLoader({
  permission: "self",
  load: async ({ read, actor }) => ({
    systems: await listSystems(read, hiddenSystems(actor)),
    mayCreate: mayInOrganisation(actor, "systems:create"),
  }),
});

/** What the form for a new system offers. */
export const loadNewSystem = defineLoader({
  permission: "systems:create",
  load: async ({ read, actor }) => ({ people: await listActivePeople(read), me: actor.id }),
});

/** One system as its own pages show it. */
export const loadSystem = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }) => {
    const system = await findSystem(read, systemId);
    return system && { system, asOf, mayEdit: mayOnSystem(actor, systemId, "system:edit") };
  },
});

/** The settings of a system: its facts, and who may do what on it. */
export const loadSystemSettings = defineSystemLoader({
  permission: "system:edit",
  load: async ({ read, actor, systemId }) => {
    const system = await findSystem(read, systemId);
    if (!system) return null;
    const mayManageMembers = mayInOrganisation(actor, "members:manage");
    const [people, memberships, everyone] = await Promise.all([
      listActivePeople(read),
      listMembershipsOfSystem(read, systemId),
      mayManageMembers ? listPeople(read) : [],
    ]);
    return { system, people, memberships, everyone, mayManageMembers, me: actor.id };
  },
});
