import "server-only";
import { findEarlierEffect, findSurroundings, listMeasuredVotes } from "@/lib/db/approval-figures";
import { countWaiting, listEmergencies, listRequests } from "@/lib/db/approval-lists";
import { findRequestByNumber } from "@/lib/db/approvals";
import type { Read } from "@/lib/db/client";
import { listDeciders } from "@/lib/db/deciders";
import { findFactorKinds, idsWithFactor } from "@/lib/db/factors";
import { bootstrapIsOpen } from "@/lib/db/installation";
import { markNoticesRead, noteSeen } from "@/lib/db/notices";
import { namesOf } from "@/lib/db/people";
import { findSystemAt, listSystems } from "@/lib/db/systems";
import { mayReview, reachedByEmergency } from "@/lib/domain/approvals/break-glass";
import { maySeeRequest } from "@/lib/domain/approvals/may-see";
import { namedIn } from "@/lib/domain/approvals/policy";
import { barsOf, belongsTo, needsFactor, type Signer } from "@/lib/domain/approvals/quorum";
import { parseRequestNumber } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import { canBeDecided } from "@/lib/domain/approvals/satisfiable";
import { EXTERNAL_RUN } from "@/lib/domain/external/action";
import { hoursAfter } from "@/lib/domain/kernel/instant";
import {
  hiddenSystems,
  mayInOrganisation,
  mayInScope,
  type Rights,
  systemsWithout,
} from "@/lib/domain/people/may";
import { couldBeOwn, type Vouched } from "@/lib/domain/people/vouched";
import { defineLoader } from "@/lib/server/loader";
import { receiptOf } from "@/lib/server/receipt";
import { approvalSearch } from "./schema";

const PAGE = 50;
/** Open requests come in one list, since they are sorted by risk. */
const OPEN_MAX = 200;
const EMERGENCIES_MAX = 50;
const VOTES_MAX = 10_000;
const HABIT_DAYS = 90;
const WAITING_MAX = 99;

type Me = Rights & Vouched;

const scopeOf = (actor: Me) => ({
  me: actor.id,
  onWordOf: actor.onWordOf,
  hidden: hiddenSystems(actor),
  without: systemsWithout(actor, "approvals:decide"),
  seesOrganisation: mayInOrganisation(actor, "approvals:decide-organisation"),
});

/** What this person can do about a request. */
function myPart({ request, command, votes, glass, requester }: RequestRecord, actor: Me) {
  const mayDecide = mayInScope(actor, request.systemId, "approvals:decide");
  return {
    mayBreak:
      request.state === "pending" &&
      request.current !== null &&
      reachedByEmergency(command) &&
      barsOf(request).every((policy) => policy.breakGlass) &&
      mayInScope(actor, request.systemId, "approvals:break-glass"),
    mayReview:
      glass !== null &&
      glass.review === null &&
      mayReview({ by: glass.by, requester }, { ...actor, mayDecide }),
    barred: request.authorIds.includes(actor.id)
      ? ("author" as const)
      : couldBeOwn(actor, requester, command)
        ? ("could-be-own" as const)
        : null,
    asked: request.requesterId === actor.id,
    mayDecide,
    voted: votes.some(({ voterId }) => voterId === actor.id),
  };
}

/** The last external action of the same name; null where the request is about something in here. */
const earlierAction = (read: Read, { command, subject, number, request: { systemId } }: RequestRecord) =>
  command === EXTERNAL_RUN ? findEarlierEffect(read, { subject, systemId, number }) : null;

/** How many requests wait for this person's vote; counted up to 99. */
export const loadWaitingCount = defineLoader({
  permission: "self",
  unready: "allowed",
  load: async ({ read, actor }) => {
    const decidesOrganisation = mayInOrganisation(actor, "approvals:decide-organisation");
    if (!decidesOrganisation) return 0; // Nobody decides on a system who does not in the organisation.
    const without = systemsWithout(actor, "approvals:decide");
    return countWaiting(read, { me: actor.id, without, decidesOrganisation }, WAITING_MAX);
  },
});

/** Requests as the address asks for them: open, waiting for this person's vote, one's own, or decided. */
export const loadApprovals = defineLoader({
  permission: "approvals:read",
  load: async ({ read, actor, asOf }, query: string) => {
    const search = approvalSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    const systems = await listSystems(read, hiddenSystems(actor));
    const system = search.system ? (systems.find(({ slug }) => slug === search.system) ?? null) : null;
    const filter = { view: search.view, systemId: system?.id ?? null, before: search.before ?? null };
    const mayDecide = mayInOrganisation(actor, "approvals:decide-organisation");
    const whole = search.view === "open" || search.view === "waiting";
    const most = whole ? OPEN_MAX : PAGE;
    const [emergencies, found, bootstrap] = await Promise.all([
      whole ? listEmergencies(read, scopeOf(actor), system?.id ?? null, EMERGENCIES_MAX) : [],
      search.view === "waiting" && !mayDecide ? [] : listRequests(read, scopeOf(actor), filter, most + 1),
      bootstrapIsOpen(read),
    ]);
    return {
      search,
      systems: systems.map(({ slug, name }) => ({ slug, name })),
      requests: found.slice(0, most).map((record) => ({ record, mine: myPart(record, actor) })),
      emergencies: emergencies.map((record) => ({ record, mine: myPart(record, actor) })),
      more: found.length > most,
      mayDecide,
      singleKeys: actor.singleKeys,
      bootstrap,
      asOf,
    };
  },
});

/** The receipt of a request that this person sees, or why there is none; null within where the log has not signed it yet. */
export const loadReceipt = defineLoader({
  permission: "approvals:read",
  load: async ({ read, actor }, number: string) => {
    const wanted = parseRequestNumber(number);
    const record = wanted && (await findRequestByNumber(read, wanted));
    return record && maySeeRequest(record.request, actor) ? receiptOf(read, record) : null;
  },
});

/** One request with all that is known of it; null where there is none, or none that this person may see. */
export const loadApproval = defineLoader({
  permission: "approvals:read",
  load: async ({ read, actor, asOf }, number: string) => {
    const wanted = parseRequestNumber(number);
    const record = wanted && (await findRequestByNumber(read, wanted));
    if (!record || !maySeeRequest(record.request, actor)) return null;
    const { request } = record;
    const scope = scopeOf(actor);
    const since = hoursAfter(asOf, -24 * HABIT_DAYS);
    const isWanted = (signer: Signer) =>
      barsOf(request).some(({ groups }) => groups.some(({ who }) => belongsTo(who, signer)));
    const [people, bootstrap, surroundings, habits, earlier] = await Promise.all([
      listDeciders(read, request.systemId, request.createdAtMs),
      bootstrapIsOpen(read),
      request.systemId && findSurroundings(read, request.systemId, record.number),
      listMeasuredVotes(read, { ...scope, sinceMs: since, command: record.command }, VOTES_MAX),
      earlierAction(read, record),
      noteSeen(read, request.id, actor.id),
      markNoticesRead(read, actor.id, request.id),
    ]);
    const voted = new Set(record.votes.map(({ voterId }) => voterId));
    const without = [request.requesterId, ...request.authorIds];
    const isOwn = (one: Vouched) => couldBeOwn(one, record.requester, record.command);
    const deciders = people.filter((one) => !isOwn(one));
    const couldSign = deciders.filter(
      (one) => !without.includes(one.id) && !voted.has(one.id) && isWanted(one),
    );
    const ready = needsFactor(request)
      ? await idsWithFactor(
          read,
          couldSign.map(({ id }) => id),
        )
      : null;
    return {
      record,
      mine: { ...myPart(record, actor), factors: await findFactorKinds(read, actor.id) },
      me: actor.id,
      /** Who could still sign, by name; `ready` have what the policy wants to be signed with. */
      deciders: couldSign.map((one) => ({ ...one, ready: ready?.has(one.id) ?? true })),
      /** Who can't sign only because they could be the requester, by name. */
      unconfirmed: people.filter(isOwn),
      stranded: !barsOf(request).every((policy) => canBeDecided(policy, deciders, without)),
      names: await namesOf(read, barsOf(request).flatMap(namedIn)),
      maySeeAudit: mayInOrganisation(actor, "audit:read"),
      surroundings,
      habits,
      bootstrap,
      earlier: earlier && maySeeRequest(earlier, actor) ? earlier : null,
      asOf,
    };
  },
});

/** Emergencies that nobody has reviewed, of one system or of all that this person sees. */
export const loadEmergencies = defineLoader({
  permission: "approvals:read",
  load: async ({ read, actor, asOf }, slug?: string) => {
    const systemId = slug ? ((await findSystemAt(read, slug))?.id ?? null) : null;
    const found = await listEmergencies(read, scopeOf(actor), systemId, EMERGENCIES_MAX);
    return { emergencies: found.map((record) => ({ record, mine: myPart(record, actor) })), asOf };
  },
});
