import { canonicalJson } from "../audit/canonical-json";
import type { StoredDetail } from "../audit/leaf";
import type { EntryProof } from "../audit/proof";
import { barsOf } from "./quorum";
import { formatRequestNumber } from "./request";
import type { RequestRecord } from "./request-record";

/** What was asked for and who signed it, as it stood in the moment of the effect. */
export type Statement = {
  readonly v: 1;
  readonly id: string;
  /** AR-12 */
  readonly number: string;
  readonly command: string;
  /** Canonical JSON, verbatim. */
  readonly input: string;
  readonly payloadHash: string;
  readonly about: string;
  readonly asked: string;
  readonly requester: { readonly id: string; readonly name: string };
  readonly systemId: string | null;
  /** Who had to agree: as it was asked for, and as it stood at the effect where that was another rule. */
  readonly policies: readonly unknown[];
  /** Who wrote what was signed, beside the requester: their signatures don't count. */
  readonly authorIds: readonly string[];
  /** Who went ahead without the signatures, in an emergency; null: nobody. */
  readonly brokenBy: { readonly id: string; readonly name: string } | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly votes: readonly StatedVote[];
};

export type StatedVote = {
  readonly voter: { readonly id: string; readonly name: string };
  readonly vote: string;
  readonly reason: string;
  readonly payloadHash: string;
  readonly atMs: number;
  /** They showed a second factor for this very request. */
  readonly steppedUp: boolean;
};

/** What a pipeline keeps: enough to show to anybody, without asking the installation, that two persons released this. */
export type Receipt = {
  readonly kind: "countersign-receipt";
  readonly v: 1;
  /** A `Statement` as canonical JSON, verbatim: the entry commits to its hash. */
  readonly statement: string;
  /** The entry of the log that the effect wrote. */
  readonly entry: { readonly leaf: string; readonly detail: StoredDetail };
  readonly proof: EntryProof;
};

/** The statement of a request that takes effect, as canonical JSON. */
export function statementOf(record: RequestRecord): string {
  const { request, requester } = record;
  const statement: Statement = {
    v: 1,
    id: request.id,
    number: formatRequestNumber(record.number),
    command: record.command,
    input: record.input,
    payloadHash: request.payloadHash,
    about: record.about,
    asked: record.asked,
    requester: { id: requester.id, name: requester.name },
    systemId: request.systemId,
    policies: barsOf(request),
    authorIds: request.authorIds,
    brokenBy: record.glass && { id: record.glass.by.id, name: record.glass.by.name },
    createdAtMs: request.createdAtMs,
    expiresAtMs: request.expiresAtMs,
    votes: record.votes.map(({ voter, kind, reason, payloadHash, atMs, steppedUp }) => ({
      voter: { id: voter.id, name: voter.name },
      vote: kind,
      reason,
      payloadHash,
      atMs,
      steppedUp,
    })),
  };
  return canonicalJson(statement);
}
