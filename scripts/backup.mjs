// `npm run backup -- FILE [--data DIR]`: writes the embedded database and the keys to one file (a compressed tar), while
// Countersign runs or when it is stopped. The file holds every secret of the installation: keep it like one.
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readArguments } from "./lib/arguments.mjs";
import { owner, startCluster } from "./lib/cluster.mjs";
import { withConnection } from "./lib/connection.mjs";
import { readOrMakeKey } from "./lib/keys.mjs";
import { copyRunning } from "./lib/online-copy.mjs";
import { inRoot } from "./lib/paths.mjs";
import { ensureInstalled, requireNode } from "./lib/prepare.mjs";
import { lastLines, run } from "./lib/run.mjs";
import { Refusal, runMain, say, step } from "./lib/say.mjs";
import { holderOfData, takeDataFolder } from "./lib/start-lock.mjs";

const usage = "npm run backup -- FILE [--data DIR]";

/** Opens the database: the running one, or one started for the while. */
async function withDatabase(data, work) {
  const password = readOrMakeKey(data, "database-owner");
  if (holderOfData(data) !== undefined) {
    const port = readFileSync(join(data, "postgres.port"), "utf8");
    return withConnection(`postgresql://${owner}:${password}@127.0.0.1:${port}/countersign`, work);
  }
  const { release } = takeDataFolder(data);
  process.on("exit", release);
  const cluster = await startCluster({ data, password }, say);
  try {
    return await withConnection(cluster.adminUrl("countersign"), work);
  } finally {
    await cluster.stop();
  }
}

async function writeBackup(data, file) {
  const copy = mkdtempSync(join(data, "backup-"));
  const unfinished = `${file}.unfinished`;
  try {
    await withDatabase(data, (admin) => copyRunning(admin, join(data, "postgres"), join(copy, "postgres")));
    cpSync(join(data, "keys"), join(copy, "keys"), { recursive: true });
    const packed = await run("tar", ["-czf", unfinished, "-C", copy, "postgres", "keys"]);
    if (packed.code !== 0) throw new Refusal(`${file} could not be written: ${lastLines(packed, 1)}`);
    chmodSync(unfinished, 0o600);
    renameSync(unfinished, file);
  } finally {
    rmSync(copy, { recursive: true, force: true });
    rmSync(unfinished, { force: true });
  }
}

await runMain(async () => {
  requireNode();
  const { words, data: folder } = readArguments({ data: { type: "string" } }, usage, { words: true });
  if (words.length !== 1) throw new Refusal(`Name the file to write. Usage: ${usage}`);
  if (process.env.DATABASE_URL) {
    throw new Refusal(
      "DATABASE_URL names a server of your own: back it up with its own tools, such as pg_dump, and keep AUTH_SECRET with it.",
    );
  }
  const data = resolve(folder ?? process.env.COUNTERSIGN_DATA ?? inRoot("data"));
  const file = resolve(words[0]);
  if (!existsSync(join(data, "postgres/PG_VERSION")))
    throw new Refusal(`There is no database in ${data}: nothing to back up.`);
  if (!existsSync(dirname(file))) throw new Refusal(`There is no folder ${dirname(file)}: make it first.`);
  if (existsSync(file)) throw new Refusal(`${file} is there already: choose another name.`);
  await ensureInstalled();
  await step("Copying the database and the keys", () => writeBackup(data, file));
  say(
    `Written: ${file}. It holds every secret of this installation. “npm run restore -- ${words[0]}” brings it back.`,
  );
});
