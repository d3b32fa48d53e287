import { policyWords } from "@/lib/domain/approvals/policy-words";
import { barsOf, quorumOf } from "@/lib/domain/approvals/quorum";
import {
  type ApprovalRequest,
  type ApprovalState,
  formatRequestNumber,
  isOpen,
  type VoteKind,
} from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import { STATE_WORDS } from "@/lib/domain/approvals/words";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { InstantMs, UserId } from "@/lib/domain/kernel/ids";
import type { FactorKinds } from "@/lib/domain/people/factors";
import type { PersonRef } from "@/lib/domain/people/person";
import type { ApprovalSearch } from "./schema";

type Mine = { readonly asked: boolean; readonly mayDecide: boolean; readonly voted: boolean };

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
  /** Of an open one the end of its time, of a closed one the moment it was decided. */
  readonly atMs: InstantMs;
};

const WHOLE = "The organisation";

function presentRow({ record, mine }: { record: RequestRecord; mine: Mine }, nowMs: InstantMs): RequestRow {
  const { request, number, about, system, requester } = record;
  const { signed, needed } = quorumOf(request);
  const state = stateAt(request, nowMs);
  const open = state === "pending" || state === "scheduled";
  return {
    number,
    label: formatRequestNumber(number),
    href: `/approvals/${number}`,
    about,
    system: system?.name ?? WHOLE,
    who: mine.asked ? "you" : requester.name,
    state,
    stateWords: STATE_WORDS[state],
    signed,
    needed,
    waitsForMe: state === "pending" && mine.mayDecide && !mine.asked && !mine.voted,
    open,
    atMs: isOpen(request) ? request.expiresAtMs : request.decidedAtMs,
  };
}

function stateAt(request: ApprovalRequest, nowMs: InstantMs): ApprovalState {
  return isOpen(request) && nowMs >= request.expiresAtMs ? "expired" : request.state;
}

export type RequestGroup = { readonly title: string; readonly rows: readonly RequestRow[] };
export type ApprovalsView = {
  readonly search: ApprovalSearch;
  readonly systems: readonly { readonly slug: string; readonly name: string }[];
  readonly groups: readonly RequestGroup[];
  readonly count: number;
  readonly newestHref: string | null;
  readonly olderHref: string | null;
  readonly bootstrap: boolean;
  readonly asOf: InstantMs;
};

/** The list that the address asks for. */
export function presentApprovals(loaded: {
  readonly search: ApprovalSearch;
  readonly systems: readonly { readonly slug: string; readonly name: string }[];
  readonly requests: readonly { readonly record: RequestRecord; readonly mine: Mine }[];
  readonly more: boolean;
  readonly bootstrap: boolean;
  readonly asOf: InstantMs;
}): ApprovalsView {
  const { search, systems, requests, more, bootstrap, asOf } = loaded;
  const rows = requests.map((one) => presentRow(one, asOf));
  const last = rows.at(-1);
  return {
    search,
    systems,
    groups: groupsOf(search.view, rows).filter((group) => group.rows.length > 0),
    count: rows.length,
    newestHref: search.before ? approvalsHref(search, { before: undefined }) : null,
    olderHref: more && last ? approvalsHref(search, { before: last.number }) : null,
    bootstrap,
    asOf,
  };
}

function groupsOf(view: ApprovalSearch["view"], rows: readonly RequestRow[]): readonly RequestGroup[] {
  if (view === "decided") return [{ title: "Decided", rows }];
  if (view === "mine")
    return [
      { title: "Open", rows: rows.filter(({ open }) => open) },
      { title: "Decided", rows: rows.filter(({ open }) => !open) },
    ];
  return [
    { title: "Waits for you", rows: rows.filter(({ waitsForMe }) => waitsForMe) },
    { title: "Waits for others", rows: rows.filter(({ waitsForMe }) => !waitsForMe) },
  ];
}

/** The address of /approvals with part of its search changed; undefined takes it away. */
export function approvalsHref(
  search: ApprovalSearch,
  change: {
    readonly view?: ApprovalSearch["view"];
    readonly system?: string | undefined;
    readonly before?: number | undefined;
  },
): string {
  const { view, system, before } = { ...search, ...change };
  const parts = [
    ...(view === "open" ? [] : [["view", view]]),
    ...(system ? [["system", system]] : []),
    ...(before ? [["before", String(before)]] : []),
  ];
  const query = new URLSearchParams(parts as [string, string][]).toString();
  return query ? `/approvals?${query}` : "/approvals";
}

/** One signature line: somebody who voted, or the place of somebody who has not yet. */
export type Signature = {
  readonly name: string;
  readonly kind: VoteKind;
  readonly reason: string;
  readonly hash: string;
  readonly atMs: InstantMs;
  /** Their account or their right is gone: it doesn't count any more. */
  readonly lapsed: boolean;
};

/** What this person can do about a request, and if nothing, why. */
export type MyPart =
  | {
      readonly kind: "decide";
      /** The second factors to prove an approval with; null where no policy asks for it. */
      readonly stepUp: FactorKinds | null;
    }
  | { readonly kind: "withdraw" }
  | { readonly kind: "none"; readonly why: string | null };

export type RequestView = RequestRow & {
  readonly id: string;
  readonly systemId: string | null;
  readonly systemHref: string | null;
  readonly command: string;
  readonly requester: string;
  readonly asked: string;
  readonly reason: string;
  readonly changes: readonly FieldChange[];
  readonly unchanged: readonly FieldChange[];
  readonly content: string;
  readonly payloadHash: string;
  readonly createdAtMs: InstantMs;
  readonly expiresAtMs: InstantMs;
  readonly notBeforeMs: InstantMs | null;
  readonly policy: string;
  readonly signatures: readonly Signature[];
  readonly deciders: readonly string[];
  /** Who can't sign only because the requester gave them their role alone. */
  readonly unconfirmed: readonly PersonRef[];
  /** Nobody is left who could give it every signature. */
  readonly stranded: boolean;
  readonly part: MyPart;
  readonly outcome: string | null;
  readonly effect: {
    readonly atMs: InstantMs;
    readonly entryId: string;
    readonly href: string | null;
  } | null;
  readonly bootstrap: boolean;
  readonly asOf: InstantMs;
};

/** One request with all that is shown of it. */
export function presentApproval(loaded: {
  readonly record: RequestRecord;
  readonly mine: Mine & { readonly factors: FactorKinds };
  readonly me: UserId;
  readonly deciders: readonly PersonRef[];
  readonly unconfirmed: readonly PersonRef[];
  readonly stranded: boolean;
  /** Of the people whom its policy names. */
  readonly names: ReadonlyMap<string, PersonRef>;
  readonly maySeeAudit: boolean;
  readonly bootstrap: boolean;
  readonly asOf: InstantMs;
}): RequestView {
  const { record, mine, me, deciders, unconfirmed, stranded, names, maySeeAudit, bootstrap, asOf } = loaded;
  const { request, effect } = record;
  const row = presentRow({ record, mine }, asOf);
  const { changes } = record;
  return {
    ...row,
    id: request.id,
    systemId: request.systemId,
    systemHref: record.system ? `/systems/${record.system.slug}` : null,
    command: record.command,
    requester: record.requester.name,
    asked: record.asked,
    reason: record.reason,
    changes: changes.filter(({ before, after }) => before !== after),
    unchanged: changes.filter(({ before, after }) => before === after),
    content: JSON.stringify({ command: record.command, input: JSON.parse(record.input) as unknown }, null, 2),
    payloadHash: request.payloadHash,
    createdAtMs: request.createdAtMs,
    expiresAtMs: request.expiresAtMs,
    notBeforeMs: request.state === "scheduled" ? request.notBeforeMs : null,
    policy: policyWords(request.policy, (id) => names.get(id)?.name ?? "somebody unknown"),
    signatures: record.votes.map((vote) => ({
      name: vote.voterId === me ? `${vote.voter.name} (you)` : vote.voter.name,
      kind: vote.kind,
      reason: vote.reason,
      hash: vote.payloadHash,
      atMs: vote.atMs,
      lapsed: row.open && !vote.mayDecide,
    })),
    unconfirmed,
    deciders: deciders.map(({ id, name }) => (id === me ? "you" : name)),
    stranded: stranded && row.state === "pending",
    part: partOf(record, mine, row),
    outcome: record.outcome,
    effect: effect && {
      atMs: effect.atMs,
      entryId: effect.entryId,
      href: maySeeAudit ? `/audit?entry=${effect.auditId}` : null,
    },
    bootstrap,
    asOf,
  };
}

function partOf(
  { request, requester, number }: RequestRecord,
  mine: Mine & { readonly factors: FactorKinds },
  row: RequestRow,
): MyPart {
  if (!row.open) return { kind: "none", why: null };
  if (mine.asked) return { kind: "withdraw" };
  if (!mine.mayDecide)
    return {
      kind: "none",
      why: `You read this request; approvers, security leads and administrators decide it, unless a membership on its system says otherwise.`,
    };
  if (mine.voted)
    return {
      kind: "none",
      why: `You voted on ${formatRequestNumber(number)}. ${requester.name} is told here.`,
    };
  return { kind: "decide", stepUp: barsOf(request).some((bar) => bar.stepUpNeeded) ? mine.factors : null };
}
