import fc from "fast-check";
import { settleRequests } from "@/lib/jobs/approvals";
import { query } from "../critical";
import { asOwner, type Owner, passTime } from "../owner";
import { checkInvariants, checkTransitions, mustRun } from "./invariants";
import { type DEEDS, type Deed, doDeed } from "./steps";
import { seenOn } from "./witness";
import { castOf, newWorld, type World } from "./world";

/** How often something is done, beside the others. */
const WEIGHTS: Readonly<Record<keyof typeof DEEDS, number>> = {
  asks: 5,
  approves: 14,
  rejects: 2,
  withdraws: 2,
  breaks: 3,
  reviews: 2,
  savesPolicy: 3,
  retiresPolicy: 1,
  locks: 2,
  unlocks: 1,
  changesRole: 2,
  setsMembership: 2,
  delayPasses: 2,
  timePasses: 1,
  targetChanges: 1,
  executorRuns: 2,
  jobRuns: 2,
};

const nat = fc.nat({ max: 999 });
const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.oneof(
    ...Object.entries(WEIGHTS).map(([what, weight]) => ({
      weight,
      arbitrary: fc.constant(what as keyof typeof DEEDS),
    })),
  ),
  who: nat,
  which: nat,
  n: nat,
});

/** Deeds at once, on connections of their own, and what must hold after each such step. */
class AtOnce implements fc.AsyncCommand<object, World> {
  constructor(readonly deeds: readonly Deed[]) {}
  check = () => true;
  async run(_model: object, world: World): Promise<void> {
    const ends = await Promise.allSettled(this.deeds.map((one) => doDeed(world, one)));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    await checkTransitions(world);
  }
  toString = () =>
    this.deeds.map(({ what, who, which, n }) => `${what}(${who % 7}, ${which % 3}, ${n})`).join(" | ");
}

/** Most begin under rules of their own; then an engineer asks. */
const first = fc
  .record({ who: nat, n: nat, rules: fc.integer({ min: 0, max: 2 }) })
  .map(({ who, n, rules }): readonly AtOnce[] => [
    ...(rules === 0 ? [] : [new AtOnce([{ what: "savesPolicy", who, which: 0, n }])]),
    new AtOnce([{ what: "asks", who: who % 2, which: 0, n: n % 10 }]),
  ]);
const step = fc
  .oneof(
    { weight: 3, arbitrary: fc.tuple(deed) },
    { weight: 2, arbitrary: fc.array(deed, { minLength: 2, maxLength: 3 }) },
  )
  .map((deeds) => new AtOnce(deeds));

/** Lets every request come to its end: by what it has, and failing that by the clock. */
async function finish(world: World): Promise<void> {
  await settled(world);
  const { now } = await seenOn(world.systemId);
  const due = now.filter((seen) => isOpen(seen.request.state) && mustRun(seen, Date.now()));
  for (const { request } of due) {
    if (request.state !== "scheduled")
      throw new Error(`broken: 14, it has all and waits\n${JSON.stringify(request)}`);
    world.aged.add(request.id);
    await passTime(world.owner, { requestId: request.id as never }, "delay");
  }
  await settled(world);
  const after = new Map((await seenOn(world.systemId)).now.map(({ request }) => [request.id, request.state]));
  for (const { request } of due)
    if (isOpen(after.get(request.id) ?? ""))
      throw new Error(`broken: 14, it does not run\n${JSON.stringify(request)}`);
  for (const { requestId } of world.requests) await passTime(world.owner, { requestId }, "all");
  await settled(world);
  const [left] = await query("select * from approval_request where system_id = $1 and decided_at is null", [
    world.systemId,
  ]);
  if (left) throw new Error(`broken: it does not end by the clock\n${JSON.stringify(left)}`);
}

const isOpen = (state: string): boolean => state === "pending" || state === "scheduled";

/** Lets the jobs run until they have nothing left to do here; other lanes may have some of it in hand. */
async function settled(world: World): Promise<void> {
  for (let round = 0; round < 50; round++) {
    await settleRequests();
    const left = await query(
      `select 1 from approval_request where system_id = $1 and (state = 'scheduled' and not_before <= clock_timestamp()
         or state in ('pending', 'scheduled') and expires_at <= clock_timestamp())`,
      [world.systemId],
    );
    if (left.length === 0) break;
  }
  await checkTransitions(world);
}

/** How the requests of all histories ended. */
export type Ends = Record<string, number>;

async function lane(owner: Owner, runs: number, steps: number, seed: number, ends: Ends): Promise<void> {
  const cast = await castOf();
  const path = process.env["HISTORY_PATH"];
  const histories = fc.tuple(first, fc.commands([step], { maxCommands: steps, disableReplayLog: true }));
  await fc.assert(
    fc.asyncProperty(histories, async ([opening, commands]) => {
      const world = await newWorld(owner, cast);
      for (const one of opening) await one.run({}, world);
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      await finish(world);
      for (const { request, glass } of await checkInvariants(world)) {
        ends[request.state] = (ends[request.state] ?? 0) + 1;
        if (glass) ends["broken"] = (ends["broken"] ?? 0) + 1;
      }
    }),
    { seed, numRuns: runs, endOnFailure: true, ...(path ? { path } : {}) },
  );
}

/**
 * Draws histories in some lanes at once, each with people of its own, and checks all of them.
 *
 * @param steps the most steps of a history
 * @returns how their requests ended; a failure names the seed and path, to be run again with HISTORY_SEED and HISTORY_PATH
 */
export async function drawHistories(runs: number, steps: number, lanes: number): Promise<Ends> {
  const given = process.env["HISTORY_SEED"];
  const seeds = given
    ? [Number(given)]
    : Array.from({ length: lanes }, () => Math.floor(Math.random() * 2 ** 31));
  const ends: Ends = {};
  const share = Math.ceil(runs / lanes);
  await Promise.all(seeds.map((seed) => asOwner((owner) => lane(owner, share, steps, seed, ends))));
  return ends;
}
