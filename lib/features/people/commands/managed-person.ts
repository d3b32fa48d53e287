import "server-only";
import type { Tx } from "@/lib/db/client";
import { holdDeciders } from "@/lib/db/deciding-people";
import { bootstrapIsOpen } from "@/lib/db/installation";
import { countActiveAdministrators, lockPerson } from "@/lib/db/people";
import { findSystem } from "@/lib/db/systems";
import { newlyStranded } from "@/lib/domain/approvals/stranded";
import { subjectWords } from "@/lib/domain/approvals/subject-words";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { Role } from "@/lib/domain/people/capability";
import { type Decider, leftAlone, systemsOfMemberships } from "@/lib/domain/people/deciders";
import type { Person } from "@/lib/domain/people/person";
import { mayDecide } from "@/lib/domain/people/power";
import { ROLE_PHRASES, ROLE_WORDS, STATUS_WORDS } from "@/lib/domain/people/words";

/** The person, locked, at the version that the manager saw, and not the manager themselves. */
export async function personToManage(
  tx: Tx,
  actorId: UserId,
  input: { readonly userId: UserId; readonly version: number; readonly role?: Role },
): Promise<Result<Person, Refusal>> {
  if (input.userId === actorId)
    return err({ code: "refused", reason: "Nobody manages their own account. Ask another administrator." });
  const person = await lockPerson(tx, input.userId);
  if (!person) return err({ code: "not-found", reason: "This person does not exist." });
  if (person.version === input.version) return ok(person);
  return err({
    code: "stale",
    reason: `Somebody changed ${person.name} while you looked: now ${ROLE_PHRASES[person.role]}, ${STATUS_WORDS[person.status].toLowerCase()}. Nothing of yours was saved. Look again, then send it once more if it still holds.`,
    version: person.version,
    changes:
      input.role && input.role !== person.role
        ? [{ field: "role", before: ROLE_WORDS[person.role], after: ROLE_WORDS[input.role] }]
        : [],
  });
}

/** What needs a second person says why; they read it. */
export const reasonMissing = err({
  code: "invalid-input" as const,
  issues: [{ path: "reason", message: "Say in a sentence why: a second person decides about this." }],
});

/** Refuses what would leave the installation without administrator, or somebody without anybody to decide for them. */
export async function staysDecidable(
  tx: Tx,
  person: Person,
  role: Role | null,
): Promise<Result<null, Refusal>> {
  if (person.status !== "active") return ok(null);
  if (person.role === "admin" && role !== "admin" && (await countActiveAdministrators(tx)) < 2)
    return err({ code: "refused", reason: "This is the last active administrator. Make another one first." });
  if (!mayDecide(person.role) || (role && mayDecide(role))) return ok(null);
  return strandsNobody(tx, (people) => people.filter(({ id }) => id !== person.id));
}

/**
 * Refuses a change of who may decide that leaves somebody without anybody who could decide for them. While the bootstrap
 * is open nothing waits for a decision.
 */
export async function strandsNobody(
  tx: Tx,
  change: (deciders: readonly Decider[]) => readonly Decider[],
  onlyOn?: SystemId,
): Promise<Result<null, Refusal>> {
  if (await bootstrapIsOpen(tx)) return ok(null);
  const { policies, deciders, letIn } = await holdDeciders(tx);
  const after = change(deciders);
  const [stranded] = newlyStranded(policies, deciders, after, letIn);
  const left = leftAlone(deciders, after, onlyOn ? [onlyOn] : systemsOfMemberships(deciders));
  if (!stranded && !left) return ok(null);
  const name = left ? (left.who?.name ?? null) : (stranded?.name ?? null);
  const systemId = left ? left.systemId : (stranded?.systemId ?? null);
  const system = systemId && (await findSystem(tx, systemId));
  const what = name === null ? "what anybody asks for" : `what ${name} asks for`;
  const subject = left ? null : (stranded?.subject ?? null);
  const by = subject === null ? "" : `, since the policy for “${subjectWords(subject)}” asks for more`;
  return err({
    code: "refused",
    reason: `After this nobody could decide ${what}${system ? ` on ${system.name}` : ""}${by}. Give somebody else a role that may decide first, such as approver.`,
  });
}
