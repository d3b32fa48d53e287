import "server-only";
import type { Receipt } from "@/lib/domain/approvals/receipt";
import { type Json, parseStrictJson } from "@/lib/domain/external/strict-json";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import type { CollectRefusal } from "./collect";
import { STATUS } from "./refusal-status";

/** Room for a payload of the largest size that is indented. */
const BODY_BYTES_MAX = 1_024 * 1_024;

/** A result as the answer of the API: the value, or the refusal under `error`. */
export function apiAnswer(
  result: Result<unknown, CollectRefusal>,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (result.ok)
    return Response.json(result.value, { status, headers: { "cache-control": "no-store", ...headers } });
  const { error } = result;
  const extra: Record<string, string> = {
    ...(error.code === "too-many" ? { "retry-after": String(error.retryAfterS) } : {}),
    ...(error.code === "unauthenticated" ? { "www-authenticate": "Bearer" } : {}),
  };
  const refused = error.code in STATUS ? STATUS[error.code as Refusal["code"]] : 409;
  return Response.json({ error }, { status: refused, headers: { "cache-control": "no-store", ...extra } });
}

/** The body of a request as strict JSON, bounded while it is read. */
export async function readJson(request: Request): Promise<Result<Json, Refusal>> {
  const bytes = await boundedBytes(request);
  if (!bytes) return err(problem(`The body is larger than ${BODY_BYTES_MAX / 1_024} kB.`));
  const text = decoded(bytes);
  if (text === null) return err(problem("The body is not UTF-8."));
  const parsed = parseStrictJson(text);
  if (parsed.ok) return ok(parsed.value);
  return err(problem(`The body can’t be taken: at character ${parsed.error.at}, ${parsed.error.reason}.`));
}

const problem = (message: string): Refusal => ({ code: "invalid-input", issues: [{ path: "", message }] });

async function boundedBytes(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > BODY_BYTES_MAX) {
      await reader?.cancel();
      return null;
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

/** How long to wait before asking for a receipt again. */
const SEQUENCING_S = 2;

/** A receipt; while the log has not signed its entry, 202. */
export function receiptAnswer(
  receipt: Result<Receipt | null, Refusal>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (receipt.ok && receipt.value === null)
    return apiAnswer(ok({ sequencing: true, retryAfterS: SEQUENCING_S }), 202, {
      "retry-after": String(SEQUENCING_S),
    });
  return apiAnswer(receipt, 200, receipt.ok ? headers : {});
}
