import { beforeAll, describe, expect, test } from "vitest";
import { findRequestByNumber } from "@/lib/db/approvals";
import { inTransaction, pool, reader } from "@/lib/db/client";
import { insertInstallation } from "@/lib/db/installation";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { approve } from "@/lib/features/approvals/commands";
import { loadForProgram } from "@/lib/features/external/loaders";
import { settleRequests } from "@/lib/jobs/approvals";
import { registry } from "@/lib/registry";
import { type Actor, actor, bareSystem } from "@/lib/testing/checklist-templates";
import { got, refused, run } from "@/lib/testing/commands";
import { withoutStepUp } from "@/lib/testing/critical";
import { authorize } from "./authorize";
import type { Caller, TokenCaller } from "./caller";
import { collectApproved } from "./collect";
import { hashToken } from "./token";

let [engineer, approver, admin]: Actor[] = [];
let system: SystemId;
let other: SystemId;
let made = 0;

const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool().query(sql, values)).rows as T[];

beforeAll(async () => {
  await withoutStepUp();
  await inTransaction((tx) => insertInstallation(tx, { organisation: "Meridian Pay", currency: "EUR" }));
  engineer = await actor("engineer", "engineer");
  approver = await actor("approver", "approver");
  admin = await actor("admin", "admin");
  await actor("lead", "security-lead");
  system = await bareSystem(engineer!.id);
  other = await bareSystem(engineer!.id);
});

const caller = (secret: string, idempotencyKey: string | null = null): TokenCaller => ({
  kind: "token",
  secret,
  address: "10.0.0.1",
  idempotencyKey,
});

/** Signs whatever waits under this number. */
async function sign(number: number, by: Caller = approver!.caller) {
  const record = (await findRequestByNumber(reader(), number))!;
  const { id: requestId, payloadHash, systemId } = record.request;
  return approve({ requestId, payloadHash, systemId, reason: "Read and agreed with." }, by);
}

type Limits = {
  readonly scopes?: readonly string[];
  readonly systemIds?: readonly string[];
  readonly actions?: readonly string[];
};

/** A live token, granted through two persons, with its secret. */
async function token(limits: Limits = {}, owner = engineer!): Promise<{ id: string; caller: TokenCaller }> {
  const name = `Pipeline ${++made}`;
  const input = {
    name,
    scopes: ["approvals:request"],
    validDays: 90,
    reason: "For our pipeline.",
    ...limits,
  };
  const asked = await registry.get("tokens.ask")!(input, owner.caller);
  if (!asked.ok) got(await sign(refused(asked, "sent-for-approval").number));
  const [row] = await query<{ id: string }>("select id from api_token where name = $1", [name]);
  const { secret } = await run<{ secret: string }>("tokens.reveal", { tokenId: row!.id }, owner.caller);
  return { id: row!.id, caller: caller(secret) };
}

const input = (rest: object = {}) => ({
  action: "deploy",
  systemId: system,
  about: "Deploy payments",
  reason: "Planned release.",
  payload: { version: `4.${++made}`, hosts: ["a", "b"] },
  ...rest,
});

const askAs = (by: Caller, rest: object = {}) => registry.get("external.run")!(input(rest), by);

/** An external action that waits for its collector. */
async function approved(by: TokenCaller): Promise<{ number: number; hash: string }> {
  const { number } = refused(await askAs(by), "sent-for-approval");
  got(await sign(number));
  return { number, hash: (await findRequestByNumber(reader(), number))!.request.payloadHash };
}

const effects = async (number: number) =>
  Number(
    (
      await query<{ n: string }>(
        "select count(*) n from approval_effect e join approval_request r on r.id = e.request_id where r.number = $1",
        [number],
      )
    )[0]?.n,
  );

describe("a token", () => {
  test("gives only what its scopes list, of every command that there is", async () => {
    const { caller: program } = await token({ scopes: ["approvals:request", "approvals:read"] });
    const { caller: reading } = await token({ scopes: ["approvals:read"] });
    for (const [name, command] of registry) {
      const { permission } = command.meta;
      const listed = name === "external.run" || name === "external.withdraw";
      for (const [by, may] of [
        [program, listed],
        [reading, false],
      ] as const) {
        const allowed = await inTransaction((tx) =>
          authorize(tx, { name: name as `${string}.${string}`, permission }, {}, by),
        );
        const beyond = !allowed.ok && allowed.error.code === "forbidden";
        expect([name, permission === "job" || beyond]).toEqual([
          name,
          permission === "job" || !may || beyond,
        ]);
        if (!may) expect([name, refused(await command({}, by)).code]).toEqual([name, "forbidden"]);
      }
    }
    expect(refused(await askAs(program), "sent-for-approval").number).toBeGreaterThan(0);
    expect(refused(await askAs(reading)).code).toBe("forbidden");
  });

  test("is shown once; another secret makes the one before void", async () => {
    const { id, caller: first } = await token();
    expect(refused(await registry.get("tokens.reveal")!({ tokenId: id }, engineer!.caller)).code).toBe(
      "refused",
    );
    const { secret } = await run<{ secret: string }>("tokens.rotate", { tokenId: id }, engineer!.caller);
    expect(secret).toMatch(/^cs_[\w-]{43}$/);
    expect(refused(await askAs(first)).code).toBe("unauthenticated");
    refused(await askAs(caller(secret)), "sent-for-approval");
    const [row] = await query<{ secret_hash: string }>("select secret_hash from api_token where id = $1", [
      id,
    ]);
    expect(row?.secret_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is nobody else’s to show or to revoke, but an administrator ends it", async () => {
    const { id, caller: program } = await token();
    for (const name of ["tokens.reveal", "tokens.rotate", "tokens.revoke"])
      expect(refused(await registry.get(name)!({ tokenId: id }, approver!.caller)).code).toBe("not-found");
    await run("tokens.revoke", { tokenId: id }, admin!.caller);
    expect(refused(await askAs(program)).code).toBe("unauthenticated");
  });

  test("that expired or whose owner is locked is dead at once", async () => {
    const owner = await actor(`owner-${++made}`, "engineer");
    const { caller: program } = await token({}, owner);
    refused(await askAs(program), "sent-for-approval");
    await query("update \"user\" set status = 'locked' where id = $1", [owner.id]);
    expect(refused(await askAs(program)).code).toBe("unauthenticated");
    const secret = `cs_${"x".repeat(43)}`;
    await query(
      `insert into api_token (id, owner_id, name, scopes, system_ids, actions, secret_hash, created_at, revealed_at, expires_at)
       values (gen_random_uuid(), $1, 'Old', '{approvals:read}', '{}', '{}', $2, now() - interval '2 days', now(), now())`,
      [engineer!.id, hashToken(secret)],
    );
    expect(refused(await loadForProgram(caller(secret), "1")).code).toBe("unauthenticated");
  });

  test("stays within its systems and actions", async () => {
    const { caller: program } = await token({ systemIds: [system], actions: ["deploy"] });
    refused(await askAs(program), "sent-for-approval");
    expect(refused(await askAs(program, { systemId: other })).code).toBe("forbidden");
    expect(refused(await askAs(program, { systemId: null })).code).toBe("forbidden");
    expect(refused(await askAs(program, { action: "rollback" })).code).toBe("forbidden");
  });

  test("lasts no longer than a year", async () => {
    const wrong = { name: "Long", scopes: ["approvals:read"], validDays: 366, reason: "For our pipeline." };
    expect(refused(await registry.get("tokens.ask")!(wrong, engineer!.caller)).code).toBe("invalid-input");
  });
});

describe("an external action", () => {
  test("is released once: fifty at the same time, one gets it", async () => {
    const { caller: program } = await token();
    const { number, hash } = await approved(program);
    const results = await Promise.all(
      Array.from({ length: 50 }, () => collectApproved(program, number, hash)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(results.flatMap((one) => (one.ok ? [] : [one.error.code])))).toEqual(
      new Set(["already-collected"]),
    );
    expect(await effects(number)).toBe(1);
  }, 60_000);

  test("is not released for other content", async () => {
    const { caller: program } = await token();
    const { number } = await approved(program);
    const result = await collectApproved(program, number, "0".repeat(64));
    expect(result.ok ? null : result.error.code).toBe("other-content");
    expect(await effects(number)).toBe(0);
  });

  test("is not run by the clock, and not before somebody else signed", async () => {
    const { caller: program } = await token();
    const { number, hash } = await approved(program);
    await settleRequests();
    expect(await effects(number)).toBe(0);
    const waits = refused(await askAs(program), "sent-for-approval").number;
    const record = (await findRequestByNumber(reader(), waits))!;
    const early = await collectApproved(program, waits, record.request.payloadHash);
    expect(early.ok ? null : early.error.code).toBe("not-approved");
    expect((await collectApproved(program, number, hash)).ok).toBe(true);
  });

  test("is nobody else’s to collect, also not with the number and the hash", async () => {
    const { caller: program } = await token();
    const { number, hash } = await approved(program);
    const stranger = await token({}, admin!);
    const result = await collectApproved(stranger.caller, number, hash);
    expect(result.ok ? null : result.error.code).toBe("not-found");
    const narrow = await token({ actions: ["rollback"] });
    const outside = await collectApproved(narrow.caller, number, hash);
    expect(outside.ok ? null : outside.error.code).toBe("not-found");
    expect(refused(await loadForProgram(narrow.caller, String(number))).code).toBe("not-found");
  });

  test("can’t be signed by the owner of the token that asked", async () => {
    const owner = await actor(`deciding-${++made}`, "admin");
    const { caller: program } = await token({}, owner);
    const { number } = refused(await askAs(program), "sent-for-approval");
    expect(refused(await sign(number, owner.caller)).code).toBe("forbidden");
  });

  test("that was taken back is not released", async () => {
    const { caller: program } = await token();
    const { number, hash } = await approved(program);
    const { id: requestId } = (await findRequestByNumber(reader(), number))!.request;
    await run("external.withdraw", { requestId }, program);
    const result = await collectApproved(program, number, hash);
    expect(result.ok ? null : result.error.code).toBe("closed");
    expect(await effects(number)).toBe(0);
  });

  test("asked for twice with one key is one request", async () => {
    const { caller: program } = await token();
    const keyed = { ...program, idempotencyKey: "run-12345678" };
    const same = input();
    const first = refused(await registry.get("external.run")!(same, keyed), "sent-for-approval");
    const second = refused(await registry.get("external.run")!(same, keyed), "sent-for-approval");
    expect(second.number).toBe(first.number);
  });
});

test("nothing is released to a program whose owner has yet to set up the factor that their role needs", async () => {
  const { caller: by } = await token();
  const { number, hash } = await approved(by);
  await query("update sign_in_policy set factor_roles = '{engineer}'");
  expect(refused((await collectApproved(by, number, hash)) as never, "forbidden").reason).toContain("factor");
  expect(await effects(number)).toBe(0);
  await query("update sign_in_policy set factor_roles = '{}'");
  got((await collectApproved(by, number, hash)) as never);
});
