import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "@/lib/domain/audit/canonical-json";
import type { AuditDetail, AuditFact } from "@/lib/domain/audit/entry";
import type { Tx } from "./client";
import { makeId } from "./ids";

/**
 * Appends one entry. The leaf holds ids and codes only; what may name a person goes to the erasable detail,
 * which the leaf commits to with SHA-256(salt + text).
 *
 * @returns the id of the entry
 */
export async function appendAudit(
  tx: Tx,
  fact: AuditFact & { readonly detail: AuditDetail },
): Promise<string> {
  const entryId = makeId<string>();
  const salt = randomBytes(16).toString("hex");
  const text = canonicalJson(fact.detail);
  const rows = await tx.sql.$queryRaw<{ us: bigint }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000000)::bigint as us`;
  const atUs = rows[0]?.us ?? 0n;
  const { actorId, action, outcome, subject, subjectId, systemId } = fact;
  const leaf = canonicalJson({
    v: 1,
    id: entryId,
    atUs: atUs.toString(),
    actorId,
    action,
    outcome,
    subject,
    subjectId,
    systemId,
    detail: createHash("sha256").update(salt).update(text).digest("hex"),
  });
  await tx.sql.auditEntry.create({
    data: {
      entryId,
      atUs,
      actorId,
      action,
      outcome,
      subject,
      subjectId,
      systemId,
      leaf,
      detail: { create: { salt, text } },
    },
  });
  return entryId;
}
