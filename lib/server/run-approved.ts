import "server-only";
import type { z } from "zod";
import { closeRequest, findRequest, insertEffect, lockRequest } from "@/lib/db/approvals";
import { appendAudit } from "@/lib/db/audit";
import { inTransaction, isTaken, reader, type Tx } from "@/lib/db/client";
import { insertStatement } from "@/lib/db/receipts";
import { holdPerson } from "@/lib/db/sessions";
import { holdToken } from "@/lib/db/tokens";
import { type NotReady, readyToRun } from "@/lib/domain/approvals/decide";
import { driftBetween } from "@/lib/domain/approvals/need";
import { statementOf } from "@/lib/domain/approvals/receipt";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import type { ApprovalRequestId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { identify } from "./actor";
import { authorize, unknownCaller } from "./authorize";
import type { Caller, TokenCaller } from "./caller";
import { carryOut } from "./carry-out";
import type { ActorFor, CommandSpec, Permission } from "./command-spec";
import { commandNamed } from "./commands-at-hand";
import { log } from "./log";
import { collectRefusal } from "./program-rights";
import { demand, Rollback } from "./rollback";
import { tellOfRequest } from "./tell";
import { hashToken, sha256Hex } from "./token";

type Ending = "failed" | "stale";

/** A request that can't take effect, and how it ends; null leaves it as it is. */
class NoEffect extends Error {
  constructor(
    readonly ending: Ending | null,
    readonly outcome: string,
  ) {
    super(outcome);
  }
}

/**
 * Runs the stored input of a request that has every signature, as its requester, with every check made again: its
 * state, its time, its signers, the requester's right, the exact difference that was signed. The effect, its audit
 * entry and the new state are one transaction; what can't run leaves nothing but the reason.
 */
export async function runApproved<P extends Permission, S extends z.ZodType, B, O, R>(
  spec: CommandSpec<P, S, B, O, R>,
  caller: Extract<Caller, { kind: "approved-request" }>,
): Promise<Result<O, Refusal>> {
  try {
    return ok(await inTransaction((tx) => takeEffect(tx, spec, caller)));
  } catch (thrown) {
    const end = endOf(thrown);
    if (end.ending) await close(caller.requestId, end.ending, end.outcome);
    return err({ code: "refused", reason: end.outcome });
  }
}

function endOf(thrown: unknown): NoEffect {
  if (thrown instanceof NoEffect) return thrown;
  if (thrown instanceof Rollback) return new NoEffect(endingOf(thrown.refusal), wordsOf(thrown.refusal));
  if (isTaken(thrown)) return new NoEffect("failed", "Somebody else did the same meanwhile.");
  throw thrown;
}

const endingOf = (refusal: Refusal): Ending => (refusal.code === "stale" ? "stale" : "failed");

function wordsOf(refusal: Refusal): string {
  if (refusal.code === "invalid-input") return refusal.issues.map(({ message }) => message).join(" ");
  return refusal.code === "unauthenticated" ? "Who asked has no active account any more." : refusal.reason;
}

async function takeEffect<P extends Permission, S extends z.ZodType, B, O, R>(
  tx: Tx,
  spec: CommandSpec<P, S, B, O, R>,
  caller: Extract<Caller, { kind: "approved-request" }>,
): Promise<O> {
  const record = await holdReady(tx, spec.name, caller.requestId);
  const { request } = record;
  const parsed = spec.input.safeParse(JSON.parse(record.input));
  if (!parsed.success)
    throw new NoEffect("failed", "A newer version of Countersign reads this content differently. Ask again.");
  const input = parsed.data;
  if (spec.effect === "when-collected") await demandCollector(tx, record, caller.collector);
  const actor = demand(await authorize(tx, spec, input, caller)) as ActorFor<P>;
  const before = demand(await spec.before({ tx, actor, input, caller, prepared: null as R }));
  const need = spec.approval === "never" ? null : spec.approval({ before, input });
  const drift = driftBetween(record.changes, need?.changes ?? null);
  if (drift) throw new NoEffect("stale", drift);
  const statement = statementOf(record);
  const signers = record.votes.filter(({ kind, mayDecide }) => kind === "approve" && mayDecide);
  const done = await carryOut(
    spec,
    { tx, actor, input, caller, before },
    {
      request: {
        number: formatRequestNumber(record.number),
        signedBy: signers.map(({ voter }) => voter.name),
        payloadHash: request.payloadHash,
        statement: sha256Hex(statement),
        ...(record.glass && { brokenBy: record.glass.by.name }),
      },
    },
  );
  if (!done.entryId) throw new Error("an effect without an audit entry");
  await insertEffect(tx, {
    requestId: request.id,
    changeNumber: done.changeNumber,
    auditEntryId: done.entryId,
  });
  await insertStatement(tx, request.id, statement);
  await closeRequest(tx, request.id, "executed", "It took effect.");
  await tellOfRequest(tx, request.id);
  return done.output;
}

/** Only who asked lets it take effect: with a live token of theirs that is for it, at this moment. */
async function demandCollector(tx: Tx, record: RequestRecord, collector?: TokenCaller): Promise<void> {
  if (!collector) throw new NoEffect(null, "This waits for the program that asked to collect it.");
  await holdToken(tx, hashToken(collector.secret));
  const actor = await identify(tx, collector);
  const refusal = actor ? collectRefusal(actor, record) : unknownCaller(collector);
  if (refusal) throw new NoEffect(null, wordsOf(refusal));
}

/** Holds the people, then the request, in that order, and checks that it may run at this moment. */
async function holdReady(tx: Tx, command: string, id: ApprovalRequestId): Promise<RequestRecord> {
  const seen = await findRequest(tx, id);
  if (!seen || seen.command !== command) throw new NoEffect(null, "There is no such request.");
  const people = new Set([seen.requester.id, ...seen.votes.map(({ voterId }) => voterId)]);
  if (seen.glass) people.add(seen.glass.by.id);
  for (const person of [...people].sort()) await holdPerson(tx, person);
  const record = await lockRequest(tx, id);
  if (!record) throw new NoEffect(null, "There is no such request.");
  const ready = readyToRun(record.request, record.nowMs);
  if (!ready.ok) throw new NoEffect(...NOT_READY[ready.error.code]);
  return record;
}

const NOT_READY: Readonly<Record<NotReady["code"], readonly [Ending | null, string]>> = {
  "not-scheduled": [null, "This request is not waiting for its effect."],
  "not-due": [null, "The delay of this request is not over."],
  expired: [null, "The time of this request is over."],
  "signature-lost": [
    "failed",
    "Somebody who approved may not decide any more, or the policy asks for more now, so a signature is missing. Ask again.",
  ],
  "policy-gone": ["failed", "The policy that it was asked under was taken away. Ask again."],
};

const ENDINGS = {
  failed: { action: "approvals.fail", state: "failed" },
  stale: { action: "approvals.go-stale", state: "stale" },
} as const;

/** Closes a scheduled request that can't take effect, with the reason, in a transaction of its own. */
async function close(id: ApprovalRequestId, ending: Ending, outcome: string): Promise<void> {
  const { action, state } = ENDINGS[ending];
  await inTransaction(async (tx) => {
    const record = await lockRequest(tx, id);
    if (record?.request.state !== "scheduled") return;
    await closeRequest(tx, id, state, outcome);
    await tellOfRequest(tx, id);
    await appendAudit(tx, {
      actorId: null,
      action,
      outcome: "done",
      subject: "approval-request",
      subjectId: id,
      systemId: record.request.systemId,
      detail: { about: `${formatRequestNumber(record.number)}: ${record.about}`, reason: outcome },
    });
  });
}

/**
 * Runs requests that are due, each on its own: one that meets trouble is logged, stays scheduled and is tried again by
 * the clock.
 */
export async function runDueRequests(ids: readonly ApprovalRequestId[]): Promise<void> {
  for (const requestId of ids) {
    try {
      const record = await findRequest(reader(), requestId);
      const command = record && commandNamed(record.command);
      if (command?.meta.effect === "when-collected") continue;
      if (command) await command(null, { kind: "approved-request", requestId });
      else if (record) await close(requestId, "failed", "There is no such command in this version.");
    } catch (thrown) {
      log().error({ err: thrown, requestId }, "an approved request could not run and will be tried again");
    }
  }
}
