import "server-only";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import { callerOfRequest } from "./auth";
import type { Command } from "./command-spec";
import { STATUS } from "./refusal-status";

/** A command as the answer of a route handler: the result or the refusal as JSON, with its status. */
export async function answer<O>(
  command: Command<O>,
  raw: unknown,
  idempotencyKey: string | null = null,
): Promise<Response> {
  return asResponse(await command(raw, await callerOfRequest(idempotencyKey)));
}

/** A refusal that was found before any command ran. */
export function refuse(refusal: Refusal): Response {
  return asResponse({ ok: false, error: refusal });
}

function asResponse(result: Result<unknown, Refusal>): Response {
  if (result.ok) return Response.json(result.value ?? null, { headers: { "cache-control": "no-store" } });
  const wait: Record<string, string> =
    result.error.code === "too-many" ? { "retry-after": String(result.error.retryAfterS) } : {};
  return Response.json(
    { error: result.error },
    { status: STATUS[result.error.code], headers: { "cache-control": "no-store", ...wait } },
  );
}
