import type { Seen, SeenPerson, SeenPolicy } from "./witness";

const DECIDES = ["approver", "security-lead", "admin"];
const BREAKS = ["security-lead", "admin"];

const msOf = (text: string): number => new Date(text).getTime();

/** Written anew from the invariants' words, so that it shares no mistake with the engine. */
function maySign(seen: Seen, id: string): boolean {
  const person = seen.people[id];
  const { request } = seen;
  if (!person || id === request.requester_id || (request.authors as readonly string[]).includes(id))
    return false;
  return stands(person, DECIDES) && msOf(person.deciding_since) <= msOf(request.created_at);
}

function stands({ status, role, membership }: SeenPerson, roles: readonly string[]): boolean {
  return status === "active" && roles.includes(role) && (membership === null || roles.includes(membership));
}

/** Tries every way to seat people, one each. */
function canSeat(
  seats: readonly SeenPolicy["groups"][number]["who"][],
  left: readonly (readonly [string, string])[],
): boolean {
  const [seat, ...others] = seats;
  if (!seat) return true;
  return left.some(
    (one) =>
      fits(seat, one) &&
      canSeat(
        others,
        left.filter((other) => other !== one),
      ),
  );
}

function fits(
  { kind, roles, ids }: SeenPolicy["groups"][number]["who"],
  [id, role]: readonly [string, string],
): boolean {
  if (kind === "anyone") return true;
  return kind === "roles" ? (roles ?? []).includes(role) : kind === "people" && (ids ?? []).includes(id);
}

/** The organisation's policy for a request; its own where there is none. */
export function rulingOn({ request, policies }: Seen): SeenPolicy {
  const rank = ({ subject, system_id }: Seen["policies"][number]) =>
    (system_id === null ? 2 : 0) + (subject === "*" ? 1 : 0);
  const fitting = policies
    .filter(({ retired_at }) => retired_at === null)
    .filter(({ subject }) => subject === "*" || subject === request.subject)
    .toSorted((a, b) => rank(a) - rank(b));
  return fitting[0]?.policy ?? request.policy;
}

/** Whether the policy that it was asked under was taken away. */
export function isClosed({ request, policies }: Seen): boolean {
  return policies.some(({ id, retired_at }) => id === request.policy_id && retired_at !== null);
}

/** Whether it has every signature at that instant, under both policies that count. */
export function isSigned(seen: Seen): boolean {
  const { request, votes } = seen;
  const signers = votes
    .filter(({ vote, payload_hash }) => vote === "approve" && payload_hash === request.payload_hash)
    .map(({ voter_id }) => voter_id)
    .filter((id, index, all) => all.indexOf(id) === index && maySign(seen, id))
    .map((id) => [id, seen.people[id]?.role ?? ""] as const);
  return [request.policy, rulingOn(seen)].every(({ groups }) => {
    const seats = groups.flatMap(({ who, count }) => Array.from({ length: count }, () => who));
    return seats.length > 0 && canSeat(seats, signers);
  });
}

/** Whether somebody who may went ahead alone, where both policies let them. */
export function isBroken(seen: Seen): boolean {
  const { glass, request } = seen;
  const breaker = glass && seen.people[glass.by_id];
  if (!glass || !breaker || glass.reason.trim().length < 10) return false;
  return stands(breaker, BREAKS) && request.policy.breakGlass && rulingOn(seen).breakGlass;
}
