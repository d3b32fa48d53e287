// A whole installation for end-to-end tests and benchmarks: a database of its own and the production server on a free
// port, both of which can be stopped, killed and started again.
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appEnvironment, startApp } from "./app-process.mjs";
import { withConnection } from "./connection.mjs";
import { freePort } from "./ports.mjs";
import { until } from "./processes.mjs";
import {
  copyDatabase,
  dataOfTemplate,
  startTestServer,
  testAuthSecret,
  testCheckpointKey,
} from "./test-database.mjs";

const READY_MS = 30_000;

const isReady = async (baseURL) => {
  try {
    return (await fetch(`${baseURL}/api/health/ready`, { signal: AbortSignal.timeout(5000) })).status === 200;
  } catch {
    return false;
  }
};

/** The server's process, with what it printed; started again on the same port after a stop or a kill. */
function appOf(env, baseURL) {
  let app;
  let output = "";
  const onOutput = (text) => {
    output += text;
  };
  return {
    output: () => output,
    async start() {
      app = startApp(env, { onOutput });
      if ((await app.listening) && (await until(() => isReady(baseURL), READY_MS))) return;
      await app.kill();
      throw new Error(`The server at ${baseURL} did not get ready. It printed:\n${output.slice(-4000)}`);
    },
    stop: () => app?.stop(),
    kill: () => app?.kill(),
  };
}

const shared = () => {
  throw new Error("This installation shares its database server: ask for one with ownDatabase.");
};

/**
 * Makes an installation and waits until it answers.
 * @param options.server the test server that holds its database, as `startTestServer` describes it
 * @param options.scenario "empty" or "sample"
 * @param options.ownDatabase gives it a database server of its own, which may be killed and restarted
 * @param options.environment settings beside the usual ones, such as SMTP_URL
 */
export async function createInstallation({
  server,
  scenario = "empty",
  ownDatabase = false,
  environment = {},
}) {
  const cluster = ownDatabase ? await startTestServer({ durable: true }) : undefined;
  const host = cluster?.server ?? server;
  const database = await copyDatabase(host, scenario);
  const data = mkdtempSync(join(tmpdir(), "countersign-data-"));
  const made = dataOfTemplate(host, scenario);
  if (existsSync(made)) cpSync(made, data, { recursive: true });
  const port = await freePort();
  const baseURL = `http://localhost:${port}`;
  const settings = {
    port,
    url: database.url,
    authSecret: testAuthSecret,
    checkpointKey: testCheckpointKey,
    data,
    publicUrl: baseURL,
  };
  const app = appOf({ ...appEnvironment(settings), ...environment }, baseURL);
  const besides = [];
  const sql = (query, params) =>
    withConnection(database.adminUrl, async (admin) => (await admin.query(query, params)).rows);
  // A copied database starts with sequences whose reserve is not in the log: without a checkpoint a crash would set them
  // back to the moment of the copy. A real installation is never made by copying.
  if (cluster) await sql("CHECKPOINT");
  const installation = {
    baseURL,
    people: database.people,
    output: app.output,
    sql,
    async setupUrl() {
      const find = () => /https?:\/\/\S+\/setup\?token=[\w.~-]+/.exec(app.output())?.[0];
      await until(find, 10_000);
      return (
        find() ??
        Promise.reject(new Error(`The server printed no set-up address. It printed:\n${app.output()}`))
      );
    },
    async startBeside() {
      const port = await freePort();
      const baseURL = `http://localhost:${port}`;
      const own = { ...settings, port, publicUrl: baseURL };
      const beside = appOf({ ...appEnvironment(own), ...environment }, baseURL);
      besides.push(beside);
      await beside.start();
      return { baseURL, output: beside.output, stop: beside.stop, killHard: beside.kill };
    },
    start: app.start,
    stop: app.stop,
    killHard: app.kill,
    restartDatabase: cluster ? () => cluster.stopServer().then(cluster.startAgain) : shared,
    killDatabase: cluster ? cluster.kill : shared,
    startDatabase: cluster ? cluster.startAgain : shared,
    async remove() {
      await Promise.all([app, ...besides].map((one) => one.stop()));
      await (cluster ? cluster.stop() : database.drop());
      rmSync(data, { recursive: true, force: true });
    },
  };
  try {
    await app.start();
    return installation;
  } catch (error) {
    await installation.remove();
    throw error;
  }
}
