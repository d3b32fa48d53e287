import { beforeAll, describe, expect, test } from "vitest";
import { settleRequests } from "@/lib/jobs/approvals";
import { crashingBefore } from "@/lib/testing/crash";
import {
  ask,
  effectsOf,
  stateOf,
  vote,
  withoutStepUp,
  withTestCommands,
  wordsOf,
} from "@/lib/testing/critical";
import { checkInvariants } from "@/lib/testing/histories/invariants";
import { installWitness } from "@/lib/testing/histories/witness";
import { castOf, newWorld, type World } from "@/lib/testing/histories/world";
import { asOwner, passTime } from "@/lib/testing/owner";
import { provideCommands } from "./commands-at-hand";
import "./database";

let world: World;
/** Somebody who asks, and two who may sign. */
let people: readonly [World["staff"][0], World["staff"][0]];

// What is meant to break here is no news.
process.env["LOG_LEVEL"] = "silent";

beforeAll(async () => {
  withTestCommands();
  await withoutStepUp();
  await asOwner(installWitness);
  await asOwner(async (owner) => {
    world = await newWorld(owner, await castOf());
  });
  people = [world.people[0], world.people[2]] as never;
});

/** Whatever the crash left: all of it or nothing, and the clock brings it to its end, once. */
async function expectWhole(open: Awaited<ReturnType<typeof ask>>, words: string): Promise<string> {
  const left = (await stateOf(open))?.state ?? "";
  expect(["pending", "scheduled", "executed"]).toContain(left);
  expect(await effectsOf(open)).toBe(left === "executed" ? 1 : 0);
  expect((await wordsOf(world.systemId)) === words).toBe(left === "executed");
  if (left === "pending") expect((await vote("approve", open, people[1])).ok).toBe(true);
  await settleRequests();
  await settleRequests();
  expect(await stateOf(open)).toMatchObject({ state: "executed" });
  expect([await effectsOf(open), await wordsOf(world.systemId)]).toEqual([1, words]);
  return left;
}

describe("a backend that is terminated before any statement", () => {
  test("of a last vote and its effect leaves all of each or nothing, and the effect comes once", async () => {
    const left: string[] = [];
    for (let statement = 1; ; statement++) {
      const words = `vote ${statement}`;
      const open = await ask(people[0], world.systemId, words);
      const { statements } = await crashingBefore(statement, () => vote("approve", open, people[1]));
      left.push(await expectWhole(open, words));
      if (statements < statement) break;
    }
    // It was terminated before the vote was kept, between vote and effect, and when all was done.
    expect([...new Set(left)]).toEqual(["pending", "scheduled", "executed"]);
    expect(left.length).toBeGreaterThan(20);
    await checkInvariants(world);
  }, 120_000);

  test("of a rejection leaves it open or rejected, and it ends by the clock", async () => {
    const left: string[] = [];
    for (let statement = 1; ; statement++) {
      const open = await ask(people[0], world.systemId, `reject ${statement}`);
      const { statements } = await crashingBefore(statement, () => vote("reject", open, people[1]));
      const state = (await stateOf(open))?.state ?? "";
      left.push(state);
      if (state === "pending") {
        await asOwner((owner) => passTime(owner, open, "all"));
        await settleRequests();
        expect(await stateOf(open)).toMatchObject({ state: "expired" });
      }
      if (statements < statement) break;
    }
    expect([...new Set(left)]).toEqual(["pending", "rejected"]);
    await checkInvariants(world);
  }, 120_000);

  test("of the clock's own run leaves it scheduled or done, and the next run does it once", async () => {
    const left: string[] = [];
    for (let statement = 1; ; statement++) {
      const words = `clock ${statement}`;
      const open = await ask(people[0], world.systemId, words);
      provideCommands(new Map([["test.set-words", (async () => ({ ok: true, value: null })) as never]]));
      expect((await vote("approve", open, people[1])).ok).toBe(true);
      withTestCommands();
      const { statements } = await crashingBefore(statement, settleRequests);
      left.push(await expectWhole(open, words));
      if (statements < statement) break;
    }
    expect([...new Set(left)]).toEqual(["scheduled", "executed"]);
    await checkInvariants(world);
  }, 120_000);
});
