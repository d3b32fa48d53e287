// Starts, kills and starts again: what `npm start` promises. Needs a build (`npm run test:deep` makes it).
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { freePort } from "./lib/ports.mjs";
import { processesIn, signal, until } from "./lib/processes.mjs";

let data;
let port;
const started = [];

/** Runs scripts/start.mjs; `settings` are added to an environment without a database of its own. */
function start(args = [], settings = {}) {
  const {
    DATABASE_URL: _url,
    DATABASE_ADMIN_URL: _admin,
    AUTH_SECRET: _secret,
    CHECKPOINT_KEY: _key,
    ...inherited
  } = process.env;
  const child = spawn(
    process.execPath,
    ["scripts/start.mjs", "--port", String(port), "--data", data, ...args],
    {
      env: { ...inherited, NODE_ENV: "production", PUBLIC_URL: "", ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const run = { pid: child.pid, output: "", kill: (name) => child.kill(name) };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      run.output += text;
    });
  }
  run.ended = new Promise((resolve) => child.once("close", (code) => resolve(code)));
  started.push(run);
  return run;
}

const answers = async () => {
  try {
    return (await fetch(`http://localhost:${port}/api/health/ready`)).status === 200;
  } catch {
    return false;
  }
};

async function startAndWait() {
  const run = start();
  const served = await until(() => run.output.includes("Countersign is ready") && answers(), 60_000);
  expect(served, run.output).toBe(true);
  return run;
}

const postgresPid = () => Number(readFileSync(join(data, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
const databaseProcesses = () => processesIn(join(data, "postgres"), /postgres/);

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "countersign-start-"));
  port = await freePort();
});

afterEach(async () => {
  for (const run of started.splice(0)) {
    run.kill("SIGTERM");
    await run.ended;
  }
  await until(() => !existsSync(join(data, "postgres")) || databaseProcesses().length === 0, 30_000);
});

afterAll(() => rmSync(data, { recursive: true, force: true }));

test("serves, and on SIGTERM leaves no process behind", async () => {
  const run = await startAndWait();
  run.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(databaseProcesses()).toEqual([]);
  expect(existsSync(join(data, "start.lock"))).toBe(false);
});

test("tells a second start on the same data that the first runs", async () => {
  const first = await startAndWait();
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.output).toContain(`already runs on ${data} (process ${first.pid})`);
});

test("recovers when the start script was killed", async () => {
  const run = await startAndWait();
  run.kill("SIGKILL");
  await run.ended;
  await startAndWait();
});

test("starts the database again when it was killed, and the app goes on", async () => {
  const run = await startAndWait();
  const pid = postgresPid();
  signal(pid, "SIGKILL");
  const again = () =>
    run.output.includes("The database ended unexpectedly") &&
    existsSync(join(data, "postgres/postmaster.pid"));
  expect(await until(() => again() && postgresPid() !== pid && answers(), 30_000)).toBe(true);
});

test.runIf(process.platform === "linux")(
  "is not misled by a stale mark with a living process's id",
  async () => {
    writeFileSync(
      join(data, "postgres/postmaster.pid"),
      `${process.pid}\n${data}/postgres\n1\n1\n\n\n\nready   \n`,
    );
    await startAndWait();
  },
);

test("says in one line that the port is taken", async () => {
  const other = createServer().listen(port);
  const run = start();
  expect(await run.ended).toBe(1);
  expect(run.output.trim()).toBe(`Port ${port} is in use: stop what uses it, or choose another with --port.`);
  await new Promise((resolve) => other.close(resolve));
});

const secret = {
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  CHECKPOINT_KEY: Buffer.alloc(32, 7).toString("base64"),
};
test.each([
  ["an unknown flag", ["--prot"], {}, /^Unknown option --prot/],
  [
    "a server that is not there",
    [],
    { DATABASE_URL: "postgresql://a:b@127.0.0.1:1/x", ...secret },
    /^DATABASE_URL: nothing answers/,
  ],
  ["no address at all", [], { DATABASE_URL: "localhost", ...secret }, /^DATABASE_URL is not an address/],
  [
    "a database without a secret",
    [],
    { DATABASE_URL: "postgresql://a:b@127.0.0.1:1/x" },
    /^AUTH_SECRET is not set/,
  ],
  [
    "a database without a key for the audit log",
    [],
    { DATABASE_URL: "postgresql://a:b@127.0.0.1:1/x", AUTH_SECRET: secret.AUTH_SECRET },
    /^CHECKPOINT_KEY is not set/,
  ],
  ["a public address that is none", [], { PUBLIC_URL: "countersign" }, /^PUBLIC_URL is “countersign”/],
])("says in one line what is wrong with %s", async (_what, args, settings, line) => {
  const run = start(args, settings);
  expect(await run.ended).toBe(1);
  expect(run.output).toMatch(line);
  expect(run.output.trim().split("\n")).toHaveLength(1);
});
