import { beforeAll, describe, expect, test } from "vitest";
import { pool, reader } from "@/lib/db/client";
import { findSessionHolder } from "@/lib/db/sessions";
import type { UserId } from "@/lib/domain/kernel/ids";
import { signIn } from "@/lib/features/people/commands/enter";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { hashToken } from "@/lib/server/token";
import { addApp, addAuthenticator, signerOf } from "@/lib/testing/authenticator";
import { got, refused, run } from "@/lib/testing/commands";
import { organisationOf, PASSWORD } from "@/lib/testing/people";
import { finishSignIn, signInWithPasskey } from "./commands/enter";
import { requireFactors, resetFactors } from "./commands/govern";
import { beginTotp, confirmTotp, removePasskey, removeTotp, renewRecoveryCodes } from "./commands/own";

const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool().query(sql, values)).rows as T[];
let clients = 0;
/** Each time another client, so that only what is counted per person is met. */
const from = (token: string | null = null): Extract<Caller, { kind: "session" }> => ({
  kind: "session",
  token,
  address: `client-${++clients}`,
  agent: "test",
  idempotencyKey: null,
});

type Key = "ana" | "ben" | "cleo" | "dan" | "eve" | "fay" | "gus";
let ids: Readonly<Record<Key, UserId>>;

/** The first step of a sign-in: a session, or half of one. */
const knock = async (key: Key) =>
  got(await signIn({ email: `${key}@example.com`, password: PASSWORD, to: "/systems" }, from()));

async function enter(key: Key) {
  const opened = await knock(key);
  if (!("token" in opened)) throw new Error("a second factor is asked for");
  return { id: ids[key], caller: from(opened.token) };
}

async function halfOf(key: Key): Promise<string> {
  const opened = await knock(key);
  if (!("half" in opened)) throw new Error("no second factor was asked for");
  return opened.half;
}

const finish = (input: object) => finishSignIn(input, from());
const calmDown = () => query("delete from throttle");

beforeAll(async () => {
  ids = await organisationOf<Key>([
    ["Ana", "ana", "admin"],
    ["Ben", "ben", "engineer"],
    ["Cleo", "cleo", "approver"],
    ["Dan", "dan", "viewer"],
    ["Eve", "eve", "security-lead"],
    ["Fay", "fay", "admin"],
    ["Gus", "gus", "engineer"],
  ]);
  await query(`update "user" set must_change_password = false`);
});

describe("half a session", () => {
  test("opens nothing: no command takes it, and no page finds anybody by it", async () => {
    const ben = await enter("ben");
    await addApp(ben);
    const half = await halfOf("ben");
    expect(await findSessionHolder(reader(), hashToken(half))).toBeNull();
    const inside = [...registry].filter(([, { meta }]) => !["public", "job"].includes(meta.permission));
    expect(inside.length).toBeGreaterThan(40);
    for (const [name, command] of inside)
      expect([name, refused(await command({}, from(half))).code]).toEqual([name, "unauthenticated"]);
  });

  test("becomes a session with a code, once; the same code opens no second one", async () => {
    const gus = await enter("gus");
    const app = await addApp(gus);
    const [one, two] = [await halfOf("gus"), await halfOf("gus")];
    const code = app.code();
    const opened = got(await finish({ half: one, code }));
    expect(opened.to).toBe("/systems");
    expect((await findSessionHolder(reader(), hashToken(opened.token)))?.id).toBe(gus.id);
    expect(refused(await finish({ half: two, code })).code).toBe("unauthenticated");
    expect(refused(await finish({ half: one, code: app.code(1) })).code).toBe("unauthenticated");
    got(await finish({ half: two, code: app.code(1) }));
  });

  test("ends with the account’s sessions and after ten minutes, and is not made up", async () => {
    const half = await halfOf("ben");
    await query("update half_session set consumed_at = now() where token_hash = $1", [hashToken(half)]);
    for (const gone of [half, "made up", ""])
      expect(refused(await finish({ half: gone, code: "123456" }), "unauthenticated").reason).toContain(
        "Start again",
      );
  });

  test("counts wrong codes per person, over all clients and sign-ins, and puts each on record", async () => {
    await calmDown();
    for (let n = 0; n < 10; n++)
      expect(refused(await finish({ half: await halfOf("ben"), code: "000000" })).code).toBe(
        "unauthenticated",
      );
    expect(refused(await finish({ half: await halfOf("ben"), code: "000000" })).code).toBe("too-many");
    const denials = await query(
      "select 1 from audit_entry where action = 'people.finish-sign-in' and outcome = 'denied'",
    );
    expect(denials.length).toBeGreaterThanOrEqual(10);
    await calmDown();
  });
});

describe("one’s own factors", () => {
  test("an app needs the password and its first code; ten recovery codes come with it, each gets in once", async () => {
    const cleo = await enter("cleo");
    expect(refused(await beginTotp({ currentPassword: "wrong" }, cleo.caller)).code).toBe("invalid-input");
    got(await beginTotp({ currentPassword: PASSWORD }, cleo.caller));
    expect(refused(await confirmTotp({ code: "000000" }, cleo.caller)).code).toBe("invalid-input");
    const app = await addApp(cleo);
    const { codes } = got(await renewRecoveryCodes({ code: app.code() }, cleo.caller));
    expect(new Set(codes).size).toBe(10);
    const [kept] = await query<{ code_hash: string }>(
      "select code_hash from recovery_code where user_id = $1",
      [cleo.id],
    );
    expect(codes.join()).not.toContain(kept?.code_hash);
    expect(got(await finish({ half: await halfOf("cleo"), code: codes[0] })).codesLeft).toBe(9);
    expect(refused(await finish({ half: await halfOf("cleo"), code: codes[0] })).code).toBe(
      "unauthenticated",
    );
    await calmDown();
  });

  test("a passkey gets in, as the second step and by itself; without its owner’s check only as the second step", async () => {
    const dan = await enter("dan");
    const { authenticator, codes } = await addAuthenticator(dan, { currentPassword: PASSWORD }, "Phone");
    expect(codes).toHaveLength(10);
    authenticator.verifies = false;
    const half = await halfOf("dan");
    const asked = await run<{ challenge: string }>("people.begin-second-factor", { half }, from());
    got(await finish({ half, passkey: authenticator.get(asked) }));
    const begin = () => run<{ challenge: string }>("people.begin-passkey-sign-in", {}, from());
    const alone = async () =>
      signInWithPasskey({ passkey: authenticator.get(await begin()), to: "/" }, from());
    expect(refused(await alone()).code).toBe("unauthenticated");
    authenticator.verifies = true;
    expect(got(await alone()).userId).toBe(dan.id);
    await query(`update "user" set status = 'locked' where id = $1`, [dan.id]);
    expect(refused(await alone()).code).toBe("unauthenticated");
    await query(`update "user" set status = 'active' where id = $1`, [dan.id]);
  });

  test("are changed with a fresh proof by one of them; the password does not do any more", async () => {
    const eve = await enter("eve");
    const app = await addApp(eve);
    expect(refused(await removeTotp({ currentPassword: PASSWORD }, eve.caller)).code).toBe("invalid-input");
    const { authenticator } = await addAuthenticator(eve, { code: app.code() });
    const asked = await run<{ challenge: string }>("people.begin-proof", {}, eve.caller);
    got(await removeTotp({ passkey: authenticator.get(asked) }, eve.caller));
    const [key] = await query<{ id: string }>("select id from passkey where user_id = $1", [eve.id]);
    expect(refused(await removePasskey({ passkeyId: key?.id }, eve.caller)).code).toBe("invalid-input");
    const again = await run<{ challenge: string }>("people.begin-proof", {}, eve.caller);
    got(await removePasskey({ passkeyId: key?.id, passkey: authenticator.get(again) }, eve.caller));
    expect(await query("select 1 from recovery_code where user_id = $1", [eve.id])).toEqual([]);
  });
});

describe("a role that needs a second factor", () => {
  const version = async () =>
    (await query<{ version: number }>("select version from sign_in_policy"))[0]?.version ?? 0;

  test("more roles take one person; whoever has none can set one up and do nothing else", async () => {
    const [ana, eve] = [await enter("ana"), await enter("eve")];
    got(await requireFactors({ version: await version(), roles: ["security-lead"], reason: "" }, ana.caller));
    expect(await findSessionHolder(reader(), hashToken(eve.caller.token ?? ""))).toMatchObject({
      mustSetUpFactor: true,
    });
    const open = [
      "begin-totp",
      "confirm-totp",
      "begin-passkey",
      "add-passkey",
      "change-password",
      "sign-out",
    ];
    for (const [name, command] of registry) {
      const { permission } = command.meta;
      if (permission !== "self" || open.includes(name.replace("people.", ""))) continue;
      const input = name === "people.end-other-sessions" ? {} : { name: "Eve", singleKeys: "true" };
      if (!command.meta.input.safeParse(input).success) continue;
      expect([name, refused(await command(input, eve.caller)).code]).toEqual([name, "forbidden"]);
    }
    got(await beginTotp({ currentPassword: PASSWORD }, eve.caller));
    const app = await addApp(eve);
    expect(refused(await removeTotp({ code: app.code(1) }, eve.caller), "refused").reason).toContain(
      "needs a second factor",
    );
    await run("people.edit-profile", { name: "Eve", singleKeys: "true" }, eve.caller);
  });

  test("fewer roles take two persons, and where no policy can be read all need one", async () => {
    const ana = await enter("ana");
    const looser = { version: await version(), roles: [], reason: "Nobody has phones at the moment." };
    expect(refused(await requireFactors({ ...looser, reason: "" }, ana.caller)).code).toBe("invalid-input");
    expect(refused(await requireFactors(looser, ana.caller)).code).toBe("sent-for-approval");
    expect(refused(await requireFactors({ ...looser, version: 99 }, ana.caller)).code).toBe("stale");
  });
});

test("a reset takes everything away, with two persons, of whom neither is the one it is about", async () => {
  const [ana, fay] = [await enter("ana"), await enter("fay")];
  const target = { id: ids.cleo, caller: { kind: "person", userId: ids.cleo } as const };
  const asked = { userId: ids.cleo, reason: "Talked to her in the office." };
  expect(refused(await resetFactors({ ...asked, userId: ana.id }, ana.caller)).code).toBe("refused");
  const sent = refused(await resetFactors(asked, ana.caller), "sent-for-approval");
  const [request] = await query<{ payload_hash: string }>(
    "select payload_hash from approval_request where id = $1",
    [sent.requestId],
  );
  const ballot = {
    requestId: sent.requestId,
    systemId: null,
    payloadHash: request?.payload_hash ?? "",
    reason: "She called me too.",
  };
  const vote = registry.get("approvals.approve");
  if (!vote) throw new Error("there is no vote");
  expect(refused(await vote(ballot, target.caller)).code).toBe("forbidden");
  await (await signerOf(fay)).approve(ballot);
  expect("token" in (await knock("cleo"))).toBe(true);
  expect(await query("select 1 from recovery_code where user_id = $1", [ids.cleo])).toEqual([]);
});
