import "server-only";
import { findRequest } from "@/lib/db/approvals";
import type { Tx } from "@/lib/db/client";
import { listDeciders } from "@/lib/db/deciders";
import { insertNotices } from "@/lib/db/notices";
import { insertDelivery } from "@/lib/db/outbox";
import { eventOf, noticesOf, type RequestEvent, URGENT_KINDS } from "@/lib/domain/approvals/notices";
import { barsOf, belongsTo } from "@/lib/domain/approvals/quorum";
import { formatRequestNumber } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import type { ApprovalRequestId, UserId } from "@/lib/domain/kernel/ids";
import { couldBeOwn } from "@/lib/domain/people/vouched";
import { env } from "./env";
import { mailIsSet, publicAddress } from "./mail";

/** Other notices of the same minute go with a mail. */
const MAIL_AFTER_S = 60;
/** Of these everybody hears who may vote, not only who took part. */
const TOLD_TO_APPROVERS: readonly RequestEvent["kind"][] = ["asked", "scheduled", "break-glass", "review"];

/** True when notices also go to an address of the organisation's own. */
export function webhookIsSet(): boolean {
  return Boolean(env().NOTICE_WEBHOOK_URL);
}

/**
 * Tells people what just happened with a request, in the transaction in which it happened: what is rolled back was never
 * told. Called once after each change of state; which one it was is read from the request.
 */
export async function tellOfRequest(tx: Tx, id: ApprovalRequestId): Promise<void> {
  const record = await findRequest(tx, id);
  const event = record && eventOf(record, tx.asOf);
  if (!record || !event) return;
  const urgent = URGENT_KINDS.includes(event.kind);
  await insertNotices(
    tx,
    noticesOf(record, event, await approversOf(tx, record, event)),
    { systemId: record.request.systemId, requestId: id, href: hrefOf(record) },
    { mailAfterS: mailIsSet() ? (urgent ? 0 : MAIL_AFTER_S) : null, unlessMuted: !urgent },
  );
  if (webhookIsSet()) await insertDelivery(tx, "webhook", webhookOf(record, event, tx.asOf));
}

/** Who hears of it because they may decide: of a new request those whose signature counts, else all who may stop it. */
async function approversOf(
  tx: Tx,
  { request, requester, command }: RequestRecord,
  { kind }: RequestEvent,
): Promise<readonly UserId[]> {
  if (!TOLD_TO_APPROVERS.includes(kind)) return [];
  if (kind !== "asked") return (await listDeciders(tx, request.systemId, tx.asOf)).map(({ id }) => id);
  const groups = barsOf(request).flatMap((policy) => policy.groups);
  const people = await listDeciders(tx, request.systemId, request.createdAtMs);
  return people
    .filter((one) => !request.authorIds.includes(one.id) && !couldBeOwn(one, requester, command))
    .filter((one) => groups.some(({ who }) => belongsTo(who, one)))
    .map(({ id }) => id);
}

const hrefOf = ({ number }: RequestRecord): string => `/approvals/${number}`;

/** What a machine is told: what it needs to look further, and nothing of the content. */
function webhookOf(record: RequestRecord, { kind }: RequestEvent, nowMs: number) {
  const { request, number, about, command, system, requester } = record;
  const type = `approval.${kind === "ended" ? request.state : kind}`;
  return {
    type,
    body: JSON.stringify({
      type,
      timestamp: new Date(nowMs).toISOString(),
      data: {
        request: formatRequestNumber(number),
        id: request.id,
        state: request.state,
        action: command,
        about,
        system: system?.slug ?? null,
        requester: requester.name,
        payloadHash: request.payloadHash,
        expiresAt: new Date(request.expiresAtMs).toISOString(),
        ...(request.state === "scheduled" && { notBefore: new Date(request.notBeforeMs).toISOString() }),
        url: publicAddress(hrefOf(record)),
      },
    }),
  };
}
