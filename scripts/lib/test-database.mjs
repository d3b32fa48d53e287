// Databases for tests and benchmarks: one throwaway PostgreSQL, a migrated template per scenario, and a copy of it for
// each one who asks (some 50 ms). Refers to nothing but its own server, so no other database can be touched.
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appEnvironment } from "./app-process.mjs";
import { startCluster } from "./cluster.mjs";
import { withConnection } from "./connection.mjs";
import { migrate } from "./migrations.mjs";
import { inRoot } from "./paths.mjs";
import { appRole, ensureRole } from "./roles.mjs";
import { lastLines, runTool } from "./run.mjs";

/** The same in all test installations, so that what the sample's script encrypts can be read by each copy. */
export const testAuthSecret = "countersign-tests-only-not-a-secret-0123456789";

/** Signs the checkpoints of all test installations. */
export const testCheckpointKey = Buffer.from("countersign-tests-only-no-secret").toString("base64url");

/** The environment variable by which a running test server is handed on to other processes. */
const variable = "COUNTERSIGN_TEST_SERVER";

/** The test server that this process was handed. */
export function handedServer() {
  const text = process.env[variable];
  return text ? JSON.parse(text) : undefined;
}

/**
 * Starts a server of its own.
 * @param options.durable true keeps the safety of a real installation (for benchmarks); false is quicker
 * @returns the cluster, with its description (`server`) for the other functions here and for other processes
 */
export async function startTestServer({ durable = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "countersign-test-"));
  const passwords = [randomBytes(12).toString("hex"), randomBytes(12).toString("hex")];
  const cluster = await startCluster({ data: folder, password: passwords[0], careless: !durable });
  await withConnection(cluster.adminUrl("postgres"), async (admin) => {
    await ensureRole(admin, appRole, passwords[1]);
    await admin.query("CREATE TABLE template (scenario text PRIMARY KEY, people json NOT NULL)");
  });
  const server = {
    folder,
    adminUrl: cluster.adminUrl(""),
    appUrl: `postgresql://${appRole}:${passwords[1]}@127.0.0.1:${cluster.port}/`,
  };
  const stop = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...cluster, stopServer: cluster.stop, server, stop };
}

/** Uses the server that was handed to this process, or starts one and hands it to the processes started from here. */
export async function shareTestServer(options) {
  if (handedServer()) return { server: handedServer(), stop: async () => {} };
  const cluster = await startTestServer(options);
  process.env[variable] = JSON.stringify(cluster.server);
  return cluster;
}

const adminOf = (server, work) => withConnection(`${server.adminUrl}postgres`, work);

/** Runs the sample's script on a database and reads the people that it prints. */
async function seedSample(server, database) {
  const data = dataOfTemplate(server, "sample");
  mkdirSync(data, { recursive: true });
  const env = appEnvironment({
    port: 3000,
    url: server.appUrl + database,
    authSecret: testAuthSecret,
    checkpointKey: testCheckpointKey,
    data,
  });
  const result = await runTool(
    "tsx",
    ["--conditions=react-server", inRoot("prisma/seed/sample.ts"), "--json"],
    { env },
  );
  if (result.code !== 0) throw new Error(`The sample could not be made:\n${lastLines(result)}`);
  return JSON.parse(result.output.slice(result.output.indexOf("{"))).people;
}

/** What the sample's script leaves in the data folder (keys), to be copied for each installation. */
export const dataOfTemplate = (server, scenario) => join(server.folder, `data-${scenario}`);

/**
 * Makes the scenario's template unless it is there; processes that ask at the same time wait for the first.
 * @param scenario "empty" (migrated, nothing in it) or "sample" (what prisma/seed/sample.ts makes)
 * @returns the name of its database, and its people with their passwords
 */
export function ensureTemplate(server, scenario) {
  const database = `template_${scenario}`;
  return adminOf(server, async (admin) => {
    await admin.query("SELECT pg_advisory_lock(hashtext($1))", [scenario]);
    const { rows } = await admin.query("SELECT people FROM template WHERE scenario = $1", [scenario]);
    if (rows[0]) return { database, people: rows[0].people };
    await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    let people = [];
    if (scenario === "empty") {
      await admin.query(`CREATE DATABASE ${database}`);
      await migrate(server.adminUrl + database, appRole, { quiet: true });
    } else {
      const empty = await ensureTemplate(server, "empty");
      await admin.query(`CREATE DATABASE ${database} TEMPLATE ${empty.database}`);
      people = await seedSample(server, database);
    }
    await admin.query("INSERT INTO template VALUES ($1, $2)", [scenario, JSON.stringify(people)]);
    return { database, people };
  });
}

/**
 * Makes a database of its own from a scenario's template.
 * @returns its addresses for the restricted role (`url`) and for the owner (`adminUrl`), its people, and `drop`
 */
export async function copyDatabase(server, scenario = "empty") {
  const template = await ensureTemplate(server, scenario);
  const name = `copy_${randomBytes(8).toString("hex")}`;
  await adminOf(server, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template.database}`));
  return {
    url: server.appUrl + name,
    adminUrl: server.adminUrl + name,
    people: template.people,
    drop: () => adminOf(server, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}
