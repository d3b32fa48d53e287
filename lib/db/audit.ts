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
  const { actorId, action, outcome, subject, subjectId, systemId } = fact;
  const [head, tail] = aroundTime({
    v: 1,
    id: entryId,
    actorId,
    action,
    outcome,
    subject,
    subjectId,
    systemId,
    detail: createHash("sha256").update(salt).update(text).digest("hex"),
  });
  await tx.sql.$executeRaw`
    with clock as materialized (select floor(extract(epoch from clock_timestamp()) * 1000000)::bigint as us),
    entry as (
      insert into audit_entry (entry_id, at_us, actor_id, action, outcome, subject, subject_id, system_id, leaf)
      select ${entryId}::uuid, us, ${actorId}::uuid, ${action}, ${outcome}, ${subject}, ${subjectId},
        ${systemId}::uuid, ${head} || us || ${tail} from clock returning entry_id)
    insert into audit_detail (entry_id, salt, text) select entry_id, ${salt}, ${text} from entry`;
  return entryId;
}

/** The leaf's canonical text before and after its time, which Postgres puts in between: one statement, its clock. */
function aroundTime(facts: object): readonly [head: string, tail: string] {
  const mark = randomBytes(16).toString("hex");
  const [head = "", tail = ""] = canonicalJson({ ...facts, atUs: mark }).split(mark);
  return [head, tail];
}
