import "server-only";
import type { Read, Tx } from "@/lib/db/client";
import { listLetIn, listStanding } from "@/lib/db/deciders";
import { namesOf } from "@/lib/db/people";
import { holdPolicies, insertPolicy, POLICIES_MAX, retirePolicy, updatePolicy } from "@/lib/db/policies";
import { findSystem } from "@/lib/db/systems";
import { reachedByEmergency } from "@/lib/domain/approvals/break-glass";
import { ANY_SUBJECT, type ApprovalPolicy, type KeptPolicy, namedIn } from "@/lib/domain/approvals/policy";
import { rulingPolicy } from "@/lib/domain/approvals/policy-book";
import { policyNeed } from "@/lib/domain/approvals/policy-need";
import { strandedUnder, strandedWords } from "@/lib/domain/approvals/stranded";
import { subjectWords } from "@/lib/domain/approvals/subject-words";
import { externalAction } from "@/lib/domain/external/action";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { PersonRef } from "@/lib/domain/people/person";
import { defineCommand } from "@/lib/server/command";
import { commandNamed } from "@/lib/server/commands-at-hand";
import { retirePolicyInput, savePolicyInput } from "./schema";

type Where = Pick<KeptPolicy, "subject" | "systemId">;

/** What a change of policies is checked and described by, read while no other change can happen. */
type PolicyScene = {
  readonly last: KeptPolicy | null;
  readonly about: string;
  /** What rules until then. */
  readonly before: ApprovalPolicy;
  /** What rules afterwards, where the policy is taken away. */
  readonly without: ApprovalPolicy;
  readonly names: ReadonlyMap<string, PersonRef>;
};

const GONE: Refusal = { code: "not-found", reason: "There is no such policy any more." };
const NO_EMERGENCY: Refusal = {
  code: "invalid-input",
  issues: [
    {
      path: "policy.breakGlass",
      message: "No emergency changes who decides and how; leave this off here.",
    },
  ],
};

async function sceneOf(
  tx: Tx,
  where: Where,
  last: KeptPolicy | null,
  kept: readonly KeptPolicy[],
  others: readonly ApprovalPolicy[],
): Promise<Result<PolicyScene, Refusal>> {
  const system = where.systemId === null ? null : await findSystem(tx, where.systemId);
  if (where.systemId !== null && !system)
    return err({ code: "not-found", reason: "This system does not exist." });
  const about = { ...where, destructive: commandNamed(where.subject)?.meta.destructive ?? false };
  const without = rulingPolicy(
    kept.filter((one) => one !== last),
    about,
  ).policy;
  const before = last?.policy ?? without;
  return ok({
    last,
    about: `${subjectWords(where.subject)}${system ? ` on ${system.name}` : ""}`,
    before,
    without,
    names: await namesOf(tx, [before, without, ...others].flatMap(namedIn)),
  });
}

const nameIn =
  ({ names }: PolicyScene) =>
  (id: UserId): string =>
    names.get(id)?.name ?? "somebody unknown";

/** Whether a policy can be about this: a command that may need two persons, or an external action. */
function isSubject(subject: string): boolean {
  if (subject === ANY_SUBJECT || externalAction(subject) !== null) return true;
  return commandNamed(subject)?.meta.approval === "by-state";
}

/** Refuses a policy under which somebody who asks could never get a decision. */
async function demandSatisfiable(
  read: Read,
  policy: ApprovalPolicy,
  systemId: SystemId | null,
): Promise<Result<null, Refusal>> {
  const [stranded] = strandedUnder(policy, systemId, await listStanding(read), {
    letIn: await listLetIn(read),
  });
  if (!stranded) return ok(null);
  const scope = stranded.systemId === null ? null : await findSystem(read, stranded.systemId);
  const where = scope ? ` on ${scope.name}` : "";
  const message = `${strandedWords(stranded).slice(0, -1)}${where}. Ask for fewer people, or name more of them.`;
  return err({ code: "invalid-input", issues: [{ path: "policy.groups", message }] });
}

/** Makes a policy, or changes one. */
export const savePolicy = defineCommand({
  name: "policies.save",
  input: savePolicyInput,
  permission: "policies:manage",
  before: async ({ tx, input }) => {
    const kept = await holdPolicies(tx);
    const { subject, systemId, policy, id, version } = input;
    if (!isSubject(subject))
      return err({
        code: "invalid-input",
        issues: [{ path: "subject", message: "Choose what it is about." }],
      });
    if (policy.breakGlass && !reachedByEmergency(subject)) return err(NO_EMERGENCY);
    const last = kept.find((one) => one.subject === subject && one.systemId === systemId) ?? null;
    if (id !== null && last?.id !== id) return err(GONE);
    if (last && (id === null || last.version !== version))
      return err({
        code: "refused",
        reason:
          "Somebody changed this policy while you wrote. Look at what stands now, then send yours again.",
      });
    if (!last && kept.length >= POLICIES_MAX)
      return err({ code: "refused", reason: `There are ${POLICIES_MAX} policies; take one away first.` });
    const satisfiable = await demandSatisfiable(tx, policy, systemId);
    return satisfiable.ok ? sceneOf(tx, { subject, systemId }, last, kept, [policy]) : satisfiable;
  },
  approval: ({ before, input }) =>
    policyNeed(
      { about: before.about, before: before.before, after: input.policy, asked: input.reason },
      nameIn(before),
    ),
  run: async ({ tx, input, before }) => {
    const { subject, systemId, policy } = input;
    const saved = before.last
      ? await updatePolicy(tx, before.last.id, policy)
      : await insertPolicy(tx, { subject, systemId, policy });
    return ok({ id: saved.id });
  },
  audit: ({ input, before, output }) => ({
    subject: "approval-policy",
    subjectId: output.id,
    ...(input.systemId ? { systemId: input.systemId } : {}),
    detail: { about: before.about, before: before.before, after: input.policy, reason: input.reason },
  }),
});

/** Takes a policy away; what rules without it stands in what is signed. Requests made under it can't run any more. */
export const retire = defineCommand({
  name: "policies.retire",
  input: retirePolicyInput,
  permission: "policies:manage",
  before: async ({ tx, input }) => {
    const kept = await holdPolicies(tx);
    const last = kept.find(({ id }) => id === input.id);
    if (!last) return err(GONE);
    if (last.version !== input.version)
      return err({ code: "refused", reason: "Somebody changed this policy while you looked. Look again." });
    return sceneOf(tx, last, last, kept, []);
  },
  approval: ({ before, input }) =>
    policyNeed(
      { about: before.about, before: before.before, after: before.without, asked: input.reason },
      nameIn(before),
    ),
  run: async ({ tx, input }) => ok({ id: (await retirePolicy(tx, input.id)).id }),
  audit: ({ input, before }) => ({
    subject: "approval-policy",
    subjectId: input.id,
    ...(before.last?.systemId ? { systemId: before.last.systemId } : {}),
    detail: { about: before.about, before: before.before, after: before.without, reason: input.reason },
  }),
});
