import "server-only";
import { countWaiting, listRequests } from "@/lib/db/approval-lists";
import { findRequestByNumber } from "@/lib/db/approvals";
import { listDeciders } from "@/lib/db/deciders";
import { findFactorKinds } from "@/lib/db/factors";
import { bootstrapIsOpen } from "@/lib/db/installation";
import { namesOf } from "@/lib/db/people";
import { listSystems } from "@/lib/db/systems";
import { maySeeRequest } from "@/lib/domain/approvals/may-see";
import { namedIn } from "@/lib/domain/approvals/policy";
import { barsOf, belongsTo, type Signer } from "@/lib/domain/approvals/quorum";
import { parseRequestNumber } from "@/lib/domain/approvals/request";
import type { RequestRecord } from "@/lib/domain/approvals/request-record";
import { canBeDecided } from "@/lib/domain/approvals/satisfiable";
import type { UserId } from "@/lib/domain/kernel/ids";
import {
  hiddenSystems,
  mayInOrganisation,
  mayInScope,
  type Rights,
  systemsWithout,
} from "@/lib/domain/people/may";
import { defineLoader } from "@/lib/server/loader";
import { receiptOf } from "@/lib/server/receipt";
import { approvalSearch } from "./schema";

const PAGE = 50;
const WAITING_MAX = 99;

type Me = Rights & { readonly id: UserId };

const scopeOf = (actor: Me) => ({
  me: actor.id,
  hidden: hiddenSystems(actor),
  seesOrganisation: mayInOrganisation(actor, "approvals:decide-organisation"),
});

/** What this person can do about a request. */
function myPart({ request, votes }: RequestRecord, actor: Me) {
  return {
    asked: request.requesterId === actor.id,
    mayDecide: mayInScope(actor, request.systemId, "approvals:decide"),
    voted: votes.some(({ voterId }) => voterId === actor.id),
  };
}

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

/** Requests as the address asks for them: open, one's own, or decided. */
export const loadApprovals = defineLoader({
  permission: "approvals:read",
  load: async ({ read, actor, asOf }, query: string) => {
    const search = approvalSearch.parse(Object.fromEntries(new URLSearchParams(query)));
    const systems = await listSystems(read, hiddenSystems(actor));
    const system = search.system ? (systems.find(({ slug }) => slug === search.system) ?? null) : null;
    const filter = { view: search.view, systemId: system?.id ?? null, before: search.before ?? null };
    const [found, bootstrap] = await Promise.all([
      listRequests(read, scopeOf(actor), filter, PAGE + 1),
      bootstrapIsOpen(read),
    ]);
    return {
      search,
      systems: systems.map(({ slug, name }) => ({ slug, name })),
      requests: found.slice(0, PAGE).map((record) => ({ record, mine: myPart(record, actor) })),
      more: found.length > PAGE,
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
    const isWanted = (signer: Signer) =>
      barsOf(request).some(({ groups }) => groups.some(({ who }) => belongsTo(who, signer)));
    const [people, bootstrap] = await Promise.all([
      listDeciders(read, request.systemId, request.createdAtMs),
      bootstrapIsOpen(read),
    ]);
    const voted = new Set(record.votes.map(({ voterId }) => voterId));
    const without = [request.requesterId, ...request.authorIds];
    const deciders = people.filter(({ grantedBy }) => grantedBy !== request.requesterId);
    return {
      record,
      mine: { ...myPart(record, actor), factors: await findFactorKinds(read, actor.id) },
      me: actor.id,
      /** Who could still sign, by name. */
      deciders: deciders.filter((one) => !without.includes(one.id) && !voted.has(one.id) && isWanted(one)),
      /** Who can't sign only because the requester gave them their role alone, by name. */
      unconfirmed: people.filter(({ grantedBy }) => grantedBy === request.requesterId),
      stranded: !barsOf(request).every((policy) => canBeDecided(policy, deciders, without)),
      names: await namesOf(read, namedIn(request.policy)),
      maySeeAudit: mayInOrganisation(actor, "audit:read"),
      bootstrap,
      asOf,
    };
  },
});
