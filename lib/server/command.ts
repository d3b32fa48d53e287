import "server-only";
import type { z } from "zod";
import { appendAudit } from "@/lib/db/audit";
import { commitRevisions, inTransaction, isTaken, reader, type Tx } from "@/lib/db/client";
import { findIdempotentResult, holdPerson, holdSelf, insertIdempotentResult } from "@/lib/db/sessions";
import type { AuditDetail, AuditFact } from "@/lib/domain/audit/entry";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { OrganisationCapability, SystemCapability } from "@/lib/domain/people/capability";
import { mayInOrganisation, mayOnSystem } from "@/lib/domain/people/may";
import { type Actor, identify } from "./actor";
import { addressOf, type Caller, keyOfCaller } from "./caller";
import { fingerprint } from "./fingerprint";
import { consume, forgive, type ThrottleUse } from "./throttle";
import "./database";

/**
 * Who may: a capability, or `self` (anybody signed in, for their own things), `public` (nobody signed in yet),
 * `job` (only work by the clock).
 */
export type Permission = OrganisationCapability | SystemCapability | "self" | "public" | "job";
type ActorFor<P extends Permission> = P extends "public" | "job" ? null : Actor;

/** Why a second person is needed, in words for both of them. */
export type ApprovalNeed = { readonly reason: string };

type Context<I, P extends Permission> = {
  readonly tx: Tx;
  readonly actor: ActorFor<P>;
  readonly input: I;
  readonly caller: Caller;
};

/** Every field without `?` is required on purpose: leaving out permission, approval or audit does not compile. */
type CommandSpec<P extends Permission, S extends z.ZodType, B, O> = {
  /** Also the audit action and the subject of policies: "checklists.set-item-status". */
  readonly name: `${string}.${string}`;
  readonly input: S;
  readonly permission: P;
  /** The output holds a secret (a link), so it is never kept to answer the same form twice. */
  readonly secretResult?: true;
  /** What to say when a unique key refuses the write because somebody else was first. Left out: that is a bug. */
  readonly taken?: (input: z.output<S>) => Refusal;
  /** Limits that are counted before anything is looked up; given back when the command succeeds. */
  readonly throttle?: (input: z.output<S>, caller: Caller) => readonly ThrottleUse[];
  /** Reads and locks the state that the command is about. */
  readonly before: (context: Context<z.output<S>, P>) => Promise<Result<B, Refusal>>;
  /** Decides from state and input whether a second person is needed. */
  readonly approval: "never" | ((state: { before: B; input: z.output<S> }) => ApprovalNeed | null);
  readonly run: (context: Context<z.output<S>, P> & { readonly before: B }) => Promise<Result<O, Refusal>>;
  /** What the trail says; null only where nothing was changed. */
  readonly audit: (done: { input: z.output<S>; before: B; output: O }) => AuditSubject | null;
} & (P extends SystemCapability
  ? { readonly scope: (input: z.output<S>) => SystemId }
  : { readonly scope?: never });

type AuditSubject = Pick<AuditFact, "subject" | "subjectId"> & {
  readonly systemId?: SystemId;
  readonly detail: AuditDetail;
};

export type Command<O> = ((raw: unknown, caller: Caller) => Promise<Result<O, Refusal>>) & {
  readonly meta: {
    readonly name: string;
    readonly permission: Permission;
    readonly approval: "never" | "by-state";
  };
};

/** For commands that look at no earlier state. */
export const nothingBefore = async (): Promise<Result<null, never>> => ok(null);

/** Commands that a person with a temporary password can still give. */
const OPEN_WITH_TEMPORARY_PASSWORD = new Set(["people.change-password", "people.sign-out"]);

/**
 * The one way to write: who, well formed, may they, second person, do it, record it, in one transaction.
 * A refusal rolls back everything; a denial is recorded in a transaction of its own.
 */
export function defineCommand<P extends Permission, S extends z.ZodType, B, O>(
  spec: CommandSpec<P, S, B, O>,
): Command<O> {
  const command = async (raw: unknown, caller: Caller): Promise<Result<O, Refusal>> => {
    const parsed = spec.input.safeParse(raw);
    if (!parsed.success)
      return err((await strangerRefusal(spec.permission, caller)) ?? invalidInput(parsed.error));
    const uses = [...everyWrite(caller), ...(spec.throttle?.(parsed.data, caller) ?? [])];
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
    meta: { name: spec.name, permission: spec.permission, approval } as const,
  });
}

/** Nobody writes faster than any person would. */
function everyWrite(caller: Caller): readonly ThrottleUse[] {
  return caller.kind === "session" && caller.token
    ? [{ limit: "writes-person", key: keyOfCaller(caller) }]
    : [];
}

async function transact<P extends Permission, S extends z.ZodType, B, O>(
  spec: CommandSpec<P, S, B, O>,
  input: z.output<S>,
  caller: Caller,
): Promise<Result<O, Refusal>> {
  const idempotencyKey = caller.kind === "session" && !spec.secretResult ? caller.idempotencyKey : null;
  const form = idempotencyKey ? fingerprint(spec.name, input) : "";
  try {
    return await inTransaction(async (tx) => {
      const actor = demand(await authorize(tx, spec, input, caller));
      if (actor && idempotencyKey) {
        const earlier = await findIdempotentResult(tx, actor.id, idempotencyKey);
        if (earlier) return ok(demandSameForm(earlier, form) as O);
      }
      const context = { tx, actor: actor as ActorFor<P>, input, caller };
      const before = demand(await spec.before(context));
      requireSecondPerson(spec, before, input);
      const output = demand(await spec.run({ ...context, before }));
      const actorId = actor?.id ?? null;
      await commitRevisions(tx, { command: spec.name, actorId });
      const entry = spec.audit({ input, before, output });
      if (entry)
        await appendAudit(tx, { actorId, action: spec.name, outcome: "done", systemId: null, ...entry });
      if (actor && idempotencyKey)
        await insertIdempotentResult(tx, {
          userId: actor.id,
          key: idempotencyKey,
          command: form,
          result: output,
        });
      return ok(output);
    });
  } catch (thrown) {
    if (thrown instanceof Rollback) return err(thrown.refusal);
    if (!isTaken(thrown)) throw thrown;
    const twin = idempotencyKey ? await answerOfTwin<O>(form, caller, idempotencyKey) : null;
    if (twin) return twin;
    if (spec.taken) return err(spec.taken(input));
    throw thrown;
  }
}

const SIGNED_OUT: Refusal = {
  code: "unauthenticated",
  reason: "You are signed out. Sign in again; what you wrote is still here.",
};

/** Nobody learns what a command wants before saying who they are. */
async function strangerRefusal(permission: Permission, caller: Caller): Promise<Refusal | null> {
  if (permission === "public" || permission === "job") return null;
  return (await identify(reader(), caller)) ? null : SIGNED_OUT;
}

/** Who are they, and may they: in the scope that the input names. */
async function authorize<P extends Permission, S extends z.ZodType>(
  tx: Tx,
  spec: Pick<CommandSpec<P, S, never, never>, "name" | "permission"> & { readonly scope?: unknown },
  input: z.output<S>,
  caller: Caller,
): Promise<Result<Actor | null, Refusal>> {
  const permission: Permission = spec.permission;
  if (permission === "public") return ok(null);
  if (permission === "job")
    return caller.kind === "job"
      ? ok(null)
      : err({ code: "forbidden", reason: "Only the installation itself does this." });
  const known = await identify(tx, caller);
  if (!known) return err(SIGNED_OUT);
  await (permission === "self" ? holdSelf(tx, known.id) : holdPerson(tx, known.id));
  const actor = await identify(tx, caller); // Once more under the lock: what was lost while waiting for it is lost.
  if (!actor) return err(SIGNED_OUT);
  if (caller.kind === "session" && actor.mustChangePassword && !OPEN_WITH_TEMPORARY_PASSWORD.has(spec.name))
    return err({ code: "forbidden", reason: "Choose a password of your own first, on your account page." });
  if (permission === "self") return ok(actor);
  const scope = spec.scope as ((input: z.output<S>) => SystemId) | undefined;
  const may = scope
    ? mayOnSystem(actor, scope(input), permission as SystemCapability)
    : mayInOrganisation(actor, permission as OrganisationCapability);
  return may ? ok(actor) : err({ code: "forbidden", reason: notAllowed(actor, permission) });
}

/** Until requests for approval exist, what needs a second person is refused: nothing critical slips through meanwhile. */
function requireSecondPerson<B, I>(
  spec: { readonly approval: "never" | ((state: { before: B; input: I }) => ApprovalNeed | null) },
  before: B,
  input: I,
): void {
  const need = spec.approval === "never" ? null : spec.approval({ before, input });
  if (need) throw new Rollback({ code: "needs-approval", reason: need.reason });
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
    return earlier && ok(demandSameForm(earlier, form) as O);
  });
}

function demandSameForm(earlier: { command: string; result: unknown }, form: string): unknown {
  if (earlier.command !== form)
    throw new Rollback({
      code: "refused",
      reason: "This form was already used for something else. Reload the page and send it again.",
    });
  return earlier.result;
}

/** A denial is evidence too. Bursts are collapsed, so that noise can't flush the trail. */
async function recordDenial(
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

/** Carries a refusal out of the transaction, so that it leaves no half write behind. */
class Rollback extends Error {
  constructor(readonly refusal: Refusal) {
    super("rolled back");
  }
}

function demand<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Rollback(result.error);
  return result.value;
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

function notAllowed(actor: Actor, permission: string): string {
  return `Your role (${actor.role}) doesn't include this (${permission}). An administrator or security lead can change that.`;
}
