import "server-only";
import { type ApprovalPolicy, type KeptPolicy, parsePolicy } from "@/lib/domain/approvals/policy";
import type { PolicyId, SystemId } from "@/lib/domain/kernel/ids";
import { type Read, revise, type Tx } from "./client";
import type { Prisma } from "./generated/client";
import { makeId } from "./ids";

/** More policies than this can't be kept. */
export const POLICIES_MAX = 500;

type Row = Prisma.ApprovalPolicyGetPayload<object>;

/** Policies that rule at this moment. One that can't be read is a bug: nothing may pass by it. */
export async function listKeptPolicies(read: Read): Promise<readonly KeptPolicy[]> {
  const rows = await read.sql.approvalPolicy.findMany({
    where: { retiredAt: null },
    orderBy: { id: "asc" },
    take: POLICIES_MAX,
  });
  return rows.map(toKeptPolicy);
}

function toKeptPolicy(row: Row): KeptPolicy {
  const parsed = parsePolicy(row.policy);
  if (!parsed.ok) throw new Error(`policy ${row.id} can't be read: ${parsed.error.reason}`);
  return {
    id: row.id as PolicyId,
    subject: row.subject,
    systemId: row.systemId as SystemId | null,
    policy: parsed.value,
    version: row.version,
  };
}

/** All changes of policies stand in one line, so that each is checked against the others as they are. */
export async function holdPolicies(tx: Tx): Promise<readonly KeptPolicy[]> {
  await tx.sql.$executeRaw`select pg_advisory_xact_lock(hashtext('countersign.policies'))`;
  return listKeptPolicies(tx);
}

type PolicyFacts = Pick<KeptPolicy, "subject" | "systemId" | "policy">;

/** Makes a policy for what had none. */
export async function insertPolicy(tx: Tx, facts: PolicyFacts): Promise<KeptPolicy> {
  const { subject, systemId, policy } = facts;
  const row = await tx.sql.approvalPolicy.create({
    data: { id: makeId(), subject, systemId, policy: jsonOf(policy) },
  });
  return kept(tx, row, false);
}

/** Changes the content of a policy. */
export async function updatePolicy(tx: Tx, id: PolicyId, policy: ApprovalPolicy): Promise<KeptPolicy> {
  const data = { policy: jsonOf(policy), version: { increment: 1 } };
  return kept(tx, await tx.sql.approvalPolicy.update({ where: { id }, data }), false);
}

/** Takes a policy away for good: requests that were made under it can't run any more. */
export async function retirePolicy(tx: Tx, id: PolicyId): Promise<KeptPolicy> {
  const data = { retiredAt: new Date(tx.asOf), version: { increment: 1 } };
  return kept(tx, await tx.sql.approvalPolicy.update({ where: { id }, data }), true);
}

function kept(tx: Tx, row: Row, retired: boolean): KeptPolicy {
  const { id, subject, systemId, version } = row;
  const policy = toKeptPolicy(row);
  revise(tx, {
    aggregate: "approval-policy",
    id,
    version,
    ...(systemId ? { systemId: systemId as SystemId } : {}),
    snapshot: { subject, systemId, policy: jsonOf(policy.policy), retired },
  });
  return policy;
}

/** A policy holds nothing but plain values, which the database's client types don't know. */
const jsonOf = (policy: ApprovalPolicy): Prisma.InputJsonObject => ({
  ...policy,
  groups: policy.groups.map(({ who, count }) => ({
    count,
    who:
      who.kind === "anyone"
        ? { ...who }
        : who.kind === "roles"
          ? { ...who, roles: [...who.roles] }
          : { ...who, ids: [...who.ids] },
  })),
});
