// Runs the production server (scripts/server.mjs) as a process of its own.
import { spawn } from "node:child_process";
import { inRoot, root } from "./paths.mjs";
import { until } from "./processes.mjs";
import { quietEnvironment } from "./run.mjs";

const STOP_MS = 15_000;

/**
 * The environment that the app reads (lib/server/env.ts). The owner's database address is not in it: the app never
 * needs it.
 */
export function appEnvironment({
  port,
  url,
  authSecret,
  checkpointKey,
  data,
  publicUrl = `http://localhost:${port}`,
}) {
  const { DATABASE_ADMIN_URL: _owner, ...inherited } = process.env;
  return {
    ...inherited,
    ...quietEnvironment,
    NODE_ENV: "production",
    PORT: String(port),
    DATABASE_URL: url,
    AUTH_SECRET: authSecret,
    CHECKPOINT_KEY: checkpointKey,
    PUBLIC_URL: publicUrl,
    COUNTERSIGN_DATA: data,
  };
}

/**
 * Starts the server. It stops by itself when this process ends.
 * @param options.onOutput gets what it prints, in pieces; left out, it prints to this terminal
 * @returns `listening` (true once it takes requests, false if it ended before), `exited`, `stop`, `kill`
 */
export function startApp(env, { onOutput } = {}) {
  const output = onOutput ? "pipe" : "inherit";
  const child = spawn(process.execPath, [inRoot("scripts/server.mjs")], {
    cwd: root,
    env,
    detached: true, // Ctrl-C reaches the start script, which stops the app before the database
    stdio: ["ignore", output, output, "ipc"],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", onOutput);
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const listening = new Promise((resolve) => {
    child.once("message", () => resolve(true));
    exited.then(() => resolve(false));
  });
  return {
    pid: child.pid,
    listening,
    exited,
    /** Lets running requests end, for at most some seconds. */
    async stop() {
      child.kill("SIGTERM");
      if (!(await until(isOver, STOP_MS))) child.kill("SIGKILL");
      await exited;
    },
    /** Kills it at once. */
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
