import { expect, test } from "vitest";
import { pool, reader } from "@/lib/db/client";
import { bootstrapIsOpen, insertSetupToken } from "@/lib/db/installation";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import type { Caller } from "@/lib/server/caller";
import { asJob } from "@/lib/server/job";
import { hashToken, makeToken } from "@/lib/server/token";
import { got, refused, run } from "@/lib/testing/commands";
import { withoutStepUp } from "@/lib/testing/critical";
import { PASSWORD, stranger } from "@/lib/testing/people";
import { acceptInvitation, setUp } from "./commands/enter";
import { invite } from "./commands/invite";
import { changeRole, confirmRole } from "./commands/roles";

const reason = "The team needs one.";
const as = (userId: UserId): Caller => ({ kind: "person", userId });
const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool().query(sql, values)).rows as T[];
const letInBy = async (id: UserId) =>
  (await rows<{ by: UserId }>(`select unnest(on_word_of) as by from "user" where id = $1`, [id])).map(
    ({ by }) => by,
  );
const seen = async (id: UserId) => ({
  userId: id,
  version: (await rows<{ version: number }>(`select version from "user" where id = $1`, [id]))[0]?.version,
});

test("one administrator alone can't end the bootstrap with somebody of their own making; two whom they made can, and sign nothing for them until confirmed", async () => {
  await withoutStepUp();
  const token = makeToken();
  await asJob((tx) => insertSetupToken(tx, hashToken(token)));
  const first = { token, organisation: "Harbour Bank", currency: "EUR", name: "Ada", password: PASSWORD };
  const ada = got(await setUp({ ...first, email: "ada@example.com" }, stranger("10.3.0.1"))).userId;
  const linkFor = async (name: string, role: Role) =>
    got(await invite({ name, email: `${name}@example.com`, role, reason }, as(ada))).link ?? "";
  const accept = async (link: string, name: string) =>
    acceptInvitation(
      { token: link.slice(link.lastIndexOf("/") + 1), name, password: PASSWORD },
      stranger(`10.3.1.${name.length}`),
    );

  expect(await letInBy(ada)).toEqual([]);
  const ben = got(await accept(await linkFor("ben", "approver"), "ben")).userId;
  expect(await letInBy(ben)).toEqual([ada]);
  expect(await bootstrapIsOpen(reader())).toBe(true);
  expect(refused(await confirmRole({ ...(await seen(ben)), reason }, as(ada)), "refused").reason).toContain(
    "another approver first",
  );
  got(await changeRole({ ...(await seen(ben)), role: "viewer", reason }, as(ada)));
  got(await changeRole({ ...(await seen(ben)), role: "approver", reason }, as(ada)));
  expect(await letInBy(ben)).toEqual([ada]);

  const late = await linkFor("late", "admin");
  const working = await linkFor("working", "engineer");
  const cora = got(await accept(await linkFor("cora", "approver"), "cora")).userId;
  expect(await bootstrapIsOpen(reader())).toBe(false);
  expect(await letInBy(cora)).toEqual([ada]);
  expect(refused(await accept(late, "late")).code).toBe("unauthenticated");
  got(await accept(working, "working"));

  const asked = refused(await confirmRole({ ...(await seen(cora)), reason }, as(ben)), "sent-for-approval");
  const [row] = await rows<{ payload_hash: string }>(
    "select payload_hash from approval_request where id = $1",
    [asked.requestId],
  );
  const vote = {
    requestId: asked.requestId,
    payloadHash: row?.payload_hash,
    systemId: "",
    reason: "She is who she says.",
  };
  await run("approvals.approve", vote, as(ada));
  expect(await letInBy(cora)).toEqual([]);
  expect(await letInBy(ben)).toEqual([ada]);
});
