// A PostgreSQL server of your own, named by DATABASE_URL and DATABASE_ADMIN_URL.
import { partsOf, withConnection } from "./connection.mjs";
import { migrate, readMigrations, requireSound } from "./migrations.mjs";
import { ensureRole, roleExists } from "./roles.mjs";
import { Refusal, warn } from "./say.mjs";

const VERSION_MIN = 150_000;

async function requireVersion(client) {
  const { rows } = await client.query(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name",
  );
  if (rows[0].number < VERSION_MIN) {
    throw new Refusal(`The server is PostgreSQL ${rows[0].name}: Countersign needs 15 or newer.`);
  }
}

/** The app's role is made when it does not exist and the admin may do that. */
async function ensureAppRole(admin, url, role) {
  if (await roleExists(admin, role)) return;
  const { rows } = await admin.query(
    "SELECT rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user",
  );
  if (!rows[0].may) {
    throw new Refusal(
      `There is no role “${role}”, which DATABASE_URL names, and the user of DATABASE_ADMIN_URL may not make it: create it (CREATE ROLE … LOGIN).`,
    );
  }
  await ensureRole(admin, role, decodeURIComponent(new URL(url).password));
}

async function warnOfPower(url) {
  const sql = `
    SELECT rolsuper OR pg_has_role(current_user, relowner, 'USAGE') AS strong
    FROM pg_roles, pg_class WHERE rolname = current_user AND pg_class.oid = 'public.audit_entry'::regclass`;
  const { rows } = await withConnection(url, (client) => client.query(sql));
  if (!rows[0].strong) return;
  warn(
    "The role in DATABASE_URL owns the tables, so only triggers keep the record append-only: give DATABASE_URL a role of its own and the owner to DATABASE_ADMIN_URL.",
  );
}

async function requireNothingPending(url) {
  const found = await withConnection(url, async (client) => {
    await requireVersion(client);
    return readMigrations(client);
  });
  requireSound(found);
  if (found.pending.length > 0) {
    throw new Refusal(
      `Migrations are pending (${found.pending.join(", ")}): set DATABASE_ADMIN_URL to the owner of the database, or run “npm run migrate” with it.`,
    );
  }
}

/**
 * Checks the server, applies pending migrations where DATABASE_ADMIN_URL is set, and says what is weak.
 * @returns the two addresses; `adminUrl` is undefined where none is set
 */
export async function prepareExternalDatabase(environment, options = {}) {
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl } = environment;
  const role = partsOf(url, "DATABASE_URL").user;
  if (adminUrl) {
    const prepare = async (admin) => {
      await requireVersion(admin);
      await ensureAppRole(admin, url, role);
    };
    await withConnection(adminUrl, prepare, "DATABASE_ADMIN_URL");
    await migrate(adminUrl, role, options);
  }
  await requireNothingPending(url);
  await warnOfPower(url);
  return { url, adminUrl };
}
