// `npm run migrate`: brings the database of DATABASE_URL and DATABASE_ADMIN_URL to this version, for those who do that
// apart from starting (`npm start` does it by itself).
//   --retry         applies a migration again that did not finish, once its cause is mended
//   --create NAME   for developers: writes the migration that leads from prisma/migrations to prisma/schema
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "./lib/arguments.mjs";
import { startEmbeddedDatabase } from "./lib/embedded-database.mjs";
import { prepareExternalDatabase } from "./lib/external-database.mjs";
import { migrate } from "./lib/migrations.mjs";
import { inRoot } from "./lib/paths.mjs";
import { ensureInstalled, requireNode } from "./lib/prepare.mjs";
import { lastLines, runTool } from "./lib/run.mjs";
import { Refusal, runMain, say } from "./lib/say.mjs";
import { requireDataFolder } from "./lib/settings.mjs";
import { takeDataFolder } from "./lib/start-lock.mjs";
import { startTestServer } from "./lib/test-database.mjs";

const usage = "npm run migrate -- [--retry] [--data DIR] | --create NAME";
const options = { retry: { type: "boolean" }, data: { type: "string" }, create: { type: "string" } };

async function createMigration(name) {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Refusal(`“${name}” is no name for a migration: use small letters, digits and _.`);
  const scratch = await startTestServer();
  try {
    const env = { DATABASE_ADMIN_URL: scratch.adminUrl("postgres") };
    const ends = ["--from-migrations", "prisma/migrations", "--to-schema", "prisma/schema"];
    const args = ["migrate", "diff", ...ends, "--script", "--config", "prisma/prisma.config.ts"];
    const result = await runTool("prisma", args, { env });
    if (result.code !== 0) throw new Refusal(`The migration could not be written:\n${lastLines(result)}`);
    if (/^-- This is an empty migration/.test(result.output))
      return say("Nothing to migrate: the schema is the same.");
    const folder = inRoot(
      "prisma/migrations",
      `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`,
    );
    mkdirSync(folder);
    writeFileSync(join(folder, "migration.sql"), result.output);
    say(`Written: ${join(folder, "migration.sql")}. Read it, and change it where it would lose something.`);
  } finally {
    await scratch.stop();
  }
}

async function migrateEmbedded(data, retry) {
  requireDataFolder(data);
  const { release } = takeDataFolder(data);
  process.on("exit", release);
  const database = await startEmbeddedDatabase(data);
  try {
    await migrate(database.adminUrl, database.role, { retry });
  } finally {
    await database.cluster.stop();
  }
}

await runMain(async () => {
  requireNode();
  const { retry = false, create, data } = readArguments(options, usage);
  await ensureInstalled();
  if (create !== undefined) return createMigration(create);
  if (process.env.DATABASE_URL) await prepareExternalDatabase(process.env, { retry });
  else await migrateEmbedded(data ?? process.env.COUNTERSIGN_DATA ?? inRoot("data"), retry);
  say("The database is up to date.");
});
