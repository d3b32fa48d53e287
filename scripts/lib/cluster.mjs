// The embedded PostgreSQL server: makes its files, starts it, stops it, and clears up after a crash.
import { spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { databaseHome } from "./database-place.mjs";
import { databaseUser } from "./database-user.mjs";
import { freePort } from "./ports.mjs";
import { postgresPrograms } from "./postgres-programs.mjs";
import { isAlive, processesIn, signal, until } from "./processes.mjs";
import { Refusal } from "./say.mjs";

export const owner = "countersign_owner";

// The server's life hangs on a pipe from this process: when this process goes, however it goes, the pipe closes and
// the server shuts down in good order. It has a session of its own, so Ctrl-C reaches this process only.
const guard = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ cat <&3 >/dev/null; kill -INT "$server"; } 2>/dev/null 3<&3 &
watch=$!
exec 3<&-
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`;

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: 100,
  timezone: "UTC",
  jit: "off", // every query here is short
  log_timezone: "UTC",
  log_checkpoints: "off",
  log_min_messages: "log", // refused statements are the app's to report, and hold people's data
  log_min_error_statement: "panic",
};
/** For databases that are thrown away: a power cut may break them. */
const carelessSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  log_min_messages: "fatal",
};

const flags = (values) => Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

/** Makes the server's files when there are none; what an interrupted try left is removed. */
function makeFiles({ home, folder, user, programs, password }) {
  if (existsSync(join(folder, "PG_VERSION"))) return;
  const unfinished = `${folder}.unfinished`;
  const passwordFile = `${folder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined)
    for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = [`--username=${owner}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const made = spawnSync(programs.initdb, ["-D", unfinished, ...locale, ...access], {
    ...user,
    cwd: home,
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    const why = made.error?.message ?? made.stderr.trim().split("\n").slice(-3).join(" ");
    throw new Refusal(`The database could not be made in ${home}: ${why}`);
  }
  renameSync(unfinished, folder);
}

const statusOf = (folder) => {
  try {
    const lines = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), ready: lines[7]?.startsWith("ready") ?? false };
  } catch {
    return undefined;
  }
};

const looksLikeServer = (pid) =>
  /postgres/.test(spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout ?? "");

/** Ends every process that works in these files: in good order where the main one lives, else by force. */
async function endAll(folder, mainPid) {
  const running = () => processesIn(folder, /postgres/);
  const isOver = () => running().length === 0;
  if (running().includes(mainPid)) signal(mainPid, "SIGINT");
  if (await until(isOver, 30_000)) return;
  for (const pid of running()) signal(pid, "SIGKILL");
  await until(isOver, 5000);
}

/** Clears up after a start that was killed: what still runs in these files is ended, its mark removed. */
async function stopLeftovers(folder, note) {
  const left = statusOf(folder);
  if (process.platform === "linux") {
    if (processesIn(folder, /postgres/).length > 0) {
      note("An earlier start left the database running: stopping it first.");
      await endAll(folder, left?.pid);
    }
    rmSync(join(folder, "postmaster.pid"), { force: true }); // its id may belong to another program by now
  } else if (left && isAlive(left.pid) && looksLikeServer(left.pid)) {
    signal(left.pid, "SIGINT");
    await until(() => !isAlive(left.pid), 30_000);
  }
}

function openLog(data) {
  const file = join(data, "postgres.log");
  if (existsSync(file) && statSync(file).size > 5_000_000) renameSync(file, `${file}.old`);
  return { file, from: existsSync(file) ? statSync(file).size : 0, handle: openSync(file, "a", 0o600) };
}

const fatalLine = ({ file, from }) =>
  readFileSync(file)
    .subarray(from)
    .toString()
    .split("\n")
    .findLast((line) => /FATAL|PANIC|rror/.test(line)) ?? "no reason given";

/** Starts the server on its files and waits until it takes connections (after a crash it recovers first). */
async function startServer({ data, folder, user, programs, port, careless }, note) {
  const log = openLog(data);
  const args = [
    "-D",
    folder,
    "-p",
    String(port),
    ...flags(settings),
    ...(careless ? flags(carelessSettings) : []),
  ];
  const child = spawn("/bin/sh", ["-c", guard, "sh", programs.postgres, ...args], {
    ...user,
    cwd: "/",
    detached: true,
    stdio: ["pipe", log.handle, log.handle],
  });
  child.stdin.on("error", () => {});
  const exited = new Promise((resolve) => child.once("exit", resolve));
  exited.then(() => child.stdin.destroy());
  const isOver = () => child.exitCode !== null;
  const isReady = () => isOver() || statusOf(folder)?.ready;
  if (!(await until(isReady, 5000, 10)))
    note("The database is taking its time, perhaps recovering from a crash; waiting.");
  await until(isReady, 600_000);
  if (!isOver()) return { child, exited };
  throw new Refusal(`The database did not start: ${fatalLine(log)} (more in ${log.file}).`);
}

/**
 * Starts an embedded PostgreSQL on the files under `data`, making them first where there are none.
 * @param options.password of the owner role, given to new files
 * @param options.careless trades safety against power cuts for speed; for databases that are thrown away
 * @param note told what is out of the ordinary, in a line
 */
export async function startCluster({ data, password, careless = false }, note = () => {}) {
  const user = databaseUser(join(data, "postgres"));
  const home = databaseHome(user, data, note);
  const folder = join(home, "postgres");
  const programs = postgresPrograms(user, home);
  makeFiles({ home, folder, user, programs, password });
  await stopLeftovers(folder, note);
  const portFile = join(data, "postgres.port");
  const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : undefined);
  writeFileSync(portFile, String(port));
  const options = { data, folder, user, programs, port, careless };
  let server = await startServer(options, note);
  return {
    port,
    /** The address of one of its databases for the owner. */
    adminUrl: (database) => `postgresql://${owner}:${password}@127.0.0.1:${port}/${database}`,
    /** Resolves when the server that now runs has ended. */
    exited: () => server.exited,
    /** Shuts down in good order: open transactions are rolled back. */
    async stop() {
      server.child.stdin.destroy();
      const late = setTimeout(() => signal(statusOf(folder)?.pid, "SIGQUIT"), 30_000);
      await server.exited;
      clearTimeout(late);
    },
    /** Kills it like a crash of the machine would. */
    async kill() {
      signal(statusOf(folder)?.pid, "SIGKILL");
      await server.exited;
    },
    /** Starts it again on the same files and port. */
    async startAgain() {
      await stopLeftovers(folder, note);
      server = await startServer(options, note);
    },
  };
}
