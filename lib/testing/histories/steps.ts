import type { UserId } from "@/lib/domain/kernel/ids";
import { MEMBERSHIP_ROLES, ROLES } from "@/lib/domain/people/capability";
import { settleRequests } from "@/lib/jobs/approvals";
import { runDueRequests } from "@/lib/server/run-approved";
import { as, ballot, byTwo, call, NEVER_TAKEN, type Open, openOf, query, setWords, vote } from "../critical";
import { passTime } from "../owner";
import { policyOf } from "./policies";
import type { World } from "./world";

/** One thing that somebody does: who, with which request, and a number for whatever else there is to choose. */
export type Deed = {
  readonly what: keyof typeof DEEDS;
  readonly who: number;
  readonly which: number;
  readonly n: number;
};
type Act = (world: World, person: UserId, request: Open | undefined, n: number) => Promise<unknown>;

const WHY = "It has to be like this.";
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** A word that few histories take is tried now and then. */
const wordsFor = (n: number): string => (n % 11 === 10 ? NEVER_TAKEN : `words ${n % 4}`);

async function asks(world: World, person: UserId, _: unknown, n: number): Promise<void> {
  const authors = n % 5 === 4 ? [pick(world.people, n)] : [];
  const input = { systemId: world.systemId, words: wordsFor(n), reason: "Because it has to be.", authors };
  const open = await openOf(await setWords(input, as(person)));
  if (open && !world.requests.some(({ requestId }) => requestId === open.requestId))
    world.requests.push(open);
}

/** Now and then a voter saw other content, names another scope or says nothing. */
const approves: Act = async (_world, person, request, n) => {
  if (!request) return;
  const sent = ballot(request);
  const wrong = [{ payloadHash: "0".repeat(64) }, { systemId: "" }, { reason: " no " }][n % 24] ?? {};
  await call("approvals.approve", { ...sent, ...wrong }, as(person));
};

const rejects: Act = async (world, person, request) => {
  if (request && (await vote("reject", request, person)).ok)
    world.told.push({ kind: "rejected", requestId: request.requestId });
};

const withdraws: Act = async (world, person, request, n) => {
  if (!request) return;
  const by = n % 4 === 0 ? person : request.requesterId;
  const answer = await call("approvals.withdraw", { requestId: request.requestId }, as(by));
  if (answer.ok) world.told.push({ kind: "withdrawn", requestId: request.requestId });
};

const reviews: Act = async (_world, person, request, n) => {
  if (!request) return;
  const { requestId, systemId } = request;
  const verdict = n % 2 === 0 ? "justified" : "not-justified";
  const input = { requestId, systemId: systemId ?? "", verdict, note: "Looked into it afterwards." };
  await call("approvals.review-break-glass", input, as(person));
};

async function policyOn({ systemId }: World) {
  const [row] = await query<{ id: string; version: number }>(
    "select id, version from approval_policy where system_id = $1 and retired_at is null",
    [systemId],
  );
  return row;
}

const savesPolicy: Act = async (world, _person, _request, n) => {
  const last = await policyOn(world);
  await byTwo(
    "policies.save",
    {
      ...(last ? { id: last.id, version: last.version } : {}),
      subject: "test.set-words",
      systemId: world.systemId,
      policy: policyOf(n, world.people),
      reason: `A history changes its rules, ${Math.random()}.`,
    },
    ...world.staff,
  );
};

const retiresPolicy: Act = async (world) => {
  const last = await policyOn(world);
  const reason = `A history takes its rules away, ${Math.random()}.`;
  if (last) await byTwo("policies.retire", { id: last.id, version: last.version, reason }, ...world.staff);
};

const versionOf = async (id: UserId): Promise<number> =>
  (await query<{ version: number }>(`select version from "user" where id = $1`, [id]))[0]?.version ?? 0;

const onPerson =
  (command: string, more: (n: number) => object = () => ({})): Act =>
  async (world, person, _request, n) =>
    byTwo(command, { userId: person, version: await versionOf(person), ...more(n) }, ...world.staff);

const setsMembership: Act = async (world, person, _request, n) => {
  const [row] = await query<{ version: number }>(
    "select version from membership where user_id = $1 and system_id = $2",
    [person, world.systemId],
  );
  const role = [...MEMBERSHIP_ROLES, ""][n % (MEMBERSHIP_ROLES.length + 1)];
  const { systemId } = world;
  await byTwo(
    "people.set-membership",
    { userId: person, systemId, version: row?.version ?? 0, role },
    ...world.staff,
  );
};

const passes =
  (of: "delay" | "all"): Act =>
  async (world, _person, request) => {
    if (!request) return;
    if (of === "delay") world.aged.add(request.requestId);
    await passTime(world.owner, request, of);
  };

export const DEEDS = {
  asks,
  approves,
  rejects,
  withdraws,
  // Mostly one of the two whose role may.
  breaks: async ({ people }, person, request, n) =>
    request &&
    call("approvals.break-glass", ballot(request), as(n % 4 === 0 ? person : pick(people.slice(5), n))),
  reviews,
  savesPolicy,
  retiresPolicy,
  locks: onPerson("people.lock"),
  unlocks: onPerson("people.unlock", () => ({ reason: WHY })),
  changesRole: onPerson("people.change-role", (n) => ({ role: pick(ROLES, n), reason: WHY })),
  setsMembership,
  delayPasses: passes("delay"),
  timePasses: passes("all"),
  targetChanges: (world, _person, _request, n) =>
    query("update system set description = $2 where id = $1", [world.systemId, `other words ${n % 3}`]),
  executorRuns: (_world, _person, request) => runDueRequests(request ? [request.requestId] : []),
  jobRuns: () => settleRequests(),
} as const satisfies Readonly<Record<string, Act>>;

/** Does it. A refusal is an answer like any other; what throws is a defect. */
export async function doDeed(world: World, { what, who, which, n }: Deed): Promise<void> {
  // The newest request is the likeliest one to be looked at.
  const request = world.requests.at(-1 - (which % Math.max(1, Math.min(world.requests.length, 3))));
  await DEEDS[what](world, pick(world.people, who), request, n);
}
