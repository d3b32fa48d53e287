// `npm run restore -- FILE [--data DIR]`: puts a backup back into an empty data folder and starts its database once, to see
// that it is whole. `npm start` goes on from there.
import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { readArguments } from "./lib/arguments.mjs";
import { startCluster } from "./lib/cluster.mjs";
import { withConnection } from "./lib/connection.mjs";
import { databaseUser } from "./lib/database-user.mjs";
import { readOrMakeKey } from "./lib/keys.mjs";
import { inRoot } from "./lib/paths.mjs";
import { ensureInstalled, requireNode } from "./lib/prepare.mjs";
import { lastLines, run } from "./lib/run.mjs";
import { Refusal, runMain, say, step } from "./lib/say.mjs";
import { requireDataFolder } from "./lib/settings.mjs";
import { takeDataFolder } from "./lib/start-lock.mjs";

const usage = "npm run restore -- FILE [--data DIR]";

/** Gives a folder to the user that the database runs as. */
function giveTo({ uid, gid }, folder) {
  if (uid === undefined) return;
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    chownSync(join(entry.parentPath ?? entry.path, entry.name), uid, gid);
  }
}

async function unpack(file, data) {
  const part = mkdtempSync(join(data, "restore-"));
  try {
    const unpacked = await run("tar", ["-xzf", file, "-C", part, "--no-same-owner"]);
    if (unpacked.code !== 0)
      throw new Refusal(`${file} can't be read as a backup: ${lastLines(unpacked, 1)}`);
    if (!existsSync(join(part, "postgres/PG_VERSION")) || !existsSync(join(part, "keys/database-owner"))) {
      throw new Refusal(`${file} is not a backup of Countersign.`);
    }
    giveTo(databaseUser(join(data, "postgres")), join(part, "postgres"));
    for (const name of ["keys", "postgres"]) renameSync(join(part, name), join(data, name));
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

async function tryOut(data) {
  const cluster = await startCluster({ data, password: readOrMakeKey(data, "database-owner") }, say);
  try {
    await withConnection(cluster.adminUrl("countersign"), (admin) =>
      admin.query("SELECT count(*) FROM _prisma_migrations"),
    );
  } finally {
    await cluster.stop();
  }
}

await runMain(async () => {
  requireNode();
  const { words, data: folder } = readArguments({ data: { type: "string" } }, usage, { words: true });
  if (words.length !== 1) throw new Refusal(`Name the file to read. Usage: ${usage}`);
  const data = resolve(folder ?? process.env.COUNTERSIGN_DATA ?? inRoot("data"));
  const file = resolve(words[0]);
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  requireDataFolder(data);
  const { release } = takeDataFolder(data);
  process.on("exit", release);
  const inTheWay = ["postgres", "keys"].find((name) => existsSync(join(data, name)));
  if (inTheWay)
    throw new Refusal(
      `${join(data, inTheWay)} is there already: move it away first, or choose another folder with --data.`,
    );
  await ensureInstalled();
  await step("Unpacking the backup", () => unpack(file, data));
  await step("Starting its database to see that it is whole", () => tryOut(data));
  say("Restored. “npm start” goes on from here.");
});
