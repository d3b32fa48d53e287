// `npm start`: installs, builds, starts the database, brings it up to date and serves; again and again without harm.
//   --port N     the port to serve on (3000)
//   --data DIR   where an embedded database and the keys are (./data)
//   --sample     fills an empty installation with an example organisation and prints its people's one-time passwords
import { resolve } from "node:path";
import { appEnvironment, startApp } from "./lib/app-process.mjs";
import { readArguments, readPort } from "./lib/arguments.mjs";
import { startEmbeddedDatabase } from "./lib/embedded-database.mjs";
import { prepareExternalDatabase } from "./lib/external-database.mjs";
import { migrate } from "./lib/migrations.mjs";
import { inRoot } from "./lib/paths.mjs";
import { isFree } from "./lib/ports.mjs";
import { ensureBuilt, ensureClient, ensureInstalled, requireNode } from "./lib/prepare.mjs";
import { until } from "./lib/processes.mjs";
import { runTool } from "./lib/run.mjs";
import { Refusal, runMain, say, warn } from "./lib/say.mjs";
import {
  readAuthSecret,
  readCheckpointKey,
  readPublicUrl,
  requireDataFolder,
  requireProxyList,
} from "./lib/settings.mjs";
import { takeDataFolder } from "./lib/start-lock.mjs";
import { supervise } from "./lib/supervise.mjs";

const usage = "npm start -- [--port 3000] [--data ./data] [--sample]";
const options = { port: { type: "string" }, data: { type: "string" }, sample: { type: "boolean" } };

/**
 * Hears who asks for the end: a signal, or npm's end when npm started this. Until the app serves that ends the start at
 * once; from then on it is an orderly end.
 */
function listenForStop() {
  let serving = false;
  let resolveStop;
  const requested = new Promise((resolvePromise) => {
    resolveStop = resolvePromise;
  });
  const stop = () => (serving ? resolveStop() : process.exit(130));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, stop);
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && stop(), 500).unref();
  return {
    requested,
    serve: () => {
      serving = true;
    },
  };
}

async function requirePort(port, waitMs) {
  let answer;
  await until(
    async () => {
      answer = await isFree(port);
      return answer !== false;
    },
    waitMs,
    200,
  );
  if (answer === false)
    throw new Refusal(`Port ${port} is in use: stop what uses it, or choose another with --port.`);
  if (answer.code === "EACCES")
    throw new Refusal(`Port ${port} is not allowed to this user: choose one from 1024 with --port.`);
  if (answer !== true)
    throw new Refusal(`Port ${port} can't be used (${answer.code}): choose another with --port.`);
}

async function openDatabase(data) {
  if (process.env.DATABASE_URL) return prepareExternalDatabase(process.env);
  const database = await startEmbeddedDatabase(data);
  try {
    await migrate(database.adminUrl, database.role);
    return database;
  } catch (error) {
    await database.cluster.stop();
    throw error;
  }
}

/** The script itself leaves an installation alone that has data; then, or when it fails, the start goes on. */
async function fillWithSample(env) {
  const script = inRoot("prisma/seed/sample.ts");
  const { code } = await runTool("tsx", ["--conditions=react-server", script], { env, show: true });
  if (code !== 0) warn("The sample was not loaded; see the line above.");
}

async function serve({ database, env, sample, stop, port }) {
  if (sample) await fillWithSample(env);
  const startListening = async () => {
    const app = startApp(env);
    if (!(await app.listening)) throw new Refusal("The app did not start; see the lines above.");
    return app;
  };
  const app = await startListening();
  stop.serve();
  const address = env.PUBLIC_URL.endsWith(`:${port}`)
    ? env.PUBLIC_URL
    : `${env.PUBLIC_URL} (port ${port} here)`;
  say(`Countersign is ready: ${address}   Ctrl-C stops it.`);
  await supervise({
    app,
    startApp: startListening,
    cluster: database.cluster,
    stopRequested: stop.requested,
  });
}

await runMain(async () => {
  requireNode();
  const flags = readArguments(options, usage);
  const port = readPort(flags.port ?? process.env.PORT ?? "3000");
  const data = resolve(flags.data ?? process.env.COUNTERSIGN_DATA ?? inRoot("data"));
  const publicUrl = readPublicUrl(port);
  requireProxyList();
  const external = Boolean(process.env.DATABASE_URL);
  const stop = listenForStop();
  let lock;
  if (external) {
    readAuthSecret();
    readCheckpointKey();
  } else {
    requireDataFolder(data);
    lock = takeDataFolder(data);
    process.on("exit", lock.release);
  }
  await requirePort(port, lock?.recovered ? 15_000 : 0);
  await ensureInstalled();
  await ensureClient();
  await ensureBuilt();
  const database = await openDatabase(data);
  try {
    const authSecret = readAuthSecret(external ? undefined : data);
    const checkpointKey = readCheckpointKey(external ? undefined : data);
    const env = appEnvironment({ port, url: database.url, authSecret, checkpointKey, data, publicUrl });
    await serve({ database, env, sample: flags.sample, stop, port });
    say("Stopping …");
  } finally {
    await database.cluster?.stop();
  }
  say("Stopped.");
});
