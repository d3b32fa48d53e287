import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { closeRequest } from "@/lib/db/approvals";
import { inTransaction, pool, reader } from "@/lib/db/client";
import { removeExpired } from "@/lib/db/housekeeping";
import { insertInstallation } from "@/lib/db/installation";
import { listenForSignals, type Signal } from "@/lib/db/listen";
import { countUnread, listNotices } from "@/lib/db/notices";
import { claimDue } from "@/lib/db/outbox";
import type { ApprovalRequestId, SystemId, UserId } from "@/lib/domain/kernel/ids";
import { ok } from "@/lib/domain/kernel/result";
import { approve, reject, withdraw } from "@/lib/features/approvals/commands";
import { chooseMail, markRead } from "@/lib/features/notices/commands";
import { batchNotices, sendDueWebhooks } from "@/lib/jobs/deliveries";
import { registry } from "@/lib/registry";
import { got, refused } from "@/lib/testing/commands";
import { withoutStepUp } from "@/lib/testing/critical";
import { type Known, somebody } from "@/lib/testing/people";
import { defineCommand } from "./command";
import { provideCommands } from "./commands-at-hand";
import { tellOfRequest } from "./tell";
import { signWebhook } from "./webhook";
import "./database";

const SECRET = "whsec_c2VjcmV0IG9mIHRoZSBub3RpY2VzIHRlc3Q=";
const query = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await pool().query(sql, values)).rows as T[];

let system: SystemId;
let breakAfterwards = false;
const setValue = defineCommand({
  name: "test.set-value",
  input: z.strictObject({ value: z.string().min(1) }),
  permission: "system:edit",
  scope: () => system,
  before: async () => ok(null),
  approval: ({ input }) => ({
    about: `Value becomes ${input.value}`,
    reason: "The value is critical.",
    asked: "It has to be.",
    changes: [{ field: "Value", before: null, after: input.value }],
  }),
  run: async () => ok({}),
  audit: ({ input }) => {
    if (breakAfterwards) throw new Error("broken on purpose");
    return { subject: "test", subjectId: null, systemId: system, detail: { about: input.value } };
  },
});

let jonas: Known;
let mei: Known;
let olu: Known;
let values = 0;

type Open = { readonly requestId: ApprovalRequestId; readonly payloadHash: string };
async function ask(): Promise<Open> {
  const { requestId } = refused(await setValue({ value: `v${++values}` }, jonas.caller), "sent-for-approval");
  const rows = await query<{ payload_hash: string }>(
    "select payload_hash from approval_request where id = $1",
    [requestId],
  );
  return { requestId, payloadHash: rows[0]?.payload_hash ?? "" };
}
const ballot = (open: Open) => ({ ...open, systemId: system, reason: "Read it and agree to it." });
const toldOf = async ({ requestId }: Pick<Open, "requestId">) =>
  query<{ recipient_id: UserId; kind: string }>(
    "select recipient_id, kind from notice where request_id = $1 order by created_at, kind, recipient_id",
    [requestId],
  );

/** The organisation's own address for notices: remembers what came and answers as it is told. */
const received: { readonly headers: IncomingMessage["headers"]; readonly body: string }[] = [];
let answer: (response: ServerResponse) => void = (response) => response.end();
const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    received.push({ headers: request.headers, body });
    answer(response);
  });
});

beforeAll(async () => {
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const { port } = receiver.address() as { port: number };
  vi.stubEnv("NOTICE_WEBHOOK_URL", `http://127.0.0.1:${port}/notices`);
  vi.stubEnv("NOTICE_WEBHOOK_SECRET", SECRET);
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
  provideCommands(new Map<string, never>([...registry, ["test.set-value", setValue]] as never));
  await inTransaction((tx) => insertInstallation(tx, { organisation: "Meridian Pay", currency: "USD" }));
  jonas = await somebody("jonas", "engineer");
  mei = await somebody("mei", "approver");
  olu = await somebody("olu", "security-lead");
  const [row] = await query<{ id: SystemId }>(
    `insert into system (id, slug, name, type, description, owner_id, criticality, data_classes, regulations, tags)
     values (gen_random_uuid(), 'vault', 'Vault', 'microservices', '', $1, 3, '{}', '{}', '{}') returning id`,
    [jonas.id],
  );
  system = row?.id as SystemId;
  await withoutStepUp(); // After the settings: they are read once.
});
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
  vi.unstubAllEnvs();
});
beforeEach(async () => {
  received.length = 0;
  answer = (response) => response.end();
  await query("delete from outbox");
  await query("update notice set read_at = now(), mail_at = null");
});

describe("what is told", () => {
  test("a request to who may vote, its end to who asked and who voted", async () => {
    const open = await ask();
    expect((await toldOf(open)).map((one) => [one.kind, one.recipient_id]).sort()).toEqual(
      [
        ["asked", mei.id],
        ["asked", olu.id],
      ].sort(),
    );
    got(await approve(ballot(open), mei.caller));
    const ended = (await toldOf(open)).filter(({ kind }) => kind === "ended");
    expect(ended.map((one) => one.recipient_id).sort()).toEqual([jonas.id, mei.id].sort());
  });

  test("an effect that was rolled back told nobody that it happened, only that it failed or waits", async () => {
    const open = await ask();
    breakAfterwards = true;
    await approve(ballot(open), mei.caller);
    breakAfterwards = false;
    const [row] = await query<{ state: string }>("select state from approval_request where id = $1", [
      open.requestId,
    ]);
    expect(row?.state).toBe("scheduled");
    expect((await toldOf(open)).filter(({ kind }) => kind === "ended")).toEqual([]);
    const types = await query<{ type: string }>(
      "select payload->>'type' as type from outbox where kind = 'webhook'",
    );
    expect(types.map(({ type }) => type)).toEqual(["approval.asked"]);
  });

  test("a change that is rolled back after it was told has told nobody", async () => {
    const open = await ask();
    const before = await toldOf(open);
    const undone = inTransaction(async (tx) => {
      await closeRequest(tx, open.requestId, "withdrawn", "Taken back.");
      await tellOfRequest(tx, open.requestId);
      throw new Error("rolled back");
    });
    await expect(undone).rejects.toThrow("rolled back");
    expect(await toldOf(open)).toEqual(before);
    const types = await query<{ type: string }>(
      "select payload->>'type' as type from outbox where kind = 'webhook'",
    );
    expect(types.map(({ type }) => type)).toEqual(["approval.asked"]);
  });

  test("ten votes at once on one request tell its end once to each", async () => {
    const voters = await Promise.all(
      Array.from({ length: 10 }, (_, n) => somebody(`voter-${n}`, "approver")),
    );
    const open = await ask();
    await Promise.all(voters.map((voter) => approve(ballot(open), voter.caller)));
    const ended = (await toldOf(open)).filter(({ kind }) => kind === "ended");
    expect(ended.filter((one) => one.recipient_id === jonas.id)).toHaveLength(1);
    expect(ended).toHaveLength(2);
    const types = await query<{ n: string }>(
      "select count(*) as n from outbox where payload->>'type' = 'approval.executed'",
    );
    expect(Number(types[0]?.n)).toBe(1);
  });

  test("a rejection to who asked; a withdrawal to nobody where nobody voted", async () => {
    const first = await ask();
    got(await reject(ballot(first), olu.caller));
    expect(
      (await toldOf(first)).filter(({ kind }) => kind === "ended").map((one) => one.recipient_id),
    ).toEqual([jonas.id]);
    const second = await ask();
    got(await withdraw({ requestId: second.requestId }, jonas.caller));
    expect((await toldOf(second)).filter(({ kind }) => kind === "ended")).toEqual([]);
  });

  test("whoever loses sight of the system loses sight of its notices, in lists, counts and mails", async () => {
    const { requestId } = await ask();
    const hidden = [system];
    expect(await countUnread(reader(), mei.id, [], 99)).toBe(1);
    expect(await countUnread(reader(), mei.id, hidden, 99)).toBe(0);
    const all = { before: null, unread: false };
    expect(await listNotices(reader(), mei.id, hidden, all, 50)).toEqual([]);
    expect((await listNotices(reader(), mei.id, [], all, 1))[0]?.title).toContain("Value becomes");
    await query("insert into membership (user_id, system_id, role) values ($1, $2, 'none')", [
      mei.id,
      system,
    ]);
    await query("update notice set mail_at = now() where request_id = $1", [requestId]);
    await batchNotices();
    const mails = await query<{ to: string }>("select payload->>'to' as to from outbox where kind = 'mail'");
    expect(mails.map(({ to }) => to)).not.toContain("mei@example.com");
    expect(mails.map(({ to }) => to)).toContain("olu@example.com");
    await query("delete from membership where user_id = $1", [mei.id]);
  });
});

describe("mail", () => {
  const mailsTo = async (to: string) =>
    query<{ subject: string; text: string }>(
      "select payload->>'subject' as subject, payload->>'text' as text from outbox where kind = 'mail' and payload->>'to' = $1",
      [to],
    );

  test("what is told within a minute comes in one mail; what was read meanwhile does not come", async () => {
    await ask();
    await ask();
    await batchNotices();
    expect(await mailsTo("mei@example.com")).toEqual([]);
    got(await markRead({}, olu.caller));
    await query("update notice set mail_at = now() where mail_at is not null");
    await batchNotices();
    const [mail, ...more] = await mailsTo("mei@example.com");
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("2 notices from Countersign");
    expect(mail?.text).toMatch(/waits for your vote until .* UTC\.\nhttp\S+\/approvals\/\d+/);
    expect(await mailsTo("olu@example.com")).toEqual([]);
    await batchNotices();
    expect(await mailsTo("mei@example.com")).toHaveLength(1);
  });

  test("a person who does without a kind gets none of it, and still has the notice", async () => {
    got(await chooseMail({ wanted: "ended" }, mei.caller));
    const { requestId } = await ask();
    const rows = await query<{ recipient_id: string; mails: boolean }>(
      "select recipient_id, mail_at is not null as mails from notice where request_id = $1",
      [requestId],
    );
    expect(new Map(rows.map((row) => [row.recipient_id, row.mails])).get(mei.id)).toBe(false);
    expect(new Map(rows.map((row) => [row.recipient_id, row.mails])).get(olu.id)).toBe(true);
    got(await chooseMail({ wanted: ["asked", "signed", "scheduled", "ended", "review"] }, mei.caller));
  });
});

describe("the webhook", () => {
  const due = () => query("update outbox set next_at = now() where delivered_at is null");

  test("is signed, says what happened and where, and holds nothing of the content", async () => {
    await ask();
    expect(await sendDueWebhooks()).toBe(1);
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    const message = {
      id: String(headers["webhook-id"]),
      timestampS: Number(headers["webhook-timestamp"]),
      body,
    };
    expect(headers["webhook-signature"]).toBe(signWebhook(SECRET, message)["webhook-signature"]);
    expect(JSON.parse(body)).toMatchObject({
      type: "approval.asked",
      data: { state: "pending", system: "vault", requester: "jonas" },
    });
    expect(body).not.toContain('"value"');
    expect(await sendDueWebhooks()).toBe(0);
  });

  test("a refusal is noted and tried again later, with the same id", async () => {
    await ask();
    answer = (response) => {
      response.statusCode = 500;
      response.end();
    };
    await sendDueWebhooks();
    expect(await sendDueWebhooks()).toBe(0);
    const [row] = await query<{ last_error: string; attempts: number }>(
      "select last_error, attempts from outbox",
    );
    expect(row).toEqual({ last_error: "The receiver answered 500.", attempts: 1 });
    answer = (response) => response.end();
    await due();
    expect(await sendDueWebhooks()).toBe(1);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect((await query<{ payload: unknown }>("select payload from outbox"))[0]?.payload).toBeNull();
  });

  test("what a killed instance had in hand comes up again; two instances never have the same in hand", async () => {
    await ask();
    const [one, other] = await Promise.all([
      inTransaction((tx) => claimDue(tx, "webhook")),
      inTransaction((tx) => claimDue(tx, "webhook")),
    ]);
    expect([one, other].filter(Boolean)).toHaveLength(1); // and here that instance dies
    expect(await sendDueWebhooks()).toBe(0);
    await due();
    expect(await sendDueWebhooks()).toBe(1);
    expect(received[0]?.headers["webhook-id"]).toBe((one ?? other)?.id);
  });

  test("a receiver that is slow holds no row and no connection of the database", async () => {
    await ask();
    let release = () => {};
    answer = (response) => {
      release = () => response.end();
    };
    const sending = sendDueWebhooks();
    await vi.waitFor(() => expect(received).toHaveLength(1));
    await query("update outbox set last_error = 'not held' where delivered_at is null");
    const [row] = await query<{ n: string }>(
      "select count(*) as n from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()",
    );
    expect(Number(row?.n)).toBe(0);
    release();
    expect(await sending).toBe(1);
  });
});

describe("signals", () => {
  test("committed changes are signalled with kinds and ids only; rolled back ones are not; a cut line is made again", async () => {
    const signals: Signal[] = [];
    const states: boolean[] = [];
    const end = listenForSignals(process.env["DATABASE_URL"] ?? "", {
      onSignal: (signal) => signals.push(signal),
      onState: (listening) => states.push(listening),
    });
    await vi.waitFor(() => expect(states).toEqual([true]));
    await inTransaction(async (tx) => {
      await tx.sql.$executeRaw`update "user" set role = role where id = ${mei.id}::uuid`;
      throw new Error("rolled back");
    }).catch(() => {});
    await ask();
    await vi.waitFor(() => expect(signals.some(({ kind }) => kind === "notice")).toBe(true));
    expect(signals.some(({ kind }) => kind === "person")).toBe(false);
    expect(signals).toContainEqual({ kind: "request", system, requester: jonas.id });
    expect(signals.find(({ kind }) => kind === "notice")).toMatchObject({
      people: expect.arrayContaining([mei.id, olu.id]),
    });
    const { withConnection } = await import("../../scripts/lib/connection.mjs");
    await withConnection(process.env["DATABASE_ADMIN_URL"] ?? "", (owner) =>
      owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen countersign' and datname = current_database()",
      ),
    );
    await vi.waitFor(() => expect(states).toEqual([true, false, true]), { timeout: 5_000 });
    end();
  });
});

test("housekeeping removes old notices", async () => {
  const { requestId } = await ask();
  await query("update notice set created_at = now() - interval '181 days' where request_id = $1", [
    requestId,
  ]);
  await inTransaction(removeExpired);
  expect(await toldOf({ requestId })).toEqual([]);
});
