import { expect, test } from "vitest";
import { withConnection } from "@/scripts/lib/connection.mjs";
import { consume, forgive } from "./throttle";
import "./database";

const USE = { limit: "sign-in-account-client", key: "somebody", forgiving: true } as const;

/** What the owner of the tables does to this suite's own database. */
const asOwner = (sql: string) =>
  withConnection(process.env["DATABASE_ADMIN_URL"] ?? "", (client) => client.query(sql));

test("lets as many through as the limit says, until a success gives them back", async () => {
  for (let n = 0; n < 10; n++) expect(await consume([USE])).toBeNull();
  expect(await consume([USE])).toMatchObject({
    code: "too-many",
    reason: expect.stringContaining("15 minutes"),
  });
  await forgive([USE]);
  expect(await consume([USE])).toBeNull();
});

test("lets nobody through while attempts can't be counted, and everybody again after that", async () => {
  await asOwner(`alter table throttle rename to throttle_away`);
  try {
    expect(await consume([USE])).toMatchObject({
      code: "too-many",
      reason: expect.stringContaining("can't be counted"),
    });
    await expect(forgive([USE])).resolves.toBeUndefined();
  } finally {
    await asOwner(`alter table throttle_away rename to throttle`);
  }
  expect(await consume([USE])).toBeNull();
});
