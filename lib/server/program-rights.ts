import "server-only";
import { maySeeRequest } from "@/lib/domain/approvals/may-see";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import { EXTERNAL_RUN } from "@/lib/domain/external/action";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import { withinLimits } from "@/lib/domain/tokens/token";
import type { Actor } from "./actor";
import { beyondToken } from "./authorize";

export const NO_REQUEST: Refusal = {
  code: "not-found",
  reason: "There is no such request, or none that this token sees.",
};

/** The action that a request is about; null where it is not an external one. */
export function actionOf({ command, input }: Pick<RequestRecord, "command" | "input">): string | null {
  return command === EXTERNAL_RUN ? (JSON.parse(input) as { action: string }).action : null;
}

/** Whether what a request is about lies within the limits of a program's token. */
export function withinToken(actor: Actor, record: RequestRecord): boolean {
  const about = { action: actionOf(record), systemId: record.request.systemId };
  return actor.token !== undefined && withinLimits(actor.token, about);
}

/** Why a program can't collect this request; null where it can, once it is approved. */
export function collectRefusal(actor: Actor, record: RequestRecord): Refusal | null {
  const beyond = beyondToken(actor, "external.collect", null);
  if (beyond) return beyond;
  const own = record.command === EXTERNAL_RUN && record.request.requesterId === actor.id;
  return own && withinToken(actor, record) ? null : NO_REQUEST;
}

/** Whether a program reads a request: with the one scope its owner's own external ones, with the other all that they see. */
export function programSees(actor: Actor, record: RequestRecord): boolean {
  const scopes = actor.token?.scopes ?? [];
  const { request, command } = record;
  const own = command === EXTERNAL_RUN && request.requesterId === actor.id;
  const sees =
    (own && scopes.includes("approvals:request")) ||
    (scopes.includes("approvals:read") && maySeeRequest(request, actor));
  return sees && withinToken(actor, record);
}
