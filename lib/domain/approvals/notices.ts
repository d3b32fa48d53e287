import type { InstantMs, UserId } from "../kernel/ids";
import { sentence } from "../kernel/sentence";
import { formatRequestNumber } from "./request";
import type { GlassRecord, RequestRecord, VoteRecord } from "./request-record";
import { STATE_SENTENCE } from "./words";

/** What people can be told of, and switch off by mail. */
export const NOTICE_KINDS = ["asked", "signed", "scheduled", "ended", "break-glass", "review"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** These always go out by mail, at once: nobody may have switched off the alarm. */
export const URGENT_KINDS: readonly NoticeKind[] = ["break-glass"];
/** Kinds that a person can do without in their mail. */
export const MUTABLE_KINDS = NOTICE_KINDS.filter((kind) => !URGENT_KINDS.includes(kind));

/** What is told to whom. */
export type NoticeDraft = {
  readonly recipientId: UserId;
  readonly kind: NoticeKind;
  /** The same for the same thing that happened, so that nobody is told twice. */
  readonly event: string;
  readonly title: string;
  readonly text: string;
};

/** What happened with a request that people are told of. */
export type RequestEvent =
  | { readonly kind: "asked" }
  | { readonly kind: "signed"; readonly by: VoteRecord }
  | { readonly kind: "scheduled"; readonly notBeforeMs: InstantMs }
  | { readonly kind: "ended" }
  | { readonly kind: "break-glass"; readonly glass: GlassRecord }
  | {
      readonly kind: "review";
      readonly glass: GlassRecord;
      readonly review: NonNullable<GlassRecord["review"]>;
    };

/** However many may vote, so many are told of a request. */
export const RECIPIENTS_MAX = 200;

/** A shorter delay is over before anybody could read of it. */
const DELAY_MS_TOLD = 60_000;

/**
 * What just happened with a request, told from its state; null where nobody needs to hear of it: a request that takes
 * effect at once is told when it has.
 */
export function eventOf({ request, votes, glass }: RequestRecord, nowMs: InstantMs): RequestEvent | null {
  if (glass?.review) return { kind: "review", glass, review: glass.review };
  if (glass && request.state === "scheduled") return { kind: "break-glass", glass };
  if (request.state === "scheduled")
    return request.notBeforeMs - nowMs < DELAY_MS_TOLD
      ? null
      : { kind: "scheduled", notBeforeMs: request.notBeforeMs };
  if (request.state !== "pending") return { kind: "ended" };
  const last = votes.at(-1);
  return last ? { kind: "signed", by: last } : { kind: "asked" };
}

/**
 * Who is told what of an event. Nobody is told what they did themselves; the requester and who voted hear how it ends;
 * who may stop a delayed effect hears when it comes.
 *
 * @param approvers who may vote on it at this moment
 * @returns one draft per person, at most `RECIPIENTS_MAX`; no text holds more than what the request is called and why
 */
export function noticesOf(
  record: RequestRecord,
  event: RequestEvent,
  approvers: readonly UserId[],
): readonly NoticeDraft[] {
  const { request, requester } = record;
  const voters = record.votes.map(({ voterId }) => voterId);
  const told = (people: readonly UserId[], except: readonly (UserId | undefined)[], words: Words) =>
    [...new Set(people)]
      .filter((id) => !except.includes(id))
      .slice(0, RECIPIENTS_MAX)
      .map((recipientId) => ({ recipientId, kind: event.kind, ...words, title: cut(words.title, 300) }));
  const key = `approval/${request.id}`;
  const name = formatRequestNumber(record.number);
  switch (event.kind) {
    case "asked":
      return told(approvers, [requester.id], {
        event: `${key}/asked`,
        title: `${requester.name} asks: ${record.about}`,
        text: `${name} waits for your vote until ${instant(request.expiresAtMs)}.`,
      });
    case "signed":
      return told([requester.id], [event.by.voterId], {
        event: `${key}/signed/${event.by.voterId}`,
        title: `${event.by.voter.name} signed: ${record.about}`,
        text: `${name} still lacks a signature. Its time is over on ${instant(request.expiresAtMs)}.`,
      });
    case "scheduled":
      return told([requester.id, ...voters, ...approvers], [], {
        event: `${key}/scheduled`,
        title: `Takes effect on ${instant(event.notBeforeMs)}: ${record.about}`,
        text: `${name} has every signature. Until then everybody who may approve can stop it.`,
      });
    case "ended":
      return told([requester.id, ...voters], [actorOf(record)], {
        event: `${key}/ended`,
        title: `${endedTitle(record)}: ${record.about}`,
        text: cut(endWords(record, name), 1_000),
      });
    case "break-glass":
      return told([...approvers, ...voters, requester.id], [event.glass.by.id], {
        event: `${key}/break-glass`,
        title: `Emergency: ${event.glass.by.name} went ahead alone: ${record.about}`,
        text: cut(
          `${name} takes effect without the signatures. Why: ${sentence(event.glass.reason)} Somebody else reviews it by ${instant(event.glass.reviewUntilMs)}.`,
          1_000,
        ),
      });
    case "review":
      return told([event.glass.by.id, requester.id, ...voters, ...approvers], [event.review.by.id], {
        event: `${key}/review`,
        title: `Emergency reviewed, ${VERDICT[event.review.verdict]}: ${record.about}`,
        text: cut(`${name}: ${event.review.by.name} says: ${event.review.note}`, 1_000),
      });
  }
}

const VERDICT = { justified: "justified", "not-justified": "not justified" } as const;

type Words = Pick<NoticeDraft, "event" | "title" | "text">;
type Ended = keyof typeof ENDED;

const ENDED = {
  executed: "Approved, took effect",
  failed: "Approved, without effect",
  rejected: "Rejected",
  withdrawn: "Withdrawn",
  expired: "Expired",
  stale: "Overtaken",
} as const;

function stateOf({ request }: RequestRecord): Ended {
  return request.state === "pending" || request.state === "scheduled" ? "expired" : request.state;
}

/** Who ended it, where a person did: they know. */
function actorOf({ request, requester, votes }: RequestRecord): UserId | undefined {
  if (request.state === "withdrawn") return requester.id;
  if (request.state === "rejected") return votes.find(({ kind }) => kind === "reject")?.voterId;
  return undefined;
}

const endedTitle = (record: RequestRecord): string =>
  record.glass && stateOf(record) === "executed" ? "Took effect in an emergency" : ENDED[stateOf(record)];

function endWords(record: RequestRecord, name: string): string {
  const state = stateOf(record);
  const no = record.votes.find(({ kind }) => kind === "reject");
  if (state === "rejected" && no) return `${name}: ${no.voter.name} said no: ${no.reason}`;
  if (state === "executed" && record.glass)
    return `${name}: ${record.glass.by.name} went ahead without the signatures, and it took effect. Somebody else reviews that.`;
  const more = state === "executed" || !record.outcome ? "" : ` ${record.outcome}`;
  return `${name}: ${STATE_SENTENCE[state]}${more}`;
}

/** "30 Nov 2026, 14:05 UTC", for a text that is read anywhere. */
function instant(ms: InstantMs): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) (\d\d:\d\d)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${Number(day)} ${month} ${year}, ${time} UTC`;
}

const cut = (text: string, chars: number): string =>
  text.length <= chars ? text : `${text.slice(0, chars - 1).trimEnd()}…`;
