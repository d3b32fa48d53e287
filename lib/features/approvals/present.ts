import { habitWords } from "@/lib/domain/approvals/habit-words";
import { policyWords } from "@/lib/domain/approvals/policy-words";
import { formatRequestNumber, type VoteKind } from "@/lib/domain/approvals/request";
import type { GlassRecord, RequestRecord } from "@/lib/domain/approvals/request-record";
import type { MeasuredVote } from "@/lib/domain/approvals/rubber-stamps";
import { RISK_LEVELS } from "@/lib/domain/approvals/triage";
import type { FieldChange } from "@/lib/domain/kernel/field-change";
import type { InstantMs, UserId } from "@/lib/domain/kernel/ids";
import type { FactorKinds, StepUpMethod } from "@/lib/domain/people/factors";
import type { PersonRef } from "@/lib/domain/people/person";
import type { Vouched } from "@/lib/domain/people/vouched";
import { type Earlier, type ExternalView, presentExternal } from "./present-external";
import { type MyPart, partOf, stepUpOf } from "./present-part";
import { type Found, type Mine, presentRow, type RequestRow, RISK_WORDS, sortByRisk } from "./present-row";
import type { ApprovalSearch } from "./schema";

export type { RequestRow };

export type RequestGroup = { readonly title: string; readonly rows: readonly RequestRow[] };
export type ApprovalsView = {
  readonly search: ApprovalSearch;
  readonly systems: readonly { readonly slug: string; readonly name: string }[];
  /** What somebody went ahead with alone and nobody has reviewed. */
  readonly emergencies: readonly Emergency[];
  readonly groups: readonly RequestGroup[];
  readonly count: number;
  readonly newestHref: string | null;
  readonly olderHref: string | null;
  readonly bootstrap: boolean;
  readonly mayDecide: boolean;
  readonly singleKeys: boolean;
  /** There are more open ones than one list holds. */
  readonly cut: boolean;
  readonly asOf: InstantMs;
};

/** An emergency that waits for its review. */
export type Emergency = {
  readonly number: number;
  readonly label: string;
  readonly href: string;
  readonly about: string;
  readonly system: string;
  readonly by: string;
  readonly reason: string;
  readonly untilMs: InstantMs;
  readonly mine: boolean;
};

/** Emergencies for the banner that stands until they are reviewed. */
export function presentEmergencies(loaded: {
  readonly emergencies: readonly Found[];
  readonly asOf: InstantMs;
}): { readonly emergencies: readonly Emergency[]; readonly nowMs: InstantMs } {
  return { emergencies: loaded.emergencies.map(presentEmergency), nowMs: loaded.asOf };
}

/** An emergency as lists name it. */
function presentEmergency({ record, mine }: Found): Emergency {
  const { number, about, system, glass, request } = record;
  return {
    number,
    label: formatRequestNumber(number),
    href: `/approvals/${number}#review`,
    about,
    system: system?.name ?? "The organisation",
    by: glass?.by.name ?? "",
    reason: glass?.reason ?? "",
    untilMs: glass?.reviewUntilMs ?? request.expiresAtMs,
    mine: mine.mayReview,
  };
}

/** The list that the address asks for. */
export function presentApprovals(loaded: {
  readonly search: ApprovalSearch;
  readonly systems: readonly { readonly slug: string; readonly name: string }[];
  readonly requests: readonly Found[];
  readonly emergencies: readonly Found[];
  readonly more: boolean;
  readonly mayDecide: boolean;
  readonly singleKeys: boolean;
  readonly bootstrap: boolean;
  readonly asOf: InstantMs;
}): ApprovalsView {
  const { search, systems, requests, more, mayDecide, singleKeys, bootstrap, asOf } = loaded;
  const whole = search.view === "open" || search.view === "waiting";
  const sorted = whole ? sortByRisk(requests, asOf) : requests;
  const rows = sorted.map((one) => presentRow(one, asOf, search.view));
  const last = rows.at(-1);
  return {
    search,
    systems,
    emergencies: loaded.emergencies.map(presentEmergency),
    groups: groupsOf(search.view, rows).filter((group) => group.rows.length > 0),
    count: rows.length,
    newestHref: search.before ? approvalsHref(search, { before: undefined }) : null,
    olderHref: more && last && !whole ? approvalsHref(search, { before: last.number }) : null,
    bootstrap,
    mayDecide,
    singleKeys,
    cut: more && whole,
    asOf,
  };
}

function groupsOf(view: ApprovalSearch["view"], rows: readonly RequestRow[]): readonly RequestGroup[] {
  if (view === "decided") return [{ title: "Decided", rows }];
  if (view === "waiting")
    return RISK_LEVELS.map((level) => ({
      title: RISK_WORDS[level],
      rows: rows.filter(({ risk }) => risk === level),
    }));
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
  /** The second factor that it was given with; null for none. */
  readonly provenBy: StepUpMethod | null;
  /** Their account or their right is gone: it doesn't count any more. */
  readonly lapsed: boolean;
};

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
  /** What rules by now, where that is something else; the harder of both counts. */
  readonly policyNow: string | null;
  readonly signatures: readonly Signature[];
  readonly deciders: readonly string[];
  /** Those who could, once they have set up a second factor. */
  readonly withoutFactor: readonly string[];
  /** Who can't sign only because they could be the requester, with the account that is to be settled. */
  readonly unconfirmed: readonly Unconfirmed[];
  /** Whether the reader is one of them. */
  readonly couldBeOwn: boolean;
  /** Nobody is left who could give it every signature. */
  readonly stranded: boolean;
  readonly part: MyPart;
  /** How this person may go ahead alone; null where they may not. */
  readonly breaking: { readonly stepUp: FactorKinds | null } | null;
  readonly mayReview: boolean;
  readonly glass: GlassRecord | null;
  readonly outcome: string | null;
  readonly effect: {
    readonly atMs: InstantMs;
    readonly entryId: string;
    readonly href: string | null;
  } | null;
  /** What else its system carries; null where it concerns the organisation. */
  readonly surroundings: { readonly exceptions: number; readonly otherOpen: number } | null;
  readonly criticality: number | null;
  /** How requests for such an action were decided lately. */
  readonly habits: string;
  readonly bootstrap: boolean;
  /** Of an external action; null of anything else. */
  readonly external: ExternalView | null;
  readonly asOf: InstantMs;
};

/** Somebody who could be the requester, and whose account of the two is to be settled. */
export type Unconfirmed = { readonly name: string; readonly account: Pick<PersonRef, "id" | "name"> };

type Measured = {
  readonly votes: readonly MeasuredVote[];
  readonly names: ReadonlyMap<UserId, string>;
};

/** One request with all that is shown of it. */
export function presentApproval(loaded: {
  readonly record: RequestRecord;
  readonly mine: Mine & { readonly factors: FactorKinds };
  readonly me: UserId;
  readonly deciders: readonly (PersonRef & { readonly ready: boolean })[];
  readonly unconfirmed: readonly (PersonRef & Vouched)[];
  readonly stranded: boolean;
  /** Of the people whom its policy names. */
  readonly names: ReadonlyMap<string, PersonRef>;
  readonly maySeeAudit: boolean;
  readonly surroundings: RequestView["surroundings"];
  readonly habits: Measured;
  readonly bootstrap: boolean;
  /** The last external action of the same name that ran before this one. */
  readonly earlier: Earlier | null;
  readonly asOf: InstantMs;
}): RequestView {
  const { record, mine, me, deciders, unconfirmed, stranded, names, maySeeAudit } = loaded;
  const { surroundings, habits, bootstrap, asOf } = loaded;
  const { request, effect } = record;
  const row = presentRow({ record, mine }, asOf);
  const { changes } = record;
  const nameOf = (id: UserId) => names.get(id)?.name ?? "somebody unknown";
  const nameOrYou = ({ id, name }: PersonRef) => (id === me ? "you" : name);
  const policy = policyWords(request.policy, nameOf);
  const now = request.current && policyWords(request.current, nameOf);
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
    policy,
    policyNow: now === policy ? null : now,
    signatures: record.votes.map((vote) => ({
      name: vote.voterId === me ? `${vote.voter.name} (you)` : vote.voter.name,
      kind: vote.kind,
      reason: vote.reason,
      hash: vote.payloadHash,
      atMs: vote.atMs,
      provenBy: vote.provenBy,
      lapsed: row.open && !vote.mayDecide,
    })),
    unconfirmed: unconfirmed.map((one) => ({
      name: nameOrYou(one),
      account: one.onWordOf.includes(request.requesterId) ? one : record.requester,
    })),
    couldBeOwn: unconfirmed.some(({ id }) => id === me),
    deciders: deciders.filter(({ ready }) => ready).map(nameOrYou),
    withoutFactor: deciders.filter(({ ready }) => !ready).map(nameOrYou),
    stranded: stranded && row.state === "pending",
    part: partOf(record, mine, row),
    breaking: row.state === "pending" && mine.mayBreak ? { stepUp: stepUpOf(record, mine) } : null,
    mayReview: mine.mayReview,
    glass: record.glass,
    outcome: record.outcome,
    surroundings,
    criticality: record.system?.criticality ?? null,
    habits: habitWords(
      habits.votes.filter(({ requestId }) => requestId !== request.id),
      record.requester,
      habits.names,
    ),
    effect: effect && {
      atMs: effect.atMs,
      entryId: effect.entryId,
      href: maySeeAudit ? `/audit?entry=${effect.auditId}` : null,
    },
    bootstrap,
    external: presentExternal(record, loaded.earlier),
    asOf,
  };
}
