import "server-only";
import { findRequest, findRequestByNumber } from "@/lib/db/approvals";
import { databaseNow, reader } from "@/lib/db/client";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import { STATE_SENTENCE } from "@/lib/domain/approvals/words";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { identify } from "./actor";
import { unknownCaller } from "./authorize";
import type { TokenCaller } from "./caller";
import { recordDenial } from "./command";
import { commandNamed } from "./commands-at-hand";
import { publicAddress } from "./mail";
import { collectRefusal, NO_REQUEST } from "./program-rights";
import { consume, everyCall } from "./throttle";
import "./database";

/** Why an approved request is not released at this moment, beside what anybody can be told. */
export type CollectRefusal =
  | Refusal
  | {
      readonly code: "already-collected" | "not-approved" | "not-due" | "other-content" | "closed";
      readonly reason: string;
    };

export type Released = {
  readonly record: RequestRecord;
  readonly url: string;
  readonly asOf: InstantMs;
};

/**
 * Releases an approved external action to the program that asked for it: once, for the very content that was signed.
 * The executor checks everything again with all rows held; of any number of calls at once one releases.
 */
export async function collectApproved(
  caller: TokenCaller,
  number: number,
  payloadHash: string,
): Promise<Result<Released, CollectRefusal>> {
  const slowDown = await consume(everyCall(caller));
  if (slowDown) return err(slowDown);
  const seen = await requestToCollect(caller, number);
  if (!seen.ok) {
    if (seen.error.code === "forbidden" || seen.error.code === "unauthenticated")
      await recordDenial("external.collect", caller, seen.error.reason, null);
    return seen;
  }
  const { request } = seen.value;
  if (payloadHash !== request.payloadHash)
    return err({
      code: "other-content",
      reason: `${formatRequestNumber(number)} holds other content than what you would run. Nothing is released.`,
    });
  const command = commandNamed(seen.value.command);
  if (!command) return err(NO_REQUEST);
  const done = await command(null, {
    kind: "approved-request",
    requestId: request.id,
    collector: caller,
  });
  const after = await findRequest(reader(), request.id);
  if (!after) return err(NO_REQUEST);
  if (!done.ok) return err(notReleased(after, done.error));
  return ok({ record: after, url: publicAddress(`/approvals/${number}`), asOf: await databaseNow(reader()) });
}

async function requestToCollect(
  caller: TokenCaller,
  number: number,
): Promise<Result<RequestRecord, Refusal>> {
  const read = reader();
  const actor = await identify(read, caller);
  if (!actor) return err(unknownCaller(caller));
  const record = await findRequestByNumber(read, number);
  if (!record) return err(NO_REQUEST);
  const refusal = collectRefusal(actor, record);
  return refusal ? err(refusal) : ok(record);
}

function notReleased(record: RequestRecord, refusal: Refusal): CollectRefusal {
  const { request, number, outcome } = record;
  const name = formatRequestNumber(number);
  switch (request.state) {
    case "executed":
      return {
        code: "already-collected",
        reason: `${name} was collected already, and is released only once. Its receipt can be read; it releases nothing.`,
      };
    case "pending":
      return { code: "not-approved", reason: `${name} waits for a second person.` };
    case "scheduled":
      return {
        code: "not-due",
        reason: `${name} is approved, and nothing is released yet. ${wordsOf(refusal)}`,
      };
    default:
      return { code: "closed", reason: `${name}: ${STATE_SENTENCE[request.state]} ${outcome ?? ""}`.trim() };
  }
}

const wordsOf = (refusal: Refusal): string => (refusal.code === "invalid-input" ? "" : refusal.reason);
