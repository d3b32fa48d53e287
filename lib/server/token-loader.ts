import "server-only";
import { type Read, reader } from "@/lib/db/client";
import { touchToken } from "@/lib/db/tokens";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { TOKEN_SECRET } from "@/lib/domain/tokens/token";
import { type Actor, identify } from "./actor";
import { unknownCaller } from "./authorize";
import type { TokenCaller } from "./caller";
import { idempotencyKeyOf } from "./form";
import { consume, everyCall } from "./throttle";
import { hashToken } from "./token";
import "./database";

type Context = { readonly read: Read; readonly actor: Actor; readonly asOf: InstantMs };

/** The one way for a program to read: its token is looked at and counted each time; what it sees is up to `load`. */
export function defineTokenLoader<A extends readonly unknown[], T>(spec: {
  readonly load: (context: Context, ...args: A) => Promise<Result<T, Refusal>>;
}): (caller: TokenCaller, ...args: A) => Promise<Result<T, Refusal>> {
  return async (caller, ...args) => {
    const slowDown = await consume(everyCall(caller));
    if (slowDown) return err(slowDown);
    const read = reader();
    const actor = await identify(read, caller);
    if (!actor) return err(unknownCaller(caller));
    return spec.load({ read, actor, asOf: actor.asOf }, ...args);
  };
}

/** What a program is told when it names no token at all. */
const NO_TOKEN: Refusal = {
  code: "unauthenticated",
  reason: "Send a token as “Authorization: Bearer cs_…”. People make them under Settings, Tokens.",
};

/**
 * The program behind a request: only its Authorization header counts, never a cookie. Whoever has no token that holds is
 * refused before anything of their request is read. The token is marked as used.
 */
export async function tokenCallerOf(request: Request): Promise<Result<TokenCaller, Refusal>> {
  const secret = /^Bearer +(\S{1,100})$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!secret || !TOKEN_SECRET.test(secret)) return err(NO_TOKEN);
  const caller: TokenCaller = {
    kind: "token",
    secret,
    address: request.headers.get("x-client-address")?.slice(0, 64) ?? "unknown",
    idempotencyKey: idempotencyKeyOf(request.headers.get("idempotency-key")),
  };
  if (!(await identify(reader(), caller))) return err(unknownCaller(caller));
  await touchToken(reader(), hashToken(secret));
  return ok(caller);
}
