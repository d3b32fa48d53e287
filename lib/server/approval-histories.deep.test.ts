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

const TURNS = Array.from({ length: 10 }, (_, turn) => turn + 1);
const reached = new Set<string>();

test.each(TURNS)(
  "every invariant holds after each of 300 longer histories of several people at once, turn %i",
  async () => {
    const ends = await drawHistories(300, 12, 4);
    for (const [end, times] of Object.entries(ends)) if (times > 0) reached.add(end);
    for (const end of ["executed", "rejected", "withdrawn", "expired"]) expect([...reached]).toContain(end);
  },
  600_000,
);
