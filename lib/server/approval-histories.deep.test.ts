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

test("every invariant holds after each of 3,000 longer histories of several people at once", async () => {
  const ends = await drawHistories(3_000, 12, 4);
  const reached = ["executed", "rejected", "withdrawn", "expired", "failed", "stale", "broken"];
  expect(reached.filter((end) => !ends[end])).toEqual([]);
}, 3_000_000);
