import { quorumOf } from "@/lib/domain/approvals/quorum";
import {
  type ApprovalRequest,
  type ApprovalState,
  formatRequestNumber,
  isOpen,
} from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import { byRisk, type RiskLevel, triageOf } from "@/lib/domain/approvals/triage";
import { STATE_WORDS } from "@/lib/domain/approvals/words";
import { EXTERNAL_RUN } from "@/lib/domain/external/action";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import type { ApprovalSearch } from "./schema";

/** What this person can do about a request. */
export type Mine = {
  readonly mayBreak: boolean;
  readonly mayReview: boolean;
  readonly asked: boolean;
  readonly mayDecide: boolean;
  /** Why their signature would not count: the content is theirs, or they could be who asks. They can still say no. */
  readonly barred: "author" | "could-be-own" | null;
  readonly voted: boolean;
};

/** One line of a list of requests. */
export type RequestRow = {
  readonly number: number;
  readonly label: string;
  readonly href: string;
  readonly about: string;
  readonly system: string;
  readonly who: string;
  /** What it is now: an open request whose time is over is expired, whether the clock has closed it yet or not. */
  readonly state: ApprovalState;
  readonly stateWords: string;
  readonly signed: number;
  readonly needed: number;
  readonly waitsForMe: boolean;
  readonly open: boolean;
  readonly risk: RiskLevel;
  /** Why it stands where it stands. */
  readonly riskWords: string;
  /** When its delay or its time is over; of a closed one the moment it was decided. */
  readonly atMs: InstantMs;
  /** What comes then; null of a closed one. */
  readonly nextWords: "delay ends" | "expires" | null;
};

const WHOLE = "The organisation";

/** A request and what this person can do about it. */
export type Found = { readonly record: RequestRecord; readonly mine: Mine };
const triageAt = ({ record: { request, command, system } }: Found, nowMs: InstantMs) =>
  triageOf(
    {
      command,
      criticality: system?.criticality ?? null,
      expiresAtMs: request.expiresAtMs,
      delayS: request.policy.delayS,
    },
    nowMs,
  );

/** One line of a list of requests, as it stands at an instant. */
export function presentRow(
  found: Found,
  nowMs: InstantMs,
  view: ApprovalSearch["view"] = "open",
): RequestRow {
  const { record, mine } = found;
  const { request, number, about, system, requester } = record;
  const { level, why } = triageAt(found, nowMs);
  const { signed, needed } = quorumOf(request);
  const state = stateAt(request, nowMs);
  const open = state === "pending" || state === "scheduled";
  return {
    number,
    label: formatRequestNumber(number),
    href: `/approvals/${number}${view === "open" ? "" : `?view=${view}`}`,
    about,
    system: system?.name ?? WHOLE,
    who: mine.asked ? "you" : requester.name,
    state,
    stateWords: stateWords(state, record),
    signed,
    needed,
    waitsForMe: state === "pending" && mine.mayDecide && mine.barred === null && !mine.asked && !mine.voted,
    open,
    risk: level,
    riskWords: why.join(", "),
    ...nextOf(request, nowMs),
  };
}

/** What comes next of itself, and when; of what is closed when it was. */
function nextOf(request: ApprovalRequest, nowMs: InstantMs): Pick<RequestRow, "atMs" | "nextWords"> {
  if (!isOpen(request)) return { atMs: request.decidedAtMs, nextWords: null };
  if (request.state === "scheduled" && request.notBeforeMs > nowMs)
    return { atMs: request.notBeforeMs, nextWords: "delay ends" };
  return { atMs: request.expiresAtMs, nextWords: "expires" };
}

/** An external action has no effect in here: the program that asked collects it, and then it is released. */
function stateWords(state: ApprovalState, { command, glass }: RequestRecord): string {
  if (glass && state === "scheduled") return "Goes ahead in an emergency";
  if (glass && state === "executed") return "Took effect in an emergency";
  if (command !== EXTERNAL_RUN) return STATE_WORDS[state];
  if (state === "scheduled") return "Approved, to be collected";
  return state === "executed" ? "Released" : STATE_WORDS[state];
}

function stateAt(request: ApprovalRequest, nowMs: InstantMs): ApprovalState {
  return isOpen(request) && nowMs >= request.expiresAtMs ? "expired" : request.state;
}

/** The heavier first, then what expires sooner. */
export const sortByRisk = (requests: readonly Found[], nowMs: InstantMs): readonly Found[] =>
  requests
    .map((one) => ({
      one,
      triage: triageAt(one, nowMs),
      expiresAtMs: one.record.request.expiresAtMs,
    }))
    .sort(byRisk)
    .map(({ one }) => one);

/** How a level of risk is called. */
export const RISK_WORDS: Readonly<Record<RiskLevel, string>> = {
  high: "High risk",
  medium: "Medium risk",
  low: "Lower risk",
};
