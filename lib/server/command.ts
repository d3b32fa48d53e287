import "server-only";
import type { z } from "zod";
import { appendAudit } from "@/lib/db/audit";
import { inTransaction, isTaken, type Tx } from "@/lib/db/client";
import { holdBootstrap } from "@/lib/db/installation";
import { findIdempotentResult, insertIdempotentResult } from "@/lib/db/sessions";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { type Actor, identify } from "./actor";
import { authorize, strangerRefusal } from "./authorize";
import { addressOf, type Caller, keyOfCaller } from "./caller";
import { carryOut } from "./carry-out";
import type { ActorFor, Command, CommandSpec, Permission, SentForApproval } from "./command-spec";
import { fingerprint } from "./fingerprint";
import { demand, Rollback } from "./rollback";
import { runApproved, runDueRequests } from "./run-approved";
import { sendForApproval } from "./send-for-approval";
import { consume, everyCall, forgive, type ThrottleUse } from "./throttle";
import "./database";

/** For commands that look at no earlier state. */
export const nothingBefore = async (): Promise<Result<null, never>> => ok(null);

/**
 * The one way to write: who, well formed, may they, second person, do it, record it, in one transaction. Where a second
 * person is needed what is recorded is the request; what runs later is what that request holds.
 * A refusal rolls back everything; a denial is recorded in a transaction of its own.
 */
export function defineCommand<P extends Permission, S extends z.ZodType, B, O, R = null>(
  spec: CommandSpec<P, S, B, O, R>,
): Command<O> {
  if (spec.prepare && spec.approval !== "never")
    throw new Error(`${spec.name}: what is prepared can't be kept for a second person`);
  const command = async (raw: unknown, caller: Caller): Promise<Result<O, Refusal>> => {
    if (caller.kind === "approved-request") return runApproved(spec, caller);
    const parsed = spec.input.safeParse(raw);
    if (!parsed.success) return err((await strangerRefusal(spec, caller)) ?? invalidInput(parsed.error));
    const uses = [...everyWrite(caller), ...((await spec.throttle?.(parsed.data, caller)) ?? [])];
    const slowDown = await consume(uses);
    if (slowDown) return err(slowDown);
    const result = await transact(spec, parsed.data, caller);
    if (result.ok) await forgive(uses);
    if (!result.ok && isDenial(result.error))
      await recordDenial(spec.name, caller, result.error.reason, spec.scope?.(parsed.data) ?? null);
    return result;
  };
  const approval = spec.approval === "never" ? "never" : "by-state";
  return Object.assign(command, {
    ask: (tx: Tx, raw: unknown, caller: Caller) => askWithin(tx, spec, raw, caller),
    meta: {
      name: spec.name,
      permission: spec.permission,
      approval,
      effect: spec.effect ?? "at-once",
      destructive: spec.destructive ?? false,
      input: spec.input,
    } as const,
  });
}

/** Nobody writes faster than any person would. */
function everyWrite(caller: Caller): readonly ThrottleUse[] {
  if (caller.kind === "token") return everyCall(caller);
  return caller.kind === "session" && caller.token
    ? [{ limit: "writes-person", key: keyOfCaller(caller) }]
    : [];
}

const USED_ELSEWHERE: Refusal = {
  code: "refused",
  reason: "This form was already used for something else. Reload the page and send it again.",
};

type Twice = { readonly key: string | null; readonly form: string };

const formKeyOf = (caller: Caller): string | null =>
  caller.kind === "session" || caller.kind === "token" ? caller.idempotencyKey : null;

async function transact<P extends Permission, S extends z.ZodType, B, O, R>(
  spec: CommandSpec<P, S, B, O, R>,
  input: z.output<S>,
  caller: Caller,
): Promise<Result<O, Refusal>> {
  const key = spec.secretResult ? null : formKeyOf(caller);
  const twice = { key, form: key ? fingerprint(spec.name, input) : "" };
  try {
    const ready = await prepare(spec, input, caller, twice);
    if ("earlier" in ready) return ready.earlier;
    const { answer, due } = await inTransaction(async (tx) => ({
      answer: await answerOnce(tx, spec, { ...ready, input }, caller, twice),
      due: tx.due,
    }));
    await runDueRequests(due);
    return answer;
  } catch (thrown) {
    if (!(thrown instanceof Rollback) && !isTaken(thrown)) throw thrown;
    // Of two equal forms at once the loser may also have been refused because of what the winner did.
    const twin = key ? await answerOfTwin<O>(twice.form, caller, key) : null;
    return twin ?? err(refusalIn(thrown, spec.taken?.(input)));
  }
}

type Prepared<S extends z.ZodType, R> = { readonly input: z.output<S>; readonly prepared: R };
type Earlier<O> = { readonly earlier: Result<O, Refusal> };

/** What takes long is done here, outside of any transaction, for who may, and not for a form that has its answer. */
async function prepare<P extends Permission, S extends z.ZodType, B, O, R>(
  spec: CommandSpec<P, S, B, O, R>,
  input: z.output<S>,
  caller: Caller,
  twice: Twice,
): Promise<Earlier<O> | { readonly prepared: R }> {
  if (!spec.prepare) return { prepared: null as R };
  const { actor, earlier } = await inTransaction((tx) => admit<O>(tx, spec, input, caller, twice));
  return earlier
    ? { earlier }
    : { prepared: demand(await spec.prepare({ actor: actor as ActorFor<P>, input })) };
}

/** Why it was refused; what nobody foresaw is thrown on. */
function refusalIn(thrown: unknown, taken: Refusal | undefined): Refusal {
  if (thrown instanceof Rollback) return thrown.refusal;
  if (taken) return taken;
  throw thrown;
}

/** Who asks, if they may; and the answer that this form got before, if it did. */
async function admit<O>(
  tx: Tx,
  spec: Parameters<typeof authorize>[1],
  input: unknown,
  caller: Caller,
  { key, form }: Twice,
): Promise<{ readonly actor: Actor | null; readonly earlier: Result<O, Refusal> | null }> {
  const actor = demand(await authorize(tx, spec, input, caller));
  const kept = actor && key ? await findIdempotentResult(tx, actor.id, key) : null;
  return { actor, earlier: kept && demandSameForm<O>(kept, form) };
}

/** The answer to this form: the one that it got before, or what comes of it now. */
async function answerOnce<P extends Permission, S extends z.ZodType, B, O, R>(
  tx: Tx,
  spec: CommandSpec<P, S, B, O, R>,
  asked: Prepared<S, R>,
  caller: Caller,
  twice: Twice,
): Promise<Result<O, Refusal>> {
  const { actor, earlier } = await admit<O>(tx, spec, asked.input, caller, twice);
  if (earlier) return earlier;
  const { key, form } = twice;
  const answer = await doOrAsk(tx, spec, asked, caller, actor);
  if (actor && key)
    await insertIdempotentResult(tx, { userId: actor.id, key, command: form, result: answer });
  return answer;
}

/** Does it; or, where it needs a second person, keeps it until one agrees. While nobody else could agree it is done at once. */
async function doOrAsk<P extends Permission, S extends z.ZodType, B, O, R>(
  tx: Tx,
  spec: CommandSpec<P, S, B, O, R>,
  asked: Prepared<S, R>,
  caller: Caller,
  actor: Actor | null,
): Promise<Result<O, Refusal>> {
  const { input } = asked;
  const context = { tx, actor: actor as ActorFor<P>, caller, ...asked };
  const before = demand(await spec.before(context));
  const need = spec.approval === "never" ? null : spec.approval({ before, input });
  if (!need) return ok((await carryOut(spec, { ...context, before })).output);
  if (!actor) throw new Error(`${spec.name} needs a second person and has not even a first`);
  if (await holdBootstrap(tx))
    return ok((await carryOut(spec, { ...context, before }, { bootstrap: true })).output);
  return err(await keep(tx, spec, input, actor, need));
}

/** Keeps what was asked for until a second person agrees. */
function keep<P extends Permission, S extends z.ZodType, B, O, R>(
  tx: Tx,
  spec: CommandSpec<P, S, B, O, R>,
  input: z.output<S>,
  actor: Actor,
  need: ApprovalNeed,
): Promise<SentForApproval> {
  const systemId = spec.scope?.(input) ?? null;
  const subject = spec.subject?.(input) ?? spec.name;
  const about = { subject, systemId, destructive: spec.destructive ?? false };
  return sendForApproval(tx, actor, { command: spec.name, schema: spec.input, input, about, need });
}

async function askWithin<P extends Permission, S extends z.ZodType, B, O, R>(
  tx: Tx,
  spec: CommandSpec<P, S, B, O, R>,
  raw: unknown,
  caller: Caller,
): Promise<SentForApproval> {
  const parsed = spec.input.safeParse(raw);
  if (!parsed.success) throw new Rollback(invalidInput(parsed.error));
  const input = parsed.data;
  const actor = demand(await authorize(tx, spec, input, caller));
  const context = { tx, actor: actor as ActorFor<P>, input, caller, prepared: null as R };
  const before = demand(await spec.before(context));
  const need = spec.approval === "never" ? null : spec.approval({ before, input });
  if (!need || !actor) throw new Error(`${spec.name} was handed over and needs no second person`);
  return keep(tx, spec, input, actor, need);
}

/** Two equal forms at once: the loser answers with what the winner stored; null where there is no such winner. */
async function answerOfTwin<O>(
  form: string,
  caller: Caller,
  key: string,
): Promise<Result<O, Refusal> | null> {
  return inTransaction(async (tx) => {
    const actor = await identify(tx, caller);
    const earlier = actor && (await findIdempotentResult(tx, actor.id, key));
    if (!earlier) return null;
    return earlier.command === form ? (earlier.result as Result<O, Refusal>) : err(USED_ELSEWHERE);
  });
}

function demandSameForm<O>(earlier: { command: string; result: unknown }, form: string): Result<O, Refusal> {
  if (earlier.command !== form) throw new Rollback(USED_ELSEWHERE);
  return earlier.result as Result<O, Refusal>;
}

/** A denial is evidence too. Bursts are collapsed, so that noise can't flush the trail. */
export async function recordDenial(
  name: string,
  caller: Caller,
  reason: string,
  systemId: SystemId | null,
): Promise<void> {
  const address = addressOf(caller);
  const over = await consume([{ limit: "denials-recorded", key: `${address}:${name}` }]);
  if (over) return;
  await inTransaction(async (tx) => {
    const actor = await identify(tx, caller);
    await appendAudit(tx, {
      actorId: actor?.id ?? null,
      action: name,
      outcome: "denied",
      subject: "command",
      subjectId: null,
      systemId,
      detail: { about: name, reason, address },
    });
  });
}

function isDenial(refusal: Refusal): refusal is Extract<Refusal, { code: "forbidden" | "unauthenticated" }> {
  return refusal.code === "forbidden" || refusal.code === "unauthenticated";
}

function invalidInput(error: z.ZodError): Refusal {
  const issues = error.issues
    .slice(0, 50)
    .map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  return { code: "invalid-input", issues };
}
