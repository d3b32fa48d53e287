// Brings a database to the schema of this version, with Prisma's migrations and the rights of the app's role.
import { readdirSync } from "node:fs";
import { withConnection } from "./connection.mjs";
import { applyGrants } from "./grants.mjs";
import { inRoot } from "./paths.mjs";
import { lastLines, runTool } from "./run.mjs";
import { Refusal, step } from "./say.mjs";

const LOCK = 4_270_311; // any fixed number: one migration of a database at a time
const config = ["--config", "prisma/prisma.config.ts"];

const namesHere = () =>
  readdirSync(inRoot("prisma/migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** What Prisma's table says about a database, compared with the folder of migrations. */
export async function readMigrations(client) {
  const { rows: tables } = await client.query(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there",
  );
  const { rows } = tables[0].there
    ? await client.query(
        "SELECT migration_name AS name, finished_at, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL",
      )
    : { rows: [] };
  const finished = new Set(rows.filter((row) => row.finished_at).map(({ name }) => name));
  const here = namesHere();
  return {
    unfinished: rows.find((row) => !row.finished_at),
    pending: here.filter((name) => !finished.has(name)),
    unknown: [...finished].filter((name) => !here.includes(name)).sort(),
  };
}

const firstError = (text) => /ERROR: (.+)/.exec(text ?? "")?.[1];

/** Refuses a database whose migrations this version can't build on. */
export function requireSound({ unfinished, unknown }, why = "it was cut off") {
  if (unfinished) {
    throw new Refusal(
      `The migration ${unfinished.name} did not finish (${firstError(unfinished.logs) ?? why}): mend the cause, then run “npm run migrate -- --retry”.`,
    );
  }
  if (unknown.length > 0) {
    throw new Refusal(
      `The database is newer than this version (it has ${unknown.at(-1)}): start the newer version of Countersign.`,
    );
  }
}

async function deploy(adminUrl) {
  const result = await runTool("prisma", ["migrate", "deploy", ...config], {
    env: { DATABASE_ADMIN_URL: adminUrl },
  });
  if (result.code === 0) return;
  const why = firstError(result.errors);
  const check = async (admin) => requireSound(await readMigrations(admin), why);
  await withConnection(adminUrl, check, "DATABASE_ADMIN_URL");
  throw new Refusal(`The migrations could not be applied:\n${lastLines(result, 6)}`);
}

/**
 * Applies what is pending and gives the app's role its rights. Several starts at once wait for each other.
 * @param role the app's role, which exists
 * @param options.quiet says nothing on the way
 * @param options.retry forgets a migration that did not finish, so that it is applied again
 */
export async function migrate(adminUrl, role, { retry = false, quiet = false } = {}) {
  await withConnection(
    adminUrl,
    async (admin) => {
      await admin.query("SELECT pg_advisory_lock($1)", [LOCK]);
      const forget =
        "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL";
      if (retry && (await readMigrations(admin)).unfinished) await admin.query(forget);
      const found = await readMigrations(admin);
      requireSound(found);
      const many = found.pending.length === 1 ? "1 migration" : `${found.pending.length} migrations`;
      const apply = () => deploy(adminUrl);
      if (found.pending.length > 0)
        await (quiet ? apply() : step(`Bringing the database up to date (${many})`, apply));
      await applyGrants(admin, role);
    },
    "DATABASE_ADMIN_URL",
  );
}
