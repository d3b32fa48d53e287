import { quorumOf } from "@/lib/domain/approvals/quorum";
import { formatRequestNumber, isOpen } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import { EXTERNAL_RUN } from "@/lib/domain/external/action";
import type { Json } from "@/lib/domain/external/strict-json";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { err, ok, type Result } from "@/lib/domain/kernel/result";
import { openApiDocument } from "@/lib/formats/openapi/document";
import * as schemas from "./schema";

const iso = (instantMs: InstantMs): string => new Date(instantMs).toISOString();

/**
 * A request as a program reads it.
 *
 * @param released only for the one answer that releases it
 */
export function presentForProgram(
  loaded: { readonly record: RequestRecord; readonly url: string; readonly asOf: InstantMs },
  released = false,
): schemas.ApprovalAnswer {
  const { record, url, asOf } = loaded;
  const { request } = record;
  const { signed, needed } = quorumOf(request);
  const late = isOpen(request) && asOf >= request.expiresAtMs;
  const notBeforeMs = request.state === "scheduled" ? request.notBeforeMs : null;
  return {
    number: record.number,
    name: formatRequestNumber(record.number),
    url,
    state: late ? "expired" : request.state,
    collectable: record.command === EXTERNAL_RUN && !late && notBeforeMs !== null && asOf >= notBeforeMs,
    released,
    bootstrap: false,
    emergency: record.glass !== null,
    command: record.command,
    input: JSON.parse(record.input) as unknown,
    payloadHash: request.payloadHash,
    about: record.about,
    reason: record.asked,
    requester: record.requester.name,
    system: record.system && { slug: record.system.slug, name: record.system.name },
    createdAt: iso(request.createdAtMs),
    expiresAt: iso(request.expiresAtMs),
    notBefore: notBeforeMs === null ? null : iso(notBeforeMs),
    decidedAt: isOpen(request) ? null : iso(request.decidedAtMs),
    outcome: record.outcome,
    signed,
    needed,
    votes: record.votes.map(({ voter, kind, reason, payloadHash, atMs }) => ({
      voter: voter.name,
      vote: kind,
      reason,
      payloadHash,
      at: iso(atMs),
    })),
  };
}

/** What was released at once, because nobody else could sign yet. */
export function presentReleased(output: unknown): Result<unknown, never> {
  return ok(
    schemas.bootstrapAnswer.parse({
      ...(output as object),
      number: null,
      state: "executed",
      released: true,
      bootstrap: true,
      command: EXTERNAL_RUN,
    }),
  );
}

/** Exactly the same waits already, asked for by somebody whose requests this program doesn't see. */
export function presentOthers({ reason }: Extract<Refusal, { code: "sent-for-approval" }>): Refusal {
  return {
    code: "refused",
    reason: `${reason} Only they collect it; put something of this run’s own into the payload to ask apart from it.`,
  };
}

/** The parts of a body that asks: the system by name, and the rest as the command takes it. */
export function splitBody(body: Json): {
  readonly slug: string | null;
  readonly rest: Readonly<Record<string, unknown>>;
} {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return { slug: null, rest: {} };
  const { system, ...rest } = body as Readonly<Record<string, Json>>;
  if (system === undefined || system === null) return { slug: null, rest };
  return { slug: typeof system === "string" ? system : "", rest };
}

/** The hash that a program would run. */
export function hashToCollect(body: Json): Result<string, Refusal> {
  const parsed = schemas.collectBody.safeParse(body);
  if (parsed.success) return ok(parsed.data.payloadHash);
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  return err({ code: "invalid-input", issues });
}

/** The API as OpenAPI 3.1. */
export function presentOpenApi(origin: string): object {
  return openApiDocument(
    {
      AskBody: schemas.askBody,
      CollectBody: schemas.collectBody,
      Approval: schemas.approvalAnswer,
      Bootstrap: schemas.bootstrapAnswer,
      Receipt: schemas.receiptAnswer,
      Sequencing: schemas.sequencingAnswer,
      Checkpoint: schemas.checkpointAnswer,
      Error: schemas.errorAnswer,
    },
    origin,
  );
}
