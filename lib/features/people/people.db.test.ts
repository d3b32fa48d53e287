import { beforeAll, describe, expect, test } from "vitest";
import { inTransaction, pool, reader, revise } from "@/lib/db/client";
import { insertSetupToken } from "@/lib/db/installation";
import { findPasswordReset } from "@/lib/db/password-resets";
import { lockPerson, updatePerson } from "@/lib/db/people";
import { findSessionHolder } from "@/lib/db/sessions";
import type { UserId } from "@/lib/domain/kernel/ids";
import type { Refusal } from "@/lib/domain/kernel/refusal";
import type { Result } from "@/lib/domain/kernel/result";
import type { Role } from "@/lib/domain/people/capability";
import { registry } from "@/lib/registry";
import type { Caller } from "@/lib/server/caller";
import { asJob } from "@/lib/server/job";
import { consume } from "@/lib/server/throttle";
import { hashToken, makeToken } from "@/lib/server/token";
import { asOwner } from "@/lib/testing/owner";
import { acceptInvitation, setUp, signIn as signInOrHalf, signOut } from "./commands/enter";
import { invite, withdrawInvitation } from "./commands/invite";
import { deactivate, lock, unlock } from "./commands/manage";
import { askReset, changePassword, makeResetLink, resetPassword } from "./commands/passwords";
import { editProfile, endOtherSessions, endSession } from "./commands/profile";
import { changeRole } from "./commands/roles";

const PASSWORD = "correct horse battery";
/** Asked for wherever a role decides; here nobody could sign yet, so one person is enough. */
const reason = "The team needs one.";
let addresses = 0;

/** A browser: each with an address of its own, so that counters don't meet. */
function from(token: string | null = null, address = `10.1.0.${++addresses}`): Caller {
  return { kind: "session", token, address, agent: "test", idempotencyKey: null };
}

function got<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

function refused(result: Result<unknown, Refusal>): Refusal {
  if (result.ok) throw new Error("this should have been refused");
  return result.error;
}

const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool().query(sql, values)).rows as T[];
const count = async (table: string): Promise<number> =>
  Number((await rows<{ n: string }>(`select count(*) as n from ${table}`))[0]?.n);

/** Returns once some transaction of this database waits for a lock. */
async function waitedFor(): Promise<void> {
  for (let n = 0; n < 200; n++) {
    const waiting = await rows(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("nobody waits for a lock");
}

type Signed = { readonly caller: Caller; readonly id: UserId; readonly email: string };

let admin: Signed;

async function setupToken(): Promise<string> {
  const token = makeToken();
  await asJob((tx) => insertSetupToken(tx, hashToken(token)));
  return token;
}

const setUpInput = (token: string, name: string) => ({
  token,
  organisation: "Meridian Pay",
  currency: "eur",
  name,
  email: `${name.toLowerCase()}@example.com`,
  password: PASSWORD,
});

const tokenOf = (link: string | null): string => (link ?? "").slice((link ?? "").lastIndexOf("/") + 1);

async function invited(name: string, role: Role, by = admin.caller): Promise<string> {
  return tokenOf(
    got(await invite({ name, email: `${name.toLowerCase()}@example.com`, role, reason }, by)).link,
  );
}

async function joined(name: string, role: Role): Promise<Signed> {
  const accepted = got(
    await acceptInvitation({ token: await invited(name, role), name, password: PASSWORD }, from()),
  );
  return { caller: from(accepted.token), id: accepted.userId, email: `${name.toLowerCase()}@example.com` };
}

const versionOf = async (id: UserId): Promise<number> =>
  (await rows<{ version: number }>(`select version from "user" where id = $1`, [id]))[0]?.version ?? 0;
const about = async (one: Signed) => ({ userId: one.id, version: await versionOf(one.id) });

beforeAll(async () => {
  const [first, second] = [await setupToken(), await setupToken()];
  const results = await Promise.all([
    setUp(setUpInput(first, "Ana"), from()),
    setUp(setUpInput(second, "Mallory"), from()),
  ]);
  const winner = results.find((result) => result.ok);
  const loser = results.find((result) => !result.ok);
  expect(loser && refused(loser).code).toBe("refused");
  const { token, userId } = got(winner ?? results[0]);
  const [row] = await rows<{ email: string }>(`select email from "user" where id = $1`, [userId]);
  admin = { caller: from(token), id: userId, email: row?.email ?? "" };
});

/** Signing in as somebody without a second factor, whom the password alone gets in. */
async function signIn(input: unknown, caller: Caller) {
  const result = await signInOrHalf(input, caller);
  if (!result.ok) return result;
  if ("half" in result.value) throw new Error("nobody here has a second factor");
  return { ...result, value: result.value };
}

describe("set-up", () => {
  test("of two at once one wins, and it is done once for good", async () => {
    expect(await count(`"user" where role = 'admin'`)).toBe(1);
    expect(await count("installation")).toBe(1);
    expect(await count("setup_token")).toBe(0);
    const again = refused(await setUp(setUpInput(await setupToken(), "Eve"), from()));
    expect(again).toMatchObject({ code: "refused", reason: expect.stringContaining("set up already") });
  });
});

describe("sign-in", () => {
  test("a wrong password, an unknown address and a locked account are answered alike", async () => {
    const locked = await joined("Locked", "viewer");
    got(await lock(await about(locked), admin.caller));
    const answers = [
      await signIn({ email: admin.email, password: "not this one", to: "/" }, from()),
      await signIn({ email: "nobody@example.com", password: PASSWORD, to: "/" }, from()),
      await signIn({ email: locked.email, password: PASSWORD, to: "/" }, from()),
    ].map(refused);
    expect(answers[0]?.code).toBe("unauthenticated");
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test("the eleventh attempt at an account is turned away, right or wrong, and others are not", async () => {
    const victim = await joined("Victim", "viewer");
    const attacker = "10.9.9.9";
    const attempt = (email: string, password: string, address: string) =>
      signIn({ email, password, to: "/" }, from(null, address));
    for (let n = 0; n < 10; n++)
      expect(refused(await attempt(victim.email, "guess", attacker)).code).toBe("unauthenticated");
    expect(refused(await attempt(victim.email, PASSWORD, attacker))).toMatchObject({
      code: "too-many",
      retryAfterS: expect.any(Number),
    });
    expect((await attempt(admin.email, PASSWORD, attacker)).ok).toBe(true);
    expect((await attempt(victim.email, PASSWORD, "10.9.9.10")).ok).toBe(true);
  });

  test("goes to a path of ours or to the start page, never elsewhere", async () => {
    const to = async (wanted: unknown) =>
      got(await signIn({ email: admin.email, password: PASSWORD, to: wanted }, from())).to;
    expect(await to("/audit?q=a")).toBe("/audit?q=a");
    for (const bad of ["//evil.example", "/\\evil.example", "/.//evil.example", ["/audit"], undefined])
      expect(await to(bad)).toBe("/");
  });

  test("opens a session of its own each time; a token chosen by somebody else is nothing", async () => {
    const one = got(await signIn({ email: admin.email, password: PASSWORD, to: "/" }, from("chosen-before")));
    const two = got(await signIn({ email: admin.email, password: PASSWORD, to: "/" }, from(one.token)));
    expect(one.token).not.toBe(two.token);
    expect(await findSessionHolder(reader(), hashToken("chosen-before"))).toBeNull();
  });

  test("signing out ends the session in the database: the old cookie is worth nothing", async () => {
    const { token } = got(await signIn({ email: admin.email, password: PASSWORD, to: "/" }, from()));
    got(await signOut({}, from(token)));
    expect(refused(await signOut({}, from(token))).code).toBe("unauthenticated");
    expect(
      refused(await invite({ name: "X", email: "x@example.com", role: "admin", reason }, from(token))).code,
    ).toBe("unauthenticated");
  });
});

describe("sign-in from many addresses", () => {
  test("a hundred an hour at one account are counted over all clients; other accounts are not touched", async () => {
    const [victim, other] = [await joined("Wanted", "viewer"), await joined("Unwanted", "viewer")];
    const guess = { limit: "sign-in-account", key: victim.email } as const;
    expect(await consume(Array.from({ length: 99 }, () => guess))).toBeNull();
    const attempt = (email: string, password: string) => signIn({ email, password, to: "/" }, from());
    expect(refused(await attempt(victim.email, "guess")).code).toBe("unauthenticated");
    expect(refused(await attempt(victim.email, PASSWORD)).code).toBe("too-many");
    expect((await attempt(other.email, PASSWORD)).ok).toBe(true);
  });
});

describe("invitations", () => {
  test("one works once, even when it is sent twice at the same time", async () => {
    const token = await invited("Once", "engineer");
    const accept = () => acceptInvitation({ token, name: "Once", password: PASSWORD }, from());
    const results = await Promise.all([accept(), accept()]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(refused(await accept()).code).toBe("unauthenticated");
    expect(await rows(`select role from "user" where email = 'once@example.com'`)).toEqual([
      { role: "engineer" },
    ]);
  });

  test("one that has expired, was withdrawn or was replaced opens nothing", async () => {
    const accept = async (token: string) =>
      refused(await acceptInvitation({ token, name: "Late", password: PASSWORD }, from())).code;
    const expired = await invited("Late", "viewer");
    await asOwner((owner) =>
      owner.query(
        `update invitation set expires_at = now() - interval '1 second' where email = 'late@example.com'`,
      ),
    );
    expect(await accept(expired)).toBe("unauthenticated");

    const replaced = await invited("Late", "viewer");
    const withdrawn = await invited("Late", "viewer");
    expect(await accept(replaced)).toBe("unauthenticated");
    const [row] = await rows<{ id: string }>(`select id from invitation where token_hash = $1`, [
      hashToken(withdrawn),
    ]);
    got(await withdrawInvitation({ invitationId: row?.id }, admin.caller));
    expect(await accept(withdrawn)).toBe("unauthenticated");
    expect(refused(await withdrawInvitation({ invitationId: row?.id }, admin.caller)).code).toBe("not-found");
  });

  test("one from somebody who may not invite any more opens nothing: nobody leaves a way in behind", async () => {
    const leaving = await joined("Leaving", "admin");
    const token = await invited("Backdoor", "admin", leaving.caller);
    got(await changeRole({ ...(await about(leaving)), role: "viewer", reason }, admin.caller));
    const answer = await acceptInvitation({ token, name: "Backdoor", password: PASSWORD }, from());
    expect(refused(answer).code).toBe("unauthenticated");
  });

  test("keep their history: made, and how they ended, without names", async () => {
    const history = (token: string) =>
      rows(
        `select version, snapshot from revision where aggregate = 'invitation' and aggregate_id =
           (select id::text from invitation where token_hash = $1) order by version`,
        [hashToken(token)],
      );
    const [open, replaced] = [
      { version: 1, snapshot: { role: "viewer", status: "open" } },
      { version: 2, snapshot: { role: "viewer", status: "withdrawn" } },
    ];
    const [first, second] = [await invited("Kept", "viewer"), await invited("Kept", "viewer")];
    expect(await history(first)).toEqual([open, replaced]);
    expect(await history(second)).toEqual([open]);
    got(await acceptInvitation({ token: second, name: "Kept", password: PASSWORD }, from()));
    expect(await history(second)).toEqual([
      open,
      { version: 2, snapshot: { role: "viewer", status: "accepted" } },
    ]);
  });

  test("two of one name who come at once get two handles", async () => {
    const link = async (email: string) =>
      tokenOf(got(await invite({ name: "Twin", email, role: "viewer" }, admin.caller)).link);
    const tokens = [await link("twin1@example.com"), await link("twin2@example.com")];
    const results = await Promise.all(
      tokens.map((token) => acceptInvitation({ token, name: "Twin", password: PASSWORD }, from())),
    );
    results.forEach(got);
    const handles = await rows<{ handle: string }>(
      `select handle from "user" where name = 'Twin' order by 1`,
    );
    expect(handles.map(({ handle }) => handle)).toEqual(["twin", "twin.2"]);
  });
});

describe("rights", () => {
  test("a new role counts for the next command of a session that is open", async () => {
    const person = await joined("Rising", "viewer");
    const invitation = { name: "Friend", email: "friend@example.com", role: "viewer" };
    expect(refused(await invite(invitation, person.caller)).code).toBe("forbidden");
    got(await changeRole({ ...(await about(person)), role: "admin", reason }, admin.caller));
    got(await invite(invitation, person.caller));
    got(await changeRole({ ...(await about(person)), role: "engineer", reason }, admin.caller));
    expect(refused(await invite(invitation, person.caller)).code).toBe("forbidden");
  });

  test("a lock ends every session at once, and opening the account brings none of them back", async () => {
    const person = await joined("Shut", "engineer");
    got(await lock(await about(person), admin.caller));
    expect(refused(await endOtherSessions({}, person.caller)).code).toBe("unauthenticated");
    got(await unlock(await about(person), admin.caller));
    expect(refused(await endOtherSessions({}, person.caller)).code).toBe("unauthenticated");
    got(await signIn({ email: person.email, password: PASSWORD, to: "/" }, from()));
  });

  test("nobody manages their own account, so an administrator always stays", async () => {
    const own = await about(admin);
    for (const answer of [
      await changeRole({ ...own, role: "viewer", reason }, admin.caller),
      await lock(own, admin.caller),
      await deactivate({ ...own, successorId: null }, admin.caller),
    ])
      expect(refused(answer)).toMatchObject({
        code: "refused",
        reason: expect.stringContaining("own account"),
      });
  });

  test("two administrators who take each other's role at once: one keeps it", async () => {
    const other = await joined("Rival", "admin");
    const [mine, theirs] = [await about(other), await about(admin)];
    const results = await Promise.all([
      changeRole({ ...mine, role: "viewer", reason }, admin.caller),
      changeRole({ ...theirs, role: "viewer", reason }, other.caller),
    ]);
    const left = await rows<{ id: UserId }>(
      `select id from "user" where role = 'admin' and status = 'active'`,
    );
    if (left[0]?.id !== admin.id)
      got(await changeRole({ ...(await about(admin)), role: "admin", reason }, other.caller));
    if (left[0]?.id !== admin.id)
      got(await changeRole({ ...(await about(other)), role: "viewer", reason }, admin.caller));
    expect(left).toHaveLength(1);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok).map(refused)).toMatchObject([{ code: "forbidden" }]);
  });

  test("a deadlock between raw queries is run again from the start, with the revisions of one attempt", async () => {
    const [one, two] = [await joined("Cross", "viewer"), await joined("Wise", "viewer")];
    let waiting = 0;
    let attempts = 0;
    let meet = (): void => {};
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const lockBoth = (first: Signed, second: Signed) =>
      inTransaction(async (tx) => {
        attempts++;
        revise(tx, { aggregate: "test", id: first.id, version: 1, snapshot: {} });
        await lockPerson(tx, first.id);
        if (++waiting === 2) meet();
        await met;
        await lockPerson(tx, second.id);
        return tx.revisions.length;
      });
    expect(await Promise.all([lockBoth(one, two), lockBoth(two, one)])).toEqual([1, 1]);
    expect(attempts).toBe(3);
  });

  test("the database itself keeps the last administrator", async () => {
    await expect(rows(`update "user" set status = 'locked' where id = $1`, [admin.id])).rejects.toThrow(
      /last administrator/,
    );
  });

  test("a form about an older state is refused with what stands, and writes nothing", async () => {
    const person = await joined("Moved", "viewer");
    const seen = await about(person);
    got(await changeRole({ ...seen, role: "approver", reason }, admin.caller));
    const answer = refused(await changeRole({ ...seen, role: "engineer", reason }, admin.caller));
    expect(answer).toMatchObject({
      code: "stale",
      version: seen.version + 1,
      reason: expect.stringContaining("an approver"),
      changes: [{ field: "role", before: "Approver", after: "Engineer" }],
    });
    expect(await rows(`select role from "user" where id = $1`, [person.id])).toEqual([{ role: "approver" }]);
  });
});

describe("ending an account", () => {
  test("hands systems and items over in the same step, or does not happen", async () => {
    const [leaver, heir] = [await joined("Leaver", "engineer"), await joined("Heir", "engineer")];
    const create = registry.get("systems.create");
    const created = await create?.(
      {
        slug: "vault",
        name: "Vault",
        type: "edge",
        description: "",
        ownerId: leaver.id,
        criticality: 3,
        dataClasses: [],
        regulations: [],
      },
      leaver.caller,
    );
    expect(created).toMatchObject({ ok: true });

    const seen = await about(leaver);
    expect(refused(await deactivate({ ...seen, successorId: "" }, admin.caller))).toMatchObject({
      code: "invalid-input",
      issues: [{ path: "successorId", message: expect.stringContaining("owns 1 system.") }],
    });
    expect(refused(await deactivate({ ...seen, successorId: leaver.id }, admin.caller)).code).toBe(
      "invalid-input",
    );
    expect(await rows(`select status from "user" where id = $1`, [leaver.id])).toEqual([
      { status: "active" },
    ]);

    got(await deactivate({ ...seen, successorId: heir.id }, admin.caller));
    expect(await rows(`select owner_id from system where slug = 'vault'`)).toEqual([{ owner_id: heir.id }]);
    expect(refused(await endOtherSessions({}, leaver.caller)).code).toBe("unauthenticated");
    expect(
      refused(await deactivate({ ...(await about(leaver)), successorId: null }, admin.caller)).code,
    ).toBe("refused");
  });
});

describe("ending an account while it is given a system", () => {
  test("the account that ends gets nothing: the form waits, and is told to choose somebody else", async () => {
    const [leaver, other] = [await joined("Hurried", "engineer"), await joined("Handy", "engineer")];
    const create = registry.get("systems.create");
    const facts = { name: "Late", type: "edge", description: "", ownerId: leaver.id, criticality: 3 };
    let creating: ReturnType<NonNullable<typeof create>> | undefined;
    await inTransaction(async (tx) => {
      await lockPerson(tx, leaver.id);
      creating = create?.({ ...facts, slug: "late" }, other.caller);
      await waitedFor();
      await updatePerson(tx, leaver.id, { status: "deactivated" });
    });
    expect(await creating).toMatchObject({
      ok: false,
      error: { code: "invalid-input", issues: [{ path: "ownerId" }] },
    });
  });

  test("a hand-over waits for an edit that is being saved, and keeps it", async () => {
    const [leaver, heir] = [await joined("Parting", "engineer"), await joined("Staying", "engineer")];
    const facts = { name: "Edited", type: "edge", description: "", ownerId: leaver.id, criticality: 3 };
    const made = await registry.get("systems.create")?.({ ...facts, slug: "edited" }, leaver.caller);
    expect(made).toMatchObject({ ok: true });
    const seen = await about(leaver);
    let ending: ReturnType<typeof deactivate> | undefined;
    await inTransaction(async (tx) => {
      await tx.sql.$executeRaw`update system set description = 'Saved meanwhile.' where slug = 'edited'`;
      ending = deactivate({ ...seen, successorId: heir.id }, admin.caller);
      await waitedFor();
    });
    expect(await ending).toMatchObject({ ok: true });
    expect(await rows(`select owner_id, description from system where slug = 'edited'`)).toEqual([
      { owner_id: heir.id, description: "Saved meanwhile." },
    ]);
  });

  test("nobody who is being ended takes over", async () => {
    const [leaver, heir] = [await joined("Ending", "engineer"), await joined("Alsoending", "engineer")];
    const facts = { name: "Orphan", type: "edge", description: "", ownerId: leaver.id, criticality: 3 };
    await registry.get("systems.create")?.({ ...facts, slug: "orphan" }, leaver.caller);
    const seen = await about(leaver);
    let ending: ReturnType<typeof deactivate> | undefined;
    await inTransaction(async (tx) => {
      await lockPerson(tx, heir.id);
      ending = deactivate({ ...seen, successorId: heir.id }, admin.caller);
      await waitedFor();
      await updatePerson(tx, heir.id, { status: "deactivated" });
    });
    expect(await ending).toMatchObject({ ok: false, error: { issues: [{ path: "successorId" }] } });
  });
});

describe("passwords", () => {
  test("asking for a reset answers the same for everybody, and says nothing of who was found", async () => {
    const known = await askReset({ email: admin.email }, from());
    const unknown = await askReset({ email: "nobody@example.com" }, from());
    expect(known).toEqual(unknown);
    expect(JSON.stringify(known)).not.toContain(admin.id);
  });

  test("a reset link works once, a newer one replaces it, and it ends every session", async () => {
    const person = await joined("Forgetful", "viewer");
    const link = async () => tokenOf(got(await makeResetLink({ userId: person.id }, admin.caller)).link);
    const replaced = await link();
    const token = await link();
    const reset = (wanted: string) =>
      resetPassword({ token: wanted, password: "another horse battery" }, from());
    expect(refused(await reset(replaced)).code).toBe("unauthenticated");
    const results = await Promise.all([reset(token), reset(token)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(refused(await endOtherSessions({}, person.caller)).code).toBe("unauthenticated");
    got(await signIn({ email: person.email, password: "another horse battery", to: "/" }, from()));
  });

  test("a reset link of somebody who was locked meanwhile opens nothing", async () => {
    const person = await joined("Barred", "viewer");
    const token = tokenOf(got(await makeResetLink({ userId: person.id }, admin.caller)).link);
    got(await lock(await about(person), admin.caller));
    expect(refused(await resetPassword({ token, password: "another horse battery" }, from())).code).toBe(
      "unauthenticated",
    );
  });

  test("a reset link ends with the password, the lock or the account that it was made before", async () => {
    const opens = async (token: string) => (await findPasswordReset(reader(), hashToken(token))) !== null;
    const linkFor = async (person: Signed) =>
      tokenOf(got(await makeResetLink({ userId: person.id }, admin.caller)).link);
    const person = await joined("Careful", "viewer");

    const beforeChange = await linkFor(person);
    expect(await opens(beforeChange)).toBe(true);
    const passwords = { currentPassword: PASSWORD, newPassword: "yet another horse" };
    got(await changePassword(passwords, person.caller));
    expect(await opens(beforeChange)).toBe(false);

    const beforeLock = await linkFor(person);
    got(await lock(await about(person), admin.caller));
    got(await unlock(await about(person), admin.caller));
    expect(await opens(beforeLock)).toBe(false);

    const beforeEnd = await linkFor(person);
    got(await deactivate({ ...(await about(person)), successorId: null }, admin.caller));
    got(await unlock(await about(person), admin.caller));
    expect(await opens(beforeEnd)).toBe(false);
  });

  test("changing it asks for the present one, counts attempts, and ends the other sessions", async () => {
    const person = await joined("Changer", "viewer");
    const other = got(await signIn({ email: person.email, password: PASSWORD, to: "/" }, from()));
    const change = (currentPassword: string) =>
      changePassword({ currentPassword, newPassword: "yet another horse" }, person.caller);
    for (let n = 0; n < 3; n++) expect(refused(await change("wrong")).code).toBe("invalid-input");
    expect(got(await change(PASSWORD)).ended).toBe(1);
    expect(await findSessionHolder(reader(), hashToken(other.token))).toBeNull();
    for (let n = 0; n < 10; n++) await change("wrong");
    expect(refused(await change("yet another horse")).code).toBe("too-many");
  });
});

describe("sessions", () => {
  test("one ends one's own, and nobody else's", async () => {
    const [one, two] = [await joined("Mine", "viewer"), await joined("Theirs", "viewer")];
    const [theirs] = await rows<{ id: string }>(`select id from session where user_id = $1`, [two.id]);
    expect(refused(await endSession({ sessionId: theirs?.id }, one.caller)).code).toBe("not-found");
    got(await editProfile({ name: "Still here" }, two.caller));
  });

  test("one that is idle for three days or fourteen days old is over", async () => {
    for (const change of ["last_seen_at = now() - interval '73 hours'", "expires_at = now()"]) {
      const { token } = got(await signIn({ email: admin.email, password: PASSWORD, to: "/" }, from()));
      await asOwner((owner) =>
        owner.query(`update session set ${change} where token_hash = $1`, [hashToken(token)]),
      );
      expect(refused(await endOtherSessions({}, from(token))).code).toBe("unauthenticated");
    }
  });
});

describe("the trail", () => {
  test("a denial is recorded once and writes nothing else", async () => {
    const person = await joined("Curious", "viewer");
    const before = {
      users: await count(`"user"`),
      changes: await count("change"),
      entries: await count("audit_entry"),
    };
    const tried = { ...(await about(admin)), role: "viewer", reason };
    expect(refused(await changeRole(tried, person.caller)).code).toBe("forbidden");
    expect({
      users: await count(`"user"`),
      changes: await count("change"),
      entries: await count("audit_entry"),
    }).toEqual({ ...before, entries: before.entries + 1 });
    const [entry] = await rows(
      `select action, outcome, actor_id, subject_id from audit_entry order by id desc limit 1`,
    );
    expect(entry).toEqual({
      action: "people.change-role",
      outcome: "denied",
      actor_id: person.id,
      subject_id: null,
    });
  });

  test("no entry holds a password, a token or a link", async () => {
    const texts = await rows<{ text: string }>(`select text from audit_detail`);
    expect(texts.length).toBeGreaterThan(20);
    for (const { text } of texts) expect(text).not.toMatch(/horse|\/invite\/|\/reset\/|[\w-]{43}/);
  });

  test("an entry can't be changed or removed", async () => {
    await expect(rows(`update audit_entry set outcome = 'done'`)).rejects.toThrow();
    await expect(rows(`delete from audit_entry`)).rejects.toThrow();
  });
});
