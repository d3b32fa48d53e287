import "server-only";
import type { z } from "zod";
import type { Tx } from "@/lib/db/client";
import { findMembership, writeMembership } from "@/lib/db/memberships";
import { lockPerson } from "@/lib/db/people";
import { findSystem } from "@/lib/db/systems";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { MembershipRole } from "@/lib/domain/people/capability";
import type { Decider } from "@/lib/domain/people/deciders";
import type { Person } from "@/lib/domain/people/person";
import { mayDecide } from "@/lib/domain/people/power";
import { MEMBERSHIP_WORDS } from "@/lib/domain/people/words";
import { defineCommand } from "@/lib/server/command";
import { setMembershipInput } from "../schema";
import { strandsNobody } from "./managed-person";

const onSystem = (role: MembershipRole | null): string =>
  role ? MEMBERSHIP_WORDS[role] : "as in the organisation";

type MembershipInput = z.output<typeof setMembershipInput>;

/** Refuses a membership that leaves somebody without anybody to decide for them on its system. */
async function staysDecidableThere(
  tx: Tx,
  person: Person,
  { userId, systemId, role }: MembershipInput,
): Promise<Result<null, Refusal>> {
  if (!mayDecide(person.role)) return ok(null);
  const withMembership = (decider: Decider): Decider => {
    if (decider.id !== userId) return decider;
    const memberships = new Map(decider.memberships);
    if (role) memberships.set(systemId, role);
    else memberships.delete(systemId);
    return { ...decider, memberships };
  };
  return strandsNobody(tx, (deciders) => deciders.map(withMembership), systemId);
}

/** Says what somebody may do on one system, where it differs from their role; empty takes that back. */
export const setMembership = defineCommand({
  name: "people.set-membership",
  input: setMembershipInput,
  permission: "members:manage",
  approval: "never",
  before: async ({ tx, actor, input }) => {
    if (input.userId === actor.id)
      return err({ code: "refused", reason: "Nobody changes their own rights. Ask somebody else who may." });
    const person = await lockPerson(tx, input.userId);
    const system = await findSystem(tx, input.systemId);
    if (!person || !system)
      return err({ code: "not-found", reason: "This person or system does not exist." });
    if (person.role === "admin" && actor.role !== "admin")
      return err({
        code: "refused",
        reason: "Only another administrator changes what an administrator may do.",
      });
    const membership = await findMembership(tx, input.userId, input.systemId);
    const [role, version] = [membership?.role ?? null, membership?.version ?? 0];
    if (version === input.version) {
      if (!membership && !input.role)
        return err({
          code: "invalid-input",
          issues: [{ path: "role", message: "Choose what they may do here." }],
        });
      const stays = await staysDecidableThere(tx, person, input);
      return stays.ok ? ok({ person, system, role }) : stays;
    }
    return err({
      code: "stale",
      reason: `Somebody changed what ${person.name} may do on ${system.name} while you looked: now ${onSystem(role).toLowerCase()}. Nothing of yours was saved. Look again, then send it once more if it still holds.`,
      version,
      changes:
        role === input.role ? [] : [{ field: "role", before: onSystem(role), after: onSystem(input.role) }],
    });
  },
  run: async ({ tx, input }) => {
    await writeMembership(tx, input.userId, input.systemId, input.role);
    return ok(null);
  },
  audit: ({ input, before }) => ({
    subject: "membership",
    subjectId: input.userId,
    systemId: input.systemId,
    detail: {
      about: `${before.person.name} on ${before.system.name}: ${onSystem(input.role).toLowerCase()}`,
      before: { role: before.role },
      after: { role: input.role },
    },
  }),
});
