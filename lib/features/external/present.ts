import { quorumOf } from "@/lib/domain/approvals/quorum";
import { formatRequestNumber, isOpen } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import { EXTERNAL_RUN } from "@/lib/domain/external/action";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import type { ApprovalAnswer } from "./schema";

const iso = (instantMs: InstantMs): string => new Date(instantMs).toISOString();

/**
 * A request as a program reads it.
 *
 * @param released only for the one answer that releases it
 */
export function presentForProgram(
  loaded: { readonly record: RequestRecord; readonly url: string; readonly asOf: InstantMs },
  released = false,
): ApprovalAnswer {
  const { record, url, asOf } = loaded;
  const { request } = record;
  const { signed, needed } = quorumOf(request);
  const late = isOpen(request) && asOf >= request.expiresAtMs;
  const notBeforeMs = request.state === "scheduled" ? request.notBeforeMs : null;
  return {
    number: record.number,
    name: formatRequestNumber(record.number),
    url,
    state: late ? "expired" : request.state,
    collectable: record.command === EXTERNAL_RUN && !late && notBeforeMs !== null && asOf >= notBeforeMs,
    released,
    bootstrap: false,
    command: record.command,
    input: JSON.parse(record.input) as unknown,
    payloadHash: request.payloadHash,
    about: record.about,
    reason: record.asked,
    requester: record.requester.name,
    system: record.system && { slug: record.system.slug, name: record.system.name },
    createdAt: iso(request.createdAtMs),
    expiresAt: iso(request.expiresAtMs),
    notBefore: notBeforeMs === null ? null : iso(notBeforeMs),
    decidedAt: isOpen(request) ? null : iso(request.decidedAtMs),
    outcome: record.outcome,
    signed,
    needed,
    votes: record.votes.map(({ voter, kind, reason, payloadHash, atMs }) => ({
      voter: voter.name,
      vote: kind,
      reason,
      payloadHash,
      at: iso(atMs),
    })),
  };
}
