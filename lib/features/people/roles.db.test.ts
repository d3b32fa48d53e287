import { beforeAll, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/client";
import type { ApprovalRequestId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import type { Role } from "@/lib/domain/people/capability";
import { approve } from "@/lib/features/approvals/commands";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { hashToken, makeToken } from "@/lib/server/token";
import { got, refused, run } from "@/lib/testing/commands";
import { withoutStepUp } from "@/lib/testing/critical";
import { organisationOf, PASSWORD, somebody, stranger } from "@/lib/testing/people";
import { acceptInvitation, signIn } from "./commands/enter";
import { invite, makeInvitationLink } from "./commands/invite";
import { deactivate, lock, unlock } from "./commands/manage";
import { setMembership } from "./commands/members";
import { makeResetLink, resetPassword, revealResetLink } from "./commands/passwords";
import { changeRole, confirmRole } from "./commands/roles";

const reason = "The team has asked for it.";
const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool().query(sql, values)).rows as T[];
const as = (userId: UserId): Caller => ({ kind: "person", userId });
let addresses = 0;
const newcomer = () => stranger(`10.2.0.${++addresses}`);

type PersonRow = { role: Role; status: string; version: number; on_word_of: string[] };
async function person(id: UserId): Promise<PersonRow> {
  const [row] = await rows<PersonRow>(`select role, status, version, on_word_of from "user" where id = $1`, [
    id,
  ]);
  if (!row) throw new Error("there is no such person");
  return row;
}
const seen = async (id: UserId) => ({ userId: id, version: (await person(id)).version });
const roleOf = async (id: UserId, role: Role) => ({ ...(await seen(id)), role, reason });

type Sent = { readonly requestId: ApprovalRequestId; readonly number: number };
const sent = (result: Result<unknown, Refusal>): Sent => refused(result, "sent-for-approval");

async function sign({ requestId }: Sent, by: UserId, systemId: SystemId | "" = "") {
  const [row] = await rows<{ payload_hash: string }>(
    "select payload_hash from approval_request where id = $1",
    [requestId],
  );
  const payloadHash = row?.payload_hash ?? "";
  return approve({ requestId, payloadHash, systemId, reason: "Read it and agree to it." }, as(by));
}
const ending = async ({ requestId }: Sent) =>
  (
    await rows<{ state: string; outcome: string | null }>(
      "select state, outcome from approval_request where id = $1",
      [requestId],
    )
  )[0];

let made = 0;
const another = async (role: Role) => (await somebody(`p${++made}`, role)).id;
const tokenOf = (link: string | null) => link?.slice(link.lastIndexOf("/") + 1) ?? "";

let olu: UserId;
let ana: UserId;
let mei: UserId;
let ledger: SystemId;

beforeAll(async () => {
  await withoutStepUp();
  ({ olu, ana, mei } = await organisationOf([
    ["Olu", "olu", "admin"],
    ["Ana", "ana", "security-lead"],
    ["Mei", "mei", "approver"],
  ]));
  const facts = { type: "edge", description: "", ownerId: ana, criticality: 3 };
  const system = await run<{ id: SystemId }>(
    "systems.create",
    { ...facts, name: "Ledger", slug: "ledger" },
    as(ana),
  );
  ledger = system.id;
});

describe("changing a role", () => {
  test("into one that decides waits for a second person, shows the difference, and counts as given by nobody", async () => {
    const jonas = await another("engineer");
    const request = sent(await changeRole(await roleOf(jonas, "approver"), as(olu)));
    expect(await person(jonas)).toMatchObject({ role: "engineer" });
    const [row] = await rows<{ about: string; asked: string; changes: string }>(
      "select about, asked, changes from approval_request where id = $1",
      [request.requestId],
    );
    expect(row).toMatchObject({ about: expect.stringContaining("becomes an approver"), asked: reason });
    expect(JSON.parse(row?.changes ?? "[]")).toContainEqual({
      field: "Role",
      before: "Engineer",
      after: "Approver",
    });
    expect(refused(await sign(request, olu)).code).toBe("forbidden");
    got(await sign(request, mei));
    expect(await ending(request)).toMatchObject({ state: "executed" });
    expect(await person(jonas)).toMatchObject({ role: "approver", on_word_of: [] });
  });

  test("out of one waits, too; between viewer and engineer one person is enough", async () => {
    const zoe = await another("approver");
    const request = sent(await changeRole(await roleOf(zoe, "viewer"), as(olu)));
    expect(await person(zoe)).toMatchObject({ role: "approver" });
    got(await sign(request, ana));
    expect(await person(zoe)).toMatchObject({ role: "viewer" });
    got(await changeRole(await roleOf(zoe, "engineer"), as(olu)));
    got(await changeRole({ ...(await seen(zoe)), role: "viewer" }, as(olu)));
    expect(await person(zoe)).toMatchObject({ role: "viewer" });
  });

  test("is not signed by whose role it is", async () => {
    const zoe = await another("approver");
    const request = sent(await changeRole(await roleOf(zoe, "admin"), as(olu)));
    expect(refused(await sign(request, zoe), "forbidden").reason).toContain("about you");
    expect(await person(zoe)).toMatchObject({ role: "approver" });
  });

  test("says why, or is not sent", async () => {
    const answer = await changeRole({ ...(await seen(mei)), role: "admin" }, as(olu));
    expect(refused(answer, "invalid-input").issues[0]?.path).toBe("reason");
  });

  test("is overtaken when somebody changed the account meanwhile", async () => {
    const zoe = await another("engineer");
    const request = sent(await changeRole(await roleOf(zoe, "admin"), as(olu)));
    got(await changeRole(await roleOf(zoe, "viewer"), as(olu)));
    got(await sign(request, mei));
    expect(await ending(request)).toMatchObject({ state: "stale" });
    expect(await person(zoe)).toMatchObject({ role: "viewer" });
  });

  test("two approvers who are taken the role at once, each signed by the other: one stays", async () => {
    await rows(`update "user" set role = 'viewer' where role <> 'viewer' and id <> all ($1)`, [
      [olu, mei, ana],
    ]);
    await rows(`update "user" set role = 'engineer' where id = $1`, [ana]);
    const other = await another("approver");
    const [first, second] = [
      sent(await changeRole(await roleOf(mei, "viewer"), as(olu))),
      sent(await changeRole(await roleOf(other, "viewer"), as(olu))),
    ];
    await Promise.all([sign(first, other), sign(second, mei)]);
    const states = [(await ending(first))?.state, (await ending(second))?.state];
    expect(states.filter((state) => state === "executed").length).toBeLessThanOrEqual(1);
    const left = await rows(
      `select 1 from "user" where status = 'active' and role_may_decide(role) and id <> $1`,
      [olu],
    );
    expect(left.length).toBeGreaterThanOrEqual(1);
    await rows(`update "user" set role = 'approver' where id = any ($1)`, [[mei, other]]);
    await rows(`update "user" set role = 'security-lead' where id = $1`, [ana]);
  });
});

describe("nobody comes to power alone:", () => {
  test("not by changing their own role, and not through somebody they manage", async () => {
    for (const role of ["viewer", "approver"] as const)
      expect(refused(await changeRole(await roleOf(olu, role), as(olu))).code).toBe("refused");
    const friend = await another("engineer");
    sent(await changeRole(await roleOf(friend, "admin"), as(olu)));
    expect(await person(friend)).toMatchObject({ role: "engineer" });
    expect(refused(await changeRole(await roleOf(friend, "admin"), as(friend))).code).toBe("forbidden");
  });

  test("not by an invitation to another address of their own", async () => {
    const invited = { name: "Second Olu", email: "olu.private@example.com", role: "approver", reason };
    const request = sent(await invite(invited, as(olu)));
    expect(await rows("select 1 from invitation where email = $1", [invited.email])).toEqual([]);
    got(await sign(request, mei));
    const [invitation] = await rows<{ id: string; request_id: string }>(
      "select id, request_id from invitation where email = $1",
      [invited.email],
    );
    expect(invitation?.request_id).toBe(request.requestId);
    const { link } = got(await makeInvitationLink({ invitationId: invitation?.id }, as(olu)));
    const newer = got(await makeInvitationLink({ invitationId: invitation?.id }, as(olu)));
    const accept = (token: string) =>
      acceptInvitation({ token, name: "Second Olu", password: PASSWORD }, newcomer());
    expect(refused(await accept(tokenOf(link))).code).toBe("unauthenticated");
    const { userId } = got(await accept(tokenOf(newer.link)));
    expect(await person(userId)).toMatchObject({ role: "approver", on_word_of: [olu] });
    expect(refused(await makeInvitationLink({ invitationId: invitation?.id }, as(olu))).code).toBe(
      "not-found",
    );
  });

  test("not by an invitation that one person gave before two could sign", async () => {
    const token = makeToken();
    await rows(
      `insert into invitation (id, token_hash, email, name, role, invited_by, expires_at)
       values (gen_random_uuid(), $1, 'left.over@example.com', 'Left Over', 'admin', $2, now() + interval '1 day')`,
      [hashToken(token), olu],
    );
    const answer = await acceptInvitation({ token, name: "Left Over", password: PASSWORD }, newcomer());
    expect(refused(answer).code).toBe("unauthenticated");
    const [left] = await rows<{ id: string }>(
      "select id from invitation where email = 'left.over@example.com'",
    );
    expect(refused(await makeInvitationLink({ invitationId: left?.id }, as(olu))).code).toBe("not-found");
  });

  test("not by a reset link for somebody who decides; two grant it, and it is shown once, to who asked", async () => {
    const request = sent(await makeResetLink({ userId: mei, reason }, as(olu)));
    expect(refused(await revealResetLink({ userId: mei }, as(olu))).code).toBe("refused");
    got(await sign(request, ana));
    const other = await another("admin");
    expect(refused(await revealResetLink({ userId: mei }, as(other))).code).toBe("refused");
    const { link } = got(await revealResetLink({ userId: mei }, as(olu)));
    expect(refused(await revealResetLink({ userId: mei }, as(olu))).code).toBe("refused");
    got(await resetPassword({ token: tokenOf(link), password: "another horse battery" }, newcomer()));
    got(await signIn({ email: "mei@example.com", password: "another horse battery", to: "/" }, newcomer()));
    expect(await person(mei)).toMatchObject({ on_word_of: [olu] });
    got(await sign(sent(await confirmRole({ ...(await seen(mei)), reason }, as(ana))), other));
    expect(await person(mei)).toMatchObject({ on_word_of: [] });
  });

  test("not by a reset link that was made while its person only worked", async () => {
    const zoe = await another("engineer");
    const { link } = got(await makeResetLink({ userId: zoe }, as(olu)));
    got(await sign(sent(await changeRole(await roleOf(zoe, "approver"), as(olu))), mei));
    const answer = await resetPassword(
      { token: tokenOf(link), password: "another horse battery" },
      newcomer(),
    );
    expect(refused(answer).code).toBe("unauthenticated");
  });

  test("not by opening an account that decides; one that works opens at once", async () => {
    const [zoe, jonas] = [await another("security-lead"), await another("engineer")];
    for (const one of [zoe, jonas]) got(await lock(await seen(one), as(olu)));
    const request = sent(await unlock({ ...(await seen(zoe)), reason }, as(olu)));
    got(await unlock(await seen(jonas), as(olu)));
    expect([await person(zoe), await person(jonas)]).toMatchObject([
      { status: "locked" },
      { status: "active" },
    ]);
    got(await sign(request, mei));
    expect(await person(zoe)).toMatchObject({ status: "active" });
  });

  test("not by a membership: it raises to work at most, and one that is lifted signs nothing older", async () => {
    const jonas = await another("engineer");
    const membership = { userId: jonas, systemId: ledger, role: "approver", version: 0 };
    const maySign = async (id: UserId, askedAt: Date) =>
      (
        await rows<{ may: boolean }>("select may_decide($1, $2, $3::timestamptz) as may", [
          id,
          ledger,
          askedAt,
        ])
      )[0]?.may;
    got(await setMembership(membership, as(ana)));
    expect(await maySign(jonas, new Date(Date.now() + 60_000))).toBe(false);

    const lowered = await another("approver");
    const [asked] = await rows<{ at: Date }>("select now() as at");
    const whenAsked = asked?.at ?? new Date(0);
    expect(await maySign(lowered, whenAsked)).toBe(true);
    got(await setMembership({ ...membership, userId: lowered, role: "viewer" }, as(ana)));
    expect(await maySign(lowered, whenAsked)).toBe(false);
    got(await setMembership({ ...membership, userId: lowered, role: "none", version: 1 }, as(ana)));
    got(await setMembership({ ...membership, userId: lowered, role: "", version: 2 }, as(ana)));
    expect(await maySign(lowered, whenAsked)).toBe(false);
    expect(await maySign(lowered, new Date(Date.now() + 60_000))).toBe(true);
  });

  test("and no command that gives power lets one person through", () => {
    const twoPersons = ["change-role", "confirm-role", "invite", "make-reset-link", "unlock"];
    for (const name of twoPersons)
      expect([name, registry.get(`people.${name}`)?.meta.approval]).toEqual([name, "by-state"]);
  });
});

describe("nobody is left without a decision", () => {
  test("the last two who decide are not locked, ended or lowered, and the words say what to do", async () => {
    const keep = [olu, mei];
    const others = await rows<{ id: UserId; role: Role }>(
      `select id, role from "user" where status = 'active' and role_may_decide(role) and id <> all ($1)`,
      [keep],
    );
    await rows(`update "user" set status = 'locked' where id = any ($1)`, [others.map(({ id }) => id)]);
    const answers = [
      await lock(await seen(mei), as(olu)),
      await deactivate({ ...(await seen(mei)), successorId: null }, as(olu)),
      await changeRole(await roleOf(mei, "engineer"), as(olu)),
      await setMembership({ userId: mei, systemId: ledger, role: "viewer", version: 0 }, as(olu)),
    ];
    for (const answer of answers)
      expect(refused(answer, "refused").reason).toMatch(
        /nobody could decide what Olu asks for.*Give somebody else/,
      );
    await rows(`update "user" set status = 'active' where id = any ($1)`, [others.map(({ id }) => id)]);
    got(await lock(await seen(mei), as(olu)));
    got(await sign(sent(await unlock({ ...(await seen(mei)), reason }, as(olu))), ana));
  });
});

describe("somebody whom one person let in alone", () => {
  test("is confirmed by two persons, at the word of anybody who decides, and by nobody alone", async () => {
    const zoe = await another("approver");
    await rows(`update "user" set on_word_of = array[$2::uuid] where id = $1`, [zoe, olu]);
    for (const change of ["on_word_of = '{}'", `on_word_of = '{}', vouched_by = '${mei}'`])
      await expect(rows(`update "user" set ${change} where id = $1`, [zoe])).rejects.toThrow(/two persons/);
    await expect(rows(`update "user" set on_word_of = array[id] where id = $1`, [zoe])).rejects.toThrow();
    const asked = sent(await changeRole(await roleOf(await another("engineer"), "approver"), as(olu)));
    expect(refused(await sign(asked, zoe), "forbidden").reason).toContain(
      "one of you and Olu let the other in alone",
    );
    await expect(
      rows(
        `insert into approval_vote (request_id, voter_id, vote, reason, payload_hash, at)
         select id, $2, 'approve', 'Trust me on this.', payload_hash, now() from approval_request where id = $1`,
        [asked.requestId, zoe],
      ),
    ).rejects.toThrow(/let the other in alone/);
    const engineer = await another("engineer");
    expect(refused(await confirmRole({ ...(await seen(zoe)), reason }, as(engineer))).code).toBe("forbidden");
    expect(refused(await confirmRole({ ...(await seen(zoe)), reason }, as(zoe))).code).toBe("refused");
    const request = sent(await confirmRole({ ...(await seen(zoe)), reason }, as(mei)));
    expect(await person(zoe)).toMatchObject({ on_word_of: [olu] });
    got(await sign(request, ana));
    expect(await ending(request)).toMatchObject({ state: "executed" });
    expect(await person(zoe)).toMatchObject({ role: "approver", on_word_of: [] });
    got(await sign(asked, zoe));
    expect(await ending(asked)).toMatchObject({ state: "executed" });
    expect(refused(await confirmRole({ ...(await seen(zoe)), reason }, as(mei)), "refused").reason).toContain(
      "nothing to confirm",
    );
  });
});
