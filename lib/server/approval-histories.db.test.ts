import { beforeAll, expect, test } from "vitest";
import { withoutStepUp, withTestCommands } from "@/lib/testing/critical";
import { drawHistories } from "@/lib/testing/histories/history";
import { installWitness } from "@/lib/testing/histories/witness";
import { asOwner } from "@/lib/testing/owner";
import "./database";

beforeAll(async () => {
  withTestCommands();
  await withoutStepUp();
  await asOwner(installWitness);
});

test("every invariant holds after each of 300 histories of several people at once", async () => {
  const ends = await drawHistories(300, 6, 4);
  // They reach every end, or they would show nothing.
  const reached = ["executed", "rejected", "withdrawn", "expired", "failed", "stale", "broken"];
  expect(reached.filter((end) => !ends[end])).toEqual([]);
}, 280_000);
