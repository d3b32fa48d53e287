import "server-only";
import type { ApprovalRequestId, UserId } from "@/lib/domain/kernel/ids";
import { hashToken } from "./token";

/**
 * Who knocks, before anything is known about rights.
 * `session` comes from the web, `token` from a program, `person` only from scripts of ours (sample data), `job` from work by the clock,
 * `approved-request` from the executor: the command runs what that request holds, as who asked for it.
 */
export type Caller =
  | {
      readonly kind: "session";
      readonly token: string | null;
      readonly address: string;
      readonly agent: string;
      /** Sent with a form, so that sending it twice does it once. */
      readonly idempotencyKey: string | null;
    }
  | TokenCaller
  | { readonly kind: "person"; readonly userId: UserId }
  | { readonly kind: "job"; readonly name: string }
  | {
      readonly kind: "approved-request";
      readonly requestId: ApprovalRequestId;
      /** Who collects it, where its effect waits for that. */
      readonly collector?: TokenCaller;
    };

/** A program with a token of somebody's. */
export type TokenCaller = {
  readonly kind: "token";
  readonly secret: string;
  readonly address: string;
  readonly idempotencyKey: string | null;
};

/** The address to count attempts by and to note in the log. */
export function addressOf(caller: Caller): string {
  return caller.kind === "session" || caller.kind === "token" ? caller.address : "local";
}

/** The request that runs; null where somebody acts by themselves. */
export function requestOf(caller: Caller): ApprovalRequestId | null {
  return caller.kind === "approved-request" ? caller.requestId : null;
}

/** A name for whoever calls that counters can be kept under; a session's token itself never leaves memory. */
export function keyOfCaller(caller: Caller): string {
  if (caller.kind === "session") return caller.token ? hashToken(caller.token) : caller.address;
  if (caller.kind === "token") return hashToken(caller.secret);
  if (caller.kind === "approved-request") return caller.requestId;
  return caller.kind === "person" ? caller.userId : caller.name;
}
