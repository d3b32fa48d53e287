import "server-only";
import type { z } from "zod";
import { findOpenRequest, insertRequest } from "@/lib/db/approvals";
import { appendAudit } from "@/lib/db/audit";
import type { Tx } from "@/lib/db/client";
import { listKeptPolicies } from "@/lib/db/policies";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import { type PolicySubject, rulingPolicy } from "@/lib/domain/approvals/policy-book";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import { canonicalJson } from "@/lib/domain/audit/canonical-json";
import type { Sha256Hex } from "@/lib/domain/kernel/ids";
import type { Actor } from "./actor";
import type { SentForApproval } from "./command-spec";
import { Rollback } from "./rollback";
import { tellOfRequest } from "./tell";
import { sha256Hex } from "./token";

/** What was asked for, with the command that runs it. */
type Asked = {
  readonly command: string;
  readonly schema: z.ZodType;
  readonly input: unknown;
  readonly about: PolicySubject;
  readonly need: ApprovalNeed;
};

/** The hash that people sign and that the database computes again. Source: RFC 8785, FIPS 180-4. */
function payloadHashOf(command: string, input: unknown): Sha256Hex {
  return sha256Hex(canonicalJson({ command, input }));
}

/**
 * Whether an input comes back the same after it was kept: as canonical JSON, read by its own schema. Only such an input
 * can wait for a second person.
 */
export function survivesKeeping(schema: z.ZodType, input: unknown): boolean {
  const kept = canonicalJson(input);
  const read = schema.safeParse(JSON.parse(kept));
  return read.success && canonicalJson(read.data) === kept;
}

/** Keeps what was asked for, to be run once a second person agrees; or names the open request for exactly the same. */
export async function sendForApproval(tx: Tx, actor: Actor, asked: Asked): Promise<SentForApproval> {
  const { command, schema, about, need } = asked;
  const { subject, systemId } = about;
  const input = canonicalJson(asked.input);
  if (!survivesKeeping(schema, asked.input))
    throw new Error(`the input of ${command} can't be kept and read again`);
  const changes = canonicalJson(need.changes);
  const payloadHash = payloadHashOf(command, asked.input);
  const ruling = rulingPolicy(await listKeptPolicies(tx), about);
  const made = await insertRequest(tx, {
    command,
    subject,
    input,
    payloadHash,
    systemId,
    about: need.about,
    reason: need.reason,
    asked: need.asked,
    changes,
    changesHash: sha256Hex(changes),
    requesterId: actor.id,
    authorIds: need.authors ?? [],
    policyId: ruling.id,
    policy: ruling.policy,
  });
  if (!made) return alreadyOpen(tx, actor, command, payloadHash);
  const number = formatRequestNumber(made.number);
  await appendAudit(tx, {
    actorId: actor.id,
    action: "approvals.request",
    outcome: "done",
    subject: "approval-request",
    subjectId: made.id,
    systemId,
    detail: { about: `${number}: ${need.about}`, reason: need.asked, after: { command, payloadHash } },
  });
  await tellOfRequest(tx, made.id);
  return {
    code: "sent-for-approval",
    requestId: made.id,
    number: made.number,
    reason: `${number} waits for a second person. Nothing changes until somebody approves it.`,
  };
}

async function alreadyOpen(
  tx: Tx,
  actor: Actor,
  command: string,
  payloadHash: Sha256Hex,
): Promise<SentForApproval> {
  const open = await findOpenRequest(tx, command, payloadHash);
  if (!open)
    throw new Rollback({
      code: "refused",
      reason:
        "The same was decided at this very moment. Look at what stands now, then send it again if it still holds.",
    });
  const who = open.requester.id === actor.id ? "You" : open.requester.name;
  return {
    code: "sent-for-approval",
    requestId: open.id,
    number: open.number,
    reason: `${who} asked for exactly this already: ${formatRequestNumber(open.number)} waits for a second person.`,
  };
}
