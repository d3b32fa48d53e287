import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as collect from "@/app/api/v1/approvals/[number]/collect/route";
import * as receipt from "@/app/api/v1/approvals/[number]/receipt/route";
import * as one from "@/app/api/v1/approvals/[number]/route";
import * as withdraw from "@/app/api/v1/approvals/[number]/withdraw/route";
import * as approvals from "@/app/api/v1/approvals/route";
import * as openapi from "@/app/api/v1/openapi.json/route";
import { findRequestByNumber } from "@/lib/db/approvals";
import { inTransaction, reader } from "@/lib/db/client";
import { insertInstallation } from "@/lib/db/installation";
import { insertToken, lockToken, updateTokenSecret } from "@/lib/db/tokens";
import { formatNoteKey } from "@/lib/domain/audit/signed-note";
import type { InstantMs } from "@/lib/domain/kernel/ids";
import { approve } from "@/lib/features/approvals/commands";
import { sequencing } from "@/lib/jobs/sequencer";
import { type Actor, actor, bareSystem } from "@/lib/testing/checklist-templates";
import { got } from "@/lib/testing/commands";
import { withoutStepUp } from "@/lib/testing/critical";
import { cliFile, ensureCli } from "../../scripts/lib/cli-bundle.mjs";
import { logSigner, sha256 } from "./log-key";
import { hashToken, makeTokenSecret } from "./token";

let [engineer, approver]: Actor[] = [];
let server: Server;
let url: string;
let secret: string;
let check: (path: string, method: string, status: number, body: unknown) => void;
const folder = mkdtempSync(join(tmpdir(), "gate-"));
const round = sequencing();

/** The routes, as Next finds them by their folders. */
async function route(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, number = "", part = ""] = /^\/api\/v1\/approvals\/([^/]+)\/?(.*)$/.exec(pathname) ?? [];
  const context = { params: Promise.resolve({ number }) };
  if (pathname === "/api/v1/approvals") return approvals.POST(request);
  if (part === "collect") return collect.POST(request, context);
  if (part === "withdraw") return withdraw.POST(request, context);
  if (part === "receipt") return receipt.GET(request, context);
  return one.GET(request, context);
}

/** Calls a route and holds what it answers against the document. */
async function call(method: "GET" | "POST", path: string, body?: unknown, token = secret) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  const template = path.replace(/\?.*/, "").replace(/(approvals\/)[^/]+/, "$1{number}");
  check(template, method, response.status, answer);
  return { status: response.status, answer };
}

async function sign(number: number): Promise<void> {
  const { id: requestId, payloadHash, systemId } = (await findRequestByNumber(reader(), number))!.request;
  got(await approve({ requestId, payloadHash, systemId, reason: "Read and agreed with." }, approver!.caller));
}

beforeAll(async () => {
  await withoutStepUp();
  await ensureCli();
  await inTransaction((tx) => insertInstallation(tx, { organisation: "Meridian Pay", currency: "EUR" }));
  engineer = await actor("engineer", "engineer");
  approver = await actor("approver", "approver");
  await actor("lead", "security-lead");
  await bareSystem(engineer.id);
  secret = makeTokenSecret();
  await inTransaction(async (tx) => {
    const id = await insertToken(tx, {
      ownerId: engineer!.id,
      name: "Pipeline",
      scopes: ["approvals:request"],
      systemIds: [],
      actions: [],
      expiresAtMs: (tx.asOf + 86_400_000) as InstantMs,
    });
    await lockToken(tx, id);
    await updateTokenSecret(tx, id, hashToken(secret));
  });
  server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const response = await route(
      new Request(`${url}${incoming.url}`, {
        method: incoming.method ?? "GET",
        headers: incoming.headers as Record<string, string>,
        ...(incoming.method === "POST" ? { body: Buffer.concat(chunks) } : {}),
      }),
    );
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  check = checkerOf((await (await openapi.GET()).json()) as Document);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

type Document = {
  readonly paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  readonly components: object;
};

function checkerOf(document: Document): typeof check {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, "api");
  return (path, method, status, body) => {
    const responses = document.paths[path]?.[method.toLowerCase()]?.responses ?? {};
    expect(Object.keys(responses)).toContain(String(status));
    const step = (text: string) => encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));
    const pointer = [
      "paths",
      path,
      method.toLowerCase(),
      "responses",
      String(status),
      "content",
      "application/json",
      "schema",
    ];
    const valid = ajv.validate({ $ref: `api#/${pointer.map(step).join("/")}` }, body);
    expect([path, status, valid, ajv.errors]).toEqual([path, status, true, null]);
  };
}

/** Runs the real tool until it ends. */
function tool(...words: readonly string[]) {
  const child = spawn(process.execPath, [cliFile, ...words, "--json"], {
    env: { ...process.env, COUNTERSIGN_URL: url, COUNTERSIGN_TOKEN: secret },
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise<{ code: number | null; said: Record<string, unknown> }>((resolve) =>
    child.on("close", (code) => resolve({ code, said: JSON.parse(output || "{}") })),
  );
}

const newest = async () =>
  (await reader().sql.approvalRequest.findFirst({ orderBy: { number: "desc" } }))?.number ?? 0;
const body = (version: string) => ({
  action: "deploy",
  system: "system-1",
  about: "Deploy payments",
  reason: "Planned release.",
  payload: { version },
});

test("the document is OpenAPI 3.1", async () => {
  const validator = new Validator();
  const result = await validator.validate((await (await openapi.GET()).json()) as Record<string, unknown>);
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(validator.version).toBe("3.1");
});

test("asking, reading, collecting and taking back answer as the document says", async () => {
  const asked = await call("POST", "/api/v1/approvals", body("1"));
  expect(asked).toMatchObject({
    status: 202,
    answer: { state: "pending", collectable: false, released: false },
  });
  const path = `/api/v1/approvals/${asked.answer["number"]}`;
  const { payloadHash } = asked.answer;
  expect(await call("POST", `${path}/collect`, { payloadHash })).toMatchObject({
    status: 409,
    answer: { error: { code: "not-approved" } },
  });
  expect((await call("GET", `${path}/receipt`)).status).toBe(409);
  await sign(Number(asked.answer["number"]));
  expect(await call("GET", `${path}?wait=1`)).toMatchObject({ status: 200, answer: { collectable: true } });
  expect(await call("POST", `${path}/collect`, { payloadHash: "0".repeat(64) })).toMatchObject({
    status: 409,
    answer: { error: { code: "other-content" } },
  });
  expect(await call("POST", `${path}/collect`, { payloadHash })).toMatchObject({
    status: 200,
    answer: { released: true, state: "executed" },
  });
  expect(await call("POST", `${path}/collect`, { payloadHash })).toMatchObject({
    status: 409,
    answer: { error: { code: "already-collected" } },
  });
  expect(await call("GET", `${path}/receipt`)).toMatchObject({ status: 202, answer: { sequencing: true } });
  await round();
  expect(await call("GET", `${path}/receipt`)).toMatchObject({
    status: 200,
    answer: { kind: "countersign-receipt" },
  });
  const second = await call("POST", "/api/v1/approvals", body("2"));
  expect(await call("POST", `/api/v1/approvals/${second.answer["number"]}/withdraw`)).toMatchObject({
    status: 200,
    answer: { state: "withdrawn" },
  });
});

test("what can't be taken is refused as the document says", async () => {
  expect((await call("POST", "/api/v1/approvals", body("3"), "cs_no")).status).toBe(401);
  expect((await call("POST", "/api/v1/approvals", body("3"), makeTokenSecret())).status).toBe(401);
  expect((await call("POST", "/api/v1/approvals", '{"action":"a","action":"b"}')).status).toBe(422);
  expect((await call("POST", "/api/v1/approvals", { ...body("3"), system: "no-such" })).status).toBe(422);
  expect((await call("POST", "/api/v1/approvals", { ...body("3"), more: 1 })).status).toBe(422);
  expect(
    (await call("POST", "/api/v1/approvals", { ...body("3"), payload: "x".repeat(300_000) })).status,
  ).toBe(422);
  expect((await call("POST", "/api/v1/approvals", "x".repeat(1_100_000))).status).toBe(422);
  expect((await call("GET", "/api/v1/approvals/999999")).status).toBe(404);
});

test("the tool waits, is released once and keeps a receipt that verifies offline", async () => {
  const file = (name: string) => join(folder, name);
  writeFileSync(file("plan.json"), '{"version":"4.2","hosts":["a"]}');
  const before = await newest();
  const gate = ["gate", "--action", "deploy", "--system", "system-1", "--payload", `@${file("plan.json")}`];
  const waiting = tool(...gate, "--wait", "40s", "--receipt", file("receipt.json"));
  await expect.poll(newest, { timeout: 15_000 }).toBeGreaterThan(before);
  const number = await newest();
  await sign(number);
  await expect
    .poll(async () => (await findRequestByNumber(reader(), number))?.request.state, { timeout: 15_000 })
    .toBe("executed");
  await round();
  expect(await waiting).toMatchObject({ code: 0, said: { ok: true, ending: "released", number } });
  const key = formatNoteKey(sha256, logSigner());
  expect(await tool("verify", file("receipt.json"), "--key", key)).toMatchObject({
    code: 0,
    said: { number: `AR-${number}`, signers: ["approver"] },
  });
  writeFileSync(file("flipped.json"), readFileSync(file("receipt.json"), "utf8").replace("4.2", "4.3"));
  expect(await tool("verify", file("flipped.json"), "--key", key)).toMatchObject({ code: 6 });
}, 90_000);

test("the tool ends apart for no, for too late and for a wrong command line", async () => {
  const gate = ["gate", "--action", "deploy", "--payload"];
  const late = await tool(...gate, '{"late":1}', "--wait", "2s", "--withdraw-on-timeout");
  expect(late).toMatchObject({ code: 3, said: { ending: "timed-out" } });
  expect((await findRequestByNumber(reader(), Number(late.said["number"])))?.request.state).toBe("withdrawn");
  expect(await tool(...gate, '{"a":1,"a":2}')).toMatchObject({ code: 1 });
  expect(await tool(...gate, "{}", "--actoin", "x")).toMatchObject({ code: 1 });
  expect(await tool(...gate, "{}", "--system", "no-such")).toMatchObject({ code: 4 });
}, 60_000);
