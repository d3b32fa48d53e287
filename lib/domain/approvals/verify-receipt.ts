import { toHex, utf8 } from "../audit/bytes";
import { canonicalJson } from "../audit/canonical-json";
import { commitmentOf, readLeaf } from "../audit/leaf";
import type { Digest } from "../audit/merkle";
import { type ProofFault, verifyEntryProof } from "../audit/proof";
import type { NoteKey, VerifySignature } from "../audit/signed-note";
import { err, ok, type Result } from "../kernel/result";
import { readReceipt, readStatement } from "./read-receipt";
import type { Receipt, StatedVote, Statement } from "./receipt";

/** What a good receipt says. */
export type Verified = {
  readonly statement: Statement;
  /** What ran, read from the statement. */
  readonly input: unknown;
  readonly signers: readonly string[];
  /** The log that the entry stands in, and where. */
  readonly origin: string;
  readonly index: number;
  /** When it took effect, in milliseconds since the Unix epoch. */
  readonly atMs: number;
};

export type ReceiptFault = {
  readonly code: ProofFault["code"] | "other-content" | "other-entry" | "erased" | "signatures-missing";
  readonly reason: string;
};

const fault = (code: ReceiptFault["code"], reason: string) => err({ code, reason });

/**
 * Verifies a receipt offline: the log's key signed a checkpoint, the entry of the effect stands under it, the entry
 * commits to the statement, what was asked has the hash that was signed, and enough other people signed it.
 *
 * @param value the parsed JSON of a receipt, whatever it is
 * @param keys whose checkpoints count
 */
export function verifyReceipt(
  value: unknown,
  keys: readonly NoteKey[],
  { digest, verify }: { readonly digest: Digest; readonly verify: VerifySignature },
): Result<Verified, ReceiptFault> {
  const receipt = readReceipt(value);
  if (!receipt) return fault("malformed", "This is not a receipt of Countersign.");
  const proven = verifyEntryProof(receipt.entry.leaf, receipt.proof, keys, { digest, verify });
  if (!proven.ok) return proven;
  const leaf = readLeaf(receipt.entry.leaf);
  const statement = readStatement(receipt.statement);
  if (!leaf || !statement) return fault("malformed", "Its entry or its statement can’t be read.");
  const bound = entryFault(digest, receipt, statement, leaf.detail);
  if (bound) return err(bound);
  if (leaf.action !== statement.command || leaf.outcome !== "done")
    return fault("other-entry", "The entry of the log is about something else.");
  const input = inputOf(digest, statement);
  if (!input) return fault("other-content", "What was asked for doesn’t have the hash that was signed.");
  const atMs = Math.floor(Number(leaf.atUs) / 1_000);
  const signers = signersOf(statement, atMs);
  if (!signers.ok) return signers;
  const { index } = receipt.proof;
  return ok({
    statement,
    input: input.value,
    signers: signers.value,
    origin: proven.value.origin,
    index,
    atMs,
  });
}

/** Why the entry does not speak of this statement. */
function entryFault(
  digest: Digest,
  { entry, statement: text }: Receipt,
  statement: Statement,
  commitment: string,
): ReceiptFault | null {
  if (commitmentOf(digest, entry.detail) !== commitment)
    return { code: "other-entry", reason: "The words of the entry are not those that were recorded." };
  const said = (JSON.parse(entry.detail.text) as { request?: Readonly<Record<string, unknown>> }).request;
  const same =
    said?.["statement"] === toHex(digest(utf8(text))) &&
    said["number"] === statement.number &&
    said["payloadHash"] === statement.payloadHash;
  return same ? null : { code: "other-entry", reason: "The entry of the log is about another statement." };
}

/** What ran, if it has the hash that the statement names. Source: RFC 8785, FIPS 180-4. */
function inputOf(
  digest: Digest,
  { command, input, payloadHash }: Statement,
): { readonly value: unknown } | null {
  const value: unknown = JSON.parse(input);
  if (canonicalJson(value) !== input) return null;
  return toHex(digest(utf8(canonicalJson({ command, input: value })))) === payloadHash ? { value } : null;
}

/** The names of those who signed: enough of them, each once, none of them the requester, over this very content. */
function signersOf(statement: Statement, atMs: number): Result<readonly string[], ReceiptFault> {
  const { votes, requester, policies, authorIds, brokenBy, payloadHash, createdAtMs, expiresAtMs } =
    statement;
  if (brokenBy)
    return fault(
      "signatures-missing",
      `${brokenBy.name} went ahead without the signatures, in an emergency.`,
    );
  if (votes.some(({ vote }) => vote !== "approve"))
    return fault("signatures-missing", "Somebody rejected it.");
  const counts = ({ voter, payloadHash: signed, atMs: votedMs }: StatedVote) =>
    voter.id !== requester.id &&
    !authorIds.includes(voter.id) &&
    signed === payloadHash &&
    votedMs >= createdAtMs &&
    votedMs <= atMs;
  const signers = new Map(votes.filter(counts).map(({ voter }) => [voter.id, voter.name]));
  const needed = Math.max(1, ...policies.map(neededBy));
  if (signers.size < needed)
    return fault("signatures-missing", `${signers.size} of ${needed} signatures stand behind it.`);
  if (atMs >= expiresAtMs) return fault("signatures-missing", "It took effect after its time was over.");
  return ok([...signers.values()]);
}

function neededBy(policy: unknown): number {
  const groups =
    (policy as { readonly groups?: readonly { readonly count?: unknown }[] } | null)?.groups ?? [];
  return groups.reduce((sum, { count }) => sum + (Number.isInteger(count) ? Number(count) : 1), 0);
}
