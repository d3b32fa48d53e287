import "server-only";
import type { z } from "zod";
import type { Tx } from "@/lib/db/client";
import type { ApprovalNeed } from "@/lib/domain/approvals/need";
import type { AuditDetail, AuditFact } from "@/lib/domain/audit/entry";
import type { SystemId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import type { OrganisationCapability, SystemCapability } from "@/lib/domain/people/capability";
import type { Actor } from "./actor";
import type { Caller } from "./caller";
import type { ThrottleUse } from "./throttle";

/**
 * Who may: a capability, or `self` (anybody signed in, for their own things), `public` (nobody signed in yet),
 * `job` (only work by the clock).
 */
export type Permission = OrganisationCapability | SystemCapability | "self" | "public" | "job";
export type ActorFor<P extends Permission> = P extends "public" | "job" ? null : Actor;

export type Context<I, P extends Permission> = {
  readonly tx: Tx;
  readonly actor: ActorFor<P>;
  readonly input: I;
  readonly caller: Caller;
};

/**
 * Every field without `?` is required on purpose: leaving out permission, approval or audit does not compile.
 *
 * @typeParam R what `prepare` makes of the input
 */
export type CommandSpec<P extends Permission, S extends z.ZodType, B, O, R = null> = {
  /** Also the audit action and the subject of policies: "checklists.set-item-status". */
  readonly name: `${string}.${string}`;
  readonly input: S;
  readonly permission: P;
  /** The output holds a secret (a link), so it is never kept to answer the same form twice. */
  readonly secretResult?: true;
  /** It puts a system away or takes it back; every other command that works on a system is refused where that is archived. */
  readonly archiving?: true;
  /** Approved, it waits for the program that asked to collect it; the clock never runs it. */
  readonly effect?: "when-collected";
  /** What to say when a unique key refuses the write because somebody else was first. Left out: that is a bug. */
  readonly taken?: (input: z.output<S>) => Refusal;
  /** Limits that are counted before anything is looked up; given back when the command succeeds. */
  readonly throttle?: (
    input: z.output<S>,
    caller: Caller,
  ) => readonly ThrottleUse[] | Promise<readonly ThrottleUse[]>;
  /**
   * Makes something of the input that takes long, outside of any transaction: asked only for who may, and in whose scope;
   * that is asked again inside. It reads nothing that could change meanwhile, and goes with `approval: "never"`: what is kept
   * for a second person is an input, nothing made of one.
   */
  readonly prepare?: (
    context: Pick<Context<z.output<S>, P>, "actor" | "input">,
  ) => Promise<Result<R, Refusal>>;
  /** Reads and locks the state that the command is about. */
  readonly before: (
    context: Context<z.output<S>, P> & { readonly prepared: R },
  ) => Promise<Result<B, Refusal>>;
  /**
   * Decides from state and input whether a second person is needed, and what exactly they sign. Asked again before an
   * approved request runs: what it says then must be what was signed.
   */
  readonly approval: "never" | ((state: { before: B; input: z.output<S> }) => ApprovalNeed | null);
  /** It destroys: unless a policy says otherwise an hour passes before it takes effect, in which it can be stopped. */
  readonly destructive?: true;
  /** What policies are about, where it is not the command itself: "external.deploy". */
  readonly subject?: (input: z.output<S>) => string;
  readonly run: (context: Context<z.output<S>, P> & { readonly before: B }) => Promise<Result<O, Refusal>>;
  /** What the trail says; null only where nothing was changed. */
  readonly audit: (done: { input: z.output<S>; before: B; output: O }) => AuditSubject | null;
} & (P extends SystemCapability
  ? {
      /** The system that the input names; null for what concerns all, where the right has an equivalent there. */
      readonly scope: (input: z.output<S>) => SystemId | null;
    }
  : { readonly scope?: never });

export type AuditSubject = Pick<AuditFact, "subject" | "subjectId"> & {
  readonly systemId?: SystemId;
  readonly detail: AuditDetail;
};

export type SentForApproval = Extract<Refusal, { code: "sent-for-approval" }>;

export type Command<O> = ((raw: unknown, caller: Caller) => Promise<Result<O, Refusal>>) & {
  /**
   * Asks a second person for it within the transaction of another command, which hands a critical part of its work over;
   * nothing of it is done, whoever could sign. What refuses it refuses that command.
   *
   * @throws where it needs no second person
   */
  readonly ask: (tx: Tx, raw: unknown, caller: Caller) => Promise<SentForApproval>;
  readonly meta: {
    readonly name: string;
    readonly permission: Permission;
    readonly approval: "never" | "by-state";
    readonly destructive: boolean;
    readonly input: z.ZodType;
    readonly effect: "at-once" | "when-collected";
  };
};
