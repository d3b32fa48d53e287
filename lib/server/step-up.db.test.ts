import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { inTransaction, pool } from "@/lib/db/client";
import { DEFAULT_POLICY } from "@/lib/domain/approvals/policy";
import type { ApprovalRequestId, Sha256Hex, UserId } from "@/lib/domain/kernel/ids";
import { ok } from "@/lib/domain/kernel/result";
import { registry } from "@/lib/registry";
import { type App, addApp, signerOf } from "@/lib/testing/authenticator";
import { got, refused, run } from "@/lib/testing/commands";
import { type Known, organisationOf, somebody } from "@/lib/testing/people";
import { defineCommand, nothingBefore } from "./command";
import { provideCommands } from "./commands-at-hand";
import { proveStepUp } from "./step-up";

const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool().query(sql, values)).rows as T[];

const critical = defineCommand({
  name: "test.critical",
  input: z.strictObject({ value: z.string() }),
  permission: "people:read",
  before: nothingBefore,
  approval: ({ input }) => ({
    about: input.value,
    reason: "It is critical.",
    asked: "It has to be.",
    changes: [{ field: "Value", before: null, after: input.value }],
  }),
  run: async ({ input }) => ok(input.value),
  audit: ({ input }) => ({ subject: "test", subjectId: null, detail: { about: input.value } }),
});

type Ballot = {
  readonly requestId: ApprovalRequestId;
  readonly systemId: null;
  readonly payloadHash: Sha256Hex;
  readonly reason: string;
};
let asked = 0;
let jonas: Known;
let ana: Known;

async function ask(): Promise<Ballot> {
  asked += 1;
  const { requestId } = refused(await critical({ value: `v${asked}` }, jonas.caller), "sent-for-approval");
  const [row] = await query<{ payload_hash: Sha256Hex }>(
    "select payload_hash from approval_request where id = $1",
    [requestId],
  );
  if (!row) throw new Error("the request is not kept");
  return { requestId, systemId: null, payloadHash: row.payload_hash, reason: "Read it and agree to it." };
}
const command = (name: string) => {
  const found = registry.get(name);
  if (!found) throw new Error(name);
  return found;
};
const approve = (ballot: object, by: Known) => command("approvals.approve")(ballot, by.caller);
const issues = (result: Awaited<ReturnType<typeof approve>>) =>
  refused(result, "invalid-input").issues.map(({ path }) => path);
const votesOf = async ({ requestId }: Ballot) =>
  (await query("select 1 from approval_vote where request_id = $1", [requestId])).length;

/** Somebody in the role with an app of their own, so that tests don't use up each other's codes. */
let made = 0;
async function withApp(): Promise<{ who: Known; app: App }> {
  const who = await somebody(`app-${++made}`, "approver");
  return { who, app: await addApp(who) };
}

beforeAll(async () => {
  provideCommands(new Map<string, never>([...registry, ["test.critical", critical]] as never));
  const ids = await organisationOf([
    ["Jonas", "jonas", "engineer"],
    ["Mei", "mei", "approver"],
    ["Ana", "ana", "admin"],
  ]);
  const known = (id: UserId) => ({ id, caller: { kind: "person", userId: id } }) as unknown as Known;
  [jonas, ana] = [known(ids.jonas), known(ids.ana)];
  const policy = { ...DEFAULT_POLICY, stepUpNeeded: true };
  await query(
    `insert into approval_policy (id, subject, policy) values (gen_random_uuid(), 'test.critical', $1)`,
    [JSON.stringify(policy)],
  );
});

describe("a vote that needs a second factor", () => {
  test("is refused from who has none, and says where to get one; rejecting needs none", async () => {
    const ballot = await ask();
    expect(refused(await approve(ballot, ana), "refused").reason).toContain("account page");
    got(await command("approvals.reject")(ballot, ana.caller));
  });

  test("names the field where nothing, a wrong code or a recovery code was given", async () => {
    const { who, app } = await withApp();
    const ballot = await ask();
    expect(issues(await approve(ballot, who))).toEqual(["code"]);
    const wrong = app.code() === "000000" ? "000001" : "000000";
    expect(issues(await approve({ ...ballot, code: wrong }, who))).toEqual(["code"]);
    const recovery = await approve({ ...ballot, code: "00CK-4JV4-FPBA-ZJ71" }, who);
    expect(refused(recovery, "invalid-input").issues[0]?.message).toContain("not for votes");
    expect(await votesOf(ballot)).toBe(0);
  });

  test("counts with a code, which is kept beside it, and then takes effect", async () => {
    const { who, app } = await withApp();
    const ballot = await ask();
    got(await approve({ ...ballot, code: app.code() }, who));
    expect(
      await query(
        `select s.method, s.purpose, r.state from approval_vote v join step_up s on s.id = v.step_up_id
         join approval_request r on r.id = v.request_id where v.request_id = $1`,
        [ballot.requestId],
      ),
    ).toEqual([{ method: "totp", purpose: "approve", state: "executed" }]);
  });

  test("takes one code for one vote only", async () => {
    const { who, app } = await withApp();
    const [one, two] = [await ask(), await ask()];
    const code = app.code();
    got(await approve({ ...one, code }, who));
    expect(issues(await approve({ ...two, code }, who))).toEqual(["code"]);
    got(await approve({ ...two, code: app.code(1) }, who));
  });

  test("takes no code that opened a session, and none after a later one", async () => {
    const { who, app } = await withApp();
    const ballot = await ask();
    const code = app.code();
    await query(
      `insert into totp_use (user_id, step, purpose, at)
       values ($1, floor(extract(epoch from now()) / 30)::bigint, 'sign-in', now())`,
      [who.id],
    );
    expect(issues(await approve({ ...ballot, code }, who))).toEqual(["code"]);
    expect(issues(await approve({ ...ballot, code: app.code(-1) }, who))).toEqual(["code"]);
  });

  test("of twenty votes with one code at once exactly one counts", async () => {
    const { who, app } = await withApp();
    const ballots = await Promise.all(Array.from({ length: 20 }, ask));
    const code = app.code();
    const results = await Promise.all(ballots.map((ballot) => approve({ ...ballot, code }, who)));
    expect(results.filter((result) => result.ok).length).toBe(1);
    expect(await query("select 1 from step_up where user_id = $1", [who.id])).toHaveLength(1);
  });
});

describe("a passkey", () => {
  test("signs what is voted on, in one line of a test", async () => {
    const signer = await signerOf(await somebody("one-line", "approver"));
    const ballot = await ask();
    await signer.approve(ballot);
    expect(await votesOf(ballot)).toBe(1);
  });

  test("signs for one request: its answer is worth nothing for another, for somebody else, or twice", async () => {
    const who = await somebody("signs", "approver");
    const other = await somebody("other", "approver");
    const [signer, stranger] = [await signerOf(who), await signerOf(other)];
    const [one, two] = [await ask(), await ask()];
    const proof = await signer.proof(one);
    expect(issues(await approve({ ...two, ...proof }, who))).toEqual(["passkey"]);
    expect(issues(await approve({ ...one, ...proof }, other))).toEqual(["passkey"]);
    const forged = stranger.authenticator.get(
      await run<{ challenge: string }>("approvals.begin-step-up", { ...strip(one) }, who.caller),
    );
    expect(issues(await approve({ ...one, passkey: forged }, other))).toEqual(["passkey"]);
    got(await approve({ ...one, ...proof }, who));
    expect(refused(await approve({ ...one, ...proof }, who), "refused").reason).toContain("decided already");
    expect([await votesOf(one), await votesOf(two)]).toEqual([1, 0]);
  });

  test("signs for one purpose: going ahead alone is no vote", async () => {
    const who = await somebody("purpose", "approver");
    const signer = await signerOf(who);
    const ballot = await ask();
    const proof = await signer.proof(ballot, "break-glass");
    expect(issues(await approve({ ...ballot, ...proof }, who))).toEqual(["passkey"]);
  });

  test("has five minutes", async () => {
    const who = await somebody("late", "approver");
    const signer = await signerOf(who);
    const ballot = await ask();
    const { challenge } = await run<{ challenge: string }>(
      "approvals.begin-step-up",
      strip(ballot),
      who.caller,
    );
    const { withConnection } = await import("../../scripts/lib/connection.mjs");
    await withConnection(process.env["DATABASE_ADMIN_URL"] ?? "", async (owner) => {
      await owner.query("set session_replication_role = replica");
      await owner.query(
        `update passkey_challenge set created_at = created_at - interval '6 minutes',
           expires_at = expires_at - interval '6 minutes' where challenge = $1`,
        [challenge],
      );
    });
    expect(
      issues(await approve({ ...ballot, passkey: signer.authenticator.get({ challenge }) }, who)),
    ).toEqual(["passkey"]);
  });

  test("that was copied gives itself away by its counter", async () => {
    const who = await somebody("cloned", "approver");
    const signer = await signerOf(who);
    const [one, two] = [await ask(), await ask()];
    signer.authenticator.counter = 40;
    await signer.approve(one);
    signer.authenticator.counter = 12;
    expect(issues(await approve({ ...two, ...(await signer.proof(two)) }, who))).toEqual(["passkey"]);
  });

  test.each(["", "{}", "[]", "null", "not JSON", '{"id":"x","rawId":"x","type":"public-key","response":{}}'])(
    "that answers %j answers nothing",
    async (passkey) => {
      const who = await somebody(`garbled-${++made}`, "approver");
      await signerOf(who);
      const ballot = await ask();
      expect(refused(await approve({ ...ballot, passkey }, who)).code).toBe("invalid-input");
    },
  );
});

const strip = ({ requestId, systemId, payloadHash }: Ballot) => ({ requestId, systemId, payloadHash });

describe("Postgres refuses the same, whichever way a write comes", () => {
  const vote = (ballot: Ballot, voter: UserId, stepUpId: string | null) =>
    query(
      `insert into approval_vote (request_id, voter_id, vote, reason, payload_hash, at, step_up_id)
       values ($1, $2, 'approve', 'Read it and agree.', $3, now(), $4)`,
      [ballot.requestId, voter, ballot.payloadHash, stepUpId],
    );
  const proved = async ({ who, app }: { who: Known; app: App }, ballot: Ballot) => {
    const { requestId, payloadHash } = ballot;
    const stepUp = { userId: who.id, purpose: "approve", requestId, payloadHash } as const;
    return got(await inTransaction((tx) => proveStepUp(tx, stepUp, { code: app.code(), passkey: "" })));
  };

  test("an approval without a proof, with another person’s, another request’s, or one that was used", async () => {
    const mine = await withApp();
    const theirs = await withApp();
    const [one, two] = [await ask(), await ask()];
    await expect(vote(one, mine.who.id, null)).rejects.toThrow("lacks the proof");
    const stepUp = await proved(theirs, one);
    await expect(vote(one, mine.who.id, stepUp)).rejects.toThrow("for something else");
    await expect(vote(two, theirs.who.id, stepUp)).rejects.toThrow("for something else");
    await vote(one, theirs.who.id, stepUp);
    await expect(vote(two, theirs.who.id, stepUp)).rejects.toThrow();
  });

  test("one code twice for one person, and an older one after a newer", async () => {
    const { who } = await withApp();
    const use = (step: number, purpose: string) =>
      query("insert into totp_use (user_id, step, purpose, at) values ($1, $2, $3, now())", [
        who.id,
        step,
        purpose,
      ]);
    await use(100, "sign-in");
    await expect(use(100, "step-up")).rejects.toThrow("totp_use_pkey");
    await expect(use(99, "step-up")).rejects.toThrow("later code");
    await expect(query("delete from totp_use where user_id = $1", [who.id])).rejects.toThrow();
  });

  test("a step-up on a code that was given for something else, and one on other content", async () => {
    const { who } = await withApp();
    const ballot = await ask();
    await query("insert into totp_use (user_id, step, purpose, at) values ($1, 7, 'sign-in', now())", [
      who.id,
    ]);
    const stepUp = (hash: string) =>
      query(
        `insert into step_up (id, user_id, method, purpose, request_id, payload_hash, totp_step, at)
         values (gen_random_uuid(), $1, 'totp', 'approve', $2, $3, 7, now())`,
        [who.id, ballot.requestId, hash],
      );
    await expect(stepUp(ballot.payloadHash)).rejects.toThrow("given for something else");
    await expect(stepUp("0".repeat(64))).rejects.toThrow("other content");
  });

  test("a challenge that is not the hash of its content, or is answered twice", async () => {
    const who = await somebody("challenged", "approver");
    const signer = await signerOf(who);
    const ballot = await ask();
    await signer.approve(ballot);
    await expect(
      query("update passkey_challenge set consumed_at = now() where user_id = $1", [who.id]),
    ).rejects.toThrow("used already");
    await expect(
      query(
        `insert into passkey_challenge (id, challenge, nonce, purpose, user_id, request_id, payload_hash, created_at, expires_at)
         values (gen_random_uuid(), 'made-up', 'n', 'approve', $1, $2, $3, now(), now() + interval '5 minutes')`,
        [who.id, ballot.requestId, ballot.payloadHash],
      ),
    ).rejects.toThrow("challenge_is_of_the_content");
  });
});
