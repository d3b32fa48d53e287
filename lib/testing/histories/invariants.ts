import { type ApprovalState, NEXT_STATES } from "@/lib/domain/approvals/request";
import { canonicalJson } from "@/lib/domain/audit/canonical-json";
import { query, sha256 } from "../critical";
import { isBroken, isClosed, isSigned, rulingOn } from "./carried";
import { type Seen, seenOn } from "./witness";
import type { World } from "./world";

const msOf = (text: string): number => new Date(text).getTime();

/** Fails with the words of an invariant and what stands against it. */
function demand(holds: boolean, invariant: string, seen: unknown): asserts holds {
  if (!holds) throw new Error(`broken: ${invariant}\n${JSON.stringify(seen, null, 1)}`);
}

/** 5: every change of state since the last look is one that may be, and what is closed stays as it is. */
export async function checkTransitions(world: World): Promise<void> {
  const rows = await query<{ id: string; state: ApprovalState; row: string }>(
    "select id, state, to_jsonb(r)::text as row from approval_request r where system_id = $1",
    [world.systemId],
  );
  for (const { id, state, row } of rows) {
    const [was, before] = (world.states.get(id) ?? "pending ").split(/ (.*)/s) as [ApprovalState, string];
    const mayFollow = reachable(was).has(state);
    demand(mayFollow, "5, a state follows another along the machine", { id, was, state });
    demand(NEXT_STATES[was].length > 0 || before === row, "5, a closed request stays as it is", row);
    world.states.set(id, `${state} ${row}`);
  }
}

/** Between two looks a request may have gone several steps. */
function reachable(from: ApprovalState, found = new Set<ApprovalState>([from])): Set<ApprovalState> {
  for (const next of NEXT_STATES[from]) if (!found.has(next)) reachable(next, found.add(next));
  return found;
}

/** All that must hold after any history, read from the database. */
export async function checkInvariants(world: World): Promise<Seen[]> {
  const { now, atEffect } = await seenOn(world.systemId);
  for (const seen of now) {
    const then = atEffect.get(seen.request.id);
    demand(
      (then !== undefined) === (seen.request.state === "executed"),
      "4, effect and state together",
      seen,
    );
    demand((then !== undefined) === (seen.effect !== null), "4, at most one effect", seen);
    checkBinding(seen);
    checkGlass(seen);
    if (then) checkEffect(world, then);
  }
  checkAnswers(world, now);
  await checkTrail(world, now);
  return now;
}

/** 1, 2, 6, 7, 8, 9, 13: what an effect rests on at the moment at which it is committed. */
function checkEffect(world: World, then: Seen): void {
  const { request, votes, effect, glass } = then;
  demand(
    glass ? isBroken(then) || isSigned(then) : isSigned(then),
    "1, 2, 8, 9, 13: an effect has its signatures",
    then,
  );
  demand(!isClosed(then), "9, a policy that was taken away closes", then);
  demand(!votes.some(({ vote }) => vote === "reject"), "7, no effect after a rejection", then);
  demand(then.people[request.requester_id]?.status === "active", "7, 8: who asked still may", then);
  const atMs = msOf(effect?.at ?? "");
  const inTime = msOf(request.not_before ?? "") <= atMs && atMs < msOf(request.expires_at);
  demand(inTime, "6, an effect in its time", then);
  if (glass || world.aged.has(request.id)) return;
  const last = Math.max(...votes.map(({ at }) => msOf(at)));
  demand(atMs >= last + request.policy.delayS * 1_000, "6, the delay never shrinks", then);
}

/** 3: one hash from what is asked for to what is signed and what runs. */
function checkBinding(seen: Seen): void {
  const { command, input, payload_hash } = seen.request;
  const again = sha256(canonicalJson({ command, input: JSON.parse(input) as unknown }));
  demand(again === payload_hash, "3, the hash is of what runs", seen);
  demand(
    seen.votes.every((vote) => vote.payload_hash === payload_hash),
    "3, and of what was signed",
    seen,
  );
  const voters = seen.votes.map(({ voter_id, vote }) => `${voter_id} ${vote}`);
  demand(new Set(voters).size === voters.length, "2, one person counts once", seen);
  demand(
    seen.votes.every(({ voter_id }) => voter_id !== seen.request.requester_id),
    "2, no self path",
    seen,
  );
}

/** 13: a broken glass has a reason and a name, and is reviewed by somebody else. */
function checkGlass({ glass, request }: Seen): void {
  if (!glass) return;
  demand(glass.reason.trim().length >= 10, "13, a reason", glass);
  demand(
    glass.reviewed_by !== glass.by_id && glass.reviewed_by !== request.requester_id,
    "13, somebody else",
    glass,
  );
}

/** 7: who was told that a stop counts finds it so. */
function checkAnswers({ told }: World, now: readonly Seen[]): void {
  for (const { kind, requestId } of told) {
    const seen = now.find(({ request }) => request.id === requestId);
    demand(seen?.request.state === kind, `7, what was ${kind} stays so`, seen);
  }
}

const ENDINGS: Readonly<Record<string, string>> = {
  rejected: "approvals.reject",
  withdrawn: "approvals.withdraw",
  expired: "approvals.expire",
  failed: "approvals.fail",
  stale: "approvals.go-stale",
};

/** 11: one entry for the asking, for each vote and stop, for each end and for each effect, and none beside. */
async function checkTrail(world: World, now: readonly Seen[]): Promise<void> {
  const rows = await query<{ id: string; action: string; n: number }>(
    `select coalesce(r.id, e.request_id)::text as id, a.action, count(*)::int as n from audit_entry a
     left join approval_request r on r.id::text = a.subject_id left join approval_effect e on e.audit_entry_id = a.entry_id
     where a.system_id = $1 and a.outcome = 'done' and (r.id is not null or a.action = 'test.set-words') group by 1, 2`,
    [world.systemId],
  );
  const found = Object.fromEntries(rows.map(({ id, action, n }) => [`${id} ${action}`, n]));
  const expected: Record<string, number> = {};
  const expect = (id: string, action: string, n: number) => {
    if (n > 0) expected[`${id} ${action}`] = n;
  };
  for (const { request, votes, glass } of now) {
    const { id, state } = request;
    const cast = (kind: string) => votes.filter(({ vote }) => vote === kind).length;
    expect(id, "approvals.request", 1);
    expect(id, "approvals.approve", cast("approve"));
    expect(id, "approvals.reject", cast("reject"));
    expect(id, "approvals.break-glass", glass ? 1 : 0);
    expect(id, "approvals.review-break-glass", glass?.reviewed_by ? 1 : 0);
    expect(id, "test.set-words", state === "executed" ? 1 : 0);
    const ending = ENDINGS[state];
    if (ending) expect(id, ending, 1);
    // The clock says so itself where it is what gives a request its last signature.
    const byClock = found[`${id} approvals.schedule`] ?? 0;
    demand(byClock <= 1, "11, scheduled once", found);
    expect(id, "approvals.schedule", byClock);
  }
  const sorted = (of: object) => JSON.stringify(Object.entries(of).sort());
  demand(sorted(found) === sorted(expected), "11, one entry for each, and none beside", { found, expected });
}

/** 14: whether it must take effect by itself from here: everything is there, and it is in time. */
export function mustRun(seen: Seen, nowMs: number): boolean {
  const { request } = seen;
  const delayMs = Math.max(request.policy.delayS, rulingOn(seen).delayS) * 1_000;
  const inTime = nowMs + delayMs + 5_000 < msOf(request.expires_at);
  return inTime && !isClosed(seen) && isSigned(seen);
}
