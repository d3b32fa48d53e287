import { beforeAll, expect, test } from "vitest";
import { countWaiting } from "@/lib/db/approval-lists";
import { inTransaction, reader } from "@/lib/db/client";
import { insertPolicy } from "@/lib/db/policies";
import { DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { SystemId, UserId } from "@/lib/domain/kernel/ids";
import type { Role } from "@/lib/domain/people/capability";
import { got, refused } from "@/lib/testing/commands";
import {
  as,
  ask,
  freshSystem,
  openOf,
  query,
  stateOf,
  vote,
  withoutStepUp,
  withTestCommands,
} from "@/lib/testing/critical";
import { organisationOf, PASSWORD, somebody, stranger } from "@/lib/testing/people";
import { acceptInvitation } from "./commands/enter";
import { invite, makeInvitationLink } from "./commands/invite";
import { makeResetLink, resetPassword } from "./commands/passwords";
import { changeRole, vouch } from "./commands/roles";

let olu: UserId;
let ana: UserId;
let second: UserId;
let jonas: UserId;
let ledger: SystemId;

beforeAll(async () => {
  withTestCommands();
  await withoutStepUp();
  ({ olu, ana, second, jonas } = await organisationOf([
    ["Olu", "olu", "admin"],
    ["Sefa", "second", "admin"],
    ["Ana", "ana", "security-lead"],
    ["Jonas", "jonas", "engineer"],
  ]));
  ledger = await freshSystem(ana);
});

let addresses = 0;
const newcomer = () => stranger(`10.7.0.${++addresses}`);
const tokenOf = (link: string | null): string => link?.slice(link.lastIndexOf("/") + 1) ?? "";
const seen = async (id: UserId) => {
  const [row] = await query<{ version: number }>(`select version from "user" where id = $1`, [id]);
  return { userId: id, version: row?.version };
};
const letInBy = async (id: UserId): Promise<readonly UserId[]> =>
  (await query<{ by: UserId }>(`select unnest(on_word_of) as by from "user" where id = $1`, [id])).map(
    ({ by }) => by,
  );

/** A system on which two others sign. */
async function systemForTwo(): Promise<SystemId> {
  const groups = [{ who: { kind: "anyone" as const }, count: 2 }];
  const policy = { ...DEFAULT_POLICY, groups, stepUpNeeded: false };
  const systemId = await freshSystem(ana);
  await inTransaction((tx) => insertPolicy(tx, { subject: "test.set-words", systemId, policy }));
  return systemId;
}
const waitingFor = (me: UserId) => countWaiting(reader(), { me, without: [], decidesOrganisation: true }, 99);

let guests = 0;
/** Somebody with an account that Olu invited; the link came through `shownTo`, if that was somebody else. */
async function guestOf({ role = "engineer" as Role, shownTo = null as UserId | null } = {}): Promise<UserId> {
  const name = `guest${++guests}`;
  const reason = "They begin on Monday.";
  const made = got(await invite({ name, email: `${name}@example.com`, role, reason }, as(olu)));
  const link = shownTo
    ? got(await makeInvitationLink({ invitationId: made.id }, as(shownTo))).link
    : made.link;
  return got(await acceptInvitation({ token: tokenOf(link), name, password: PASSWORD }, newcomer())).userId;
}

test("whoever invited an engineer alone signs nothing of theirs, until somebody else vouches for the account", async () => {
  const guest = await guestOf();
  const waited = [await waitingFor(olu), await waitingFor(ana)];
  const open = await ask(guest, ledger, "asked by whom nobody knows");
  expect([await waitingFor(olu), await waitingFor(ana)]).toEqual([waited[0], (waited[1] ?? 0) + 1]);
  const answer = refused(await vote("approve", open, olu), "forbidden");
  expect(answer.reason).toContain("let the other in alone");
  expect(refused(await vouch(await seen(guest), as(olu)), "refused").reason).toContain(
    "Somebody else who decides",
  );
  expect(refused(await vouch(await seen(guest), as(jonas))).code).toBe("forbidden");
  got(await vouch(await seen(guest), as(ana)));
  expect(await letInBy(guest)).toEqual([]);
  got(await vote("approve", open, olu));
  expect(await stateOf(open)).toMatchObject({ state: "executed" });
  expect(refused(await vouch(await seen(guest), as(ana)), "refused").reason).toContain("nothing to confirm");
});

test("somebody else signs for them at once", async () => {
  const open = await ask(await guestOf(), ledger, "asked by a guest, signed by another");
  got(await vote("approve", open, ana));
  expect(await stateOf(open)).toMatchObject({ state: "executed" });
});

test("whom another link was shown to counts like who invited", async () => {
  const guest = await guestOf({ shownTo: second });
  expect(await letInBy(guest)).toEqual([olu, second]);
  const open = await ask(guest, ledger, "asked over another link");
  expect(refused(await vote("approve", open, second)).code).toBe("forbidden");
  expect(refused(await vouch(await seen(guest), as(second))).code).toBe("refused");
});

test("whoever made a reset link alone could be its person from then on, and what they signed before counts no more", async () => {
  const own = await systemForTwo();
  const open = await ask(jonas, own, "asked by Jonas himself");
  got(await vote("approve", open, olu));
  const { link } = got(await makeResetLink({ userId: jonas, reason: "" }, as(olu)));
  expect(await letInBy(jonas)).toEqual([]);
  const before = await seen(jonas);
  got(await resetPassword({ token: tokenOf(link), password: "another horse battery" }, newcomer()));
  expect(await letInBy(jonas)).toEqual([olu]);
  expect(refused(await vouch(before, as(ana))).code).toBe("stale");
  got(await vote("approve", open, ana));
  expect(await stateOf(open)).toMatchObject({ state: "pending" });
  got(await vote("approve", open, second));
  expect(await stateOf(open)).toMatchObject({ state: "executed" });
});

test("a role that two persons give says nothing of whose the account is", async () => {
  const guest = await guestOf();
  const asked = await openOf(
    await changeRole({ ...(await seen(guest)), role: "approver", reason: "She decides now." }, as(olu)),
  );
  if (!asked) throw new Error("not sent to a second person");
  got(await vote("approve", asked, ana));
  expect(await stateOf(asked)).toMatchObject({ state: "executed" });
  expect(await letInBy(guest)).toEqual([olu]);
  const open = await ask(olu, ledger, "asked by who let her in");
  expect(refused(await vote("approve", open, guest)).code).toBe("forbidden");
});

test("two of whom one alone let the other in sign once", async () => {
  const own = await systemForTwo();
  const alias = (await somebody("alias", "approver")).id;
  await query(`update "user" set on_word_of = array[$2::uuid] where id = $1`, [alias, olu]);
  const open = await ask(ana, own, "signed by one person twice");
  got(await vote("approve", open, alias));
  got(await vote("approve", open, olu));
  expect(await stateOf(open)).toMatchObject({ state: "pending" });
  expect(
    await query("select signatures_lacking(id) as n from approval_request where id = $1", [open.requestId]),
  ).toEqual([{ n: 1 }]);
  got(await vote("approve", open, second));
  expect(await stateOf(open)).toMatchObject({ state: "executed" });
});

test("whom a link was shown to counts, also where two persons granted it", async () => {
  const reason = "The team has asked for one.";
  const asked = await openOf(
    await invite({ name: "zoe", email: "zoe@example.com", role: "approver", reason }, as(olu)),
  );
  if (!asked) throw new Error("not sent to a second person");
  got(await vote("approve", asked, ana));
  const [invitation] = await query<{ id: string }>(
    "select id from invitation where email = 'zoe@example.com'",
  );
  const { link } = got(await makeInvitationLink({ invitationId: invitation?.id }, as(second)));
  const zoe = got(
    await acceptInvitation({ token: tokenOf(link), name: "zoe", password: PASSWORD }, newcomer()),
  ).userId;
  expect(await letInBy(zoe)).toEqual([second]);
});

test("Postgres takes no such signature, and no word back, from anybody who writes past the application", async () => {
  const guest = await guestOf();
  const open = await ask(guest, ledger, "asked behind the back");
  const signed = query(
    `insert into approval_vote (request_id, voter_id, vote, reason, payload_hash, at)
     values ($1, $2, 'approve', 'Trust me on this.', $3, now())`,
    [open.requestId, olu, open.payloadHash],
  );
  await expect(signed).rejects.toThrow(/let the other in alone/);
  for (const change of ["", `, vouched_by = '${olu}'`, `, vouched_by = '${jonas}'`])
    await expect(
      query(`update "user" set on_word_of = '{}'${change} where id = $1`, [guest]),
    ).rejects.toThrow(/vouches/);
  expect(await letInBy(guest)).toEqual([olu]);
  // Who vouched once did so for the account as it was then.
  got(await vouch(await seen(guest), as(ana)));
  await query(`update "user" set on_word_of = array[$2::uuid] where id = $1`, [guest, olu]);
  await expect(query(`update "user" set on_word_of = '{}' where id = $1`, [guest])).rejects.toThrow(
    /vouches/,
  );
});
