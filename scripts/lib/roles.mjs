// The app's role in the database, apart from the owner's.

/** Name of the app's role in an embedded database. */
export const appRole = "countersign_app";

const exists = async (admin, sql, value) => (await admin.query(sql, [value])).rowCount > 0;

export const roleExists = (admin, role) => exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = $1", role);

const databaseExists = (admin, name) => exists(admin, "SELECT 1 FROM pg_database WHERE datname = $1", name);

/** Makes a role that may log in and nothing more, or gives it this password when it is there. */
export async function ensureRole(admin, role, password) {
  const verb = (await roleExists(admin, role)) ? "ALTER" : "CREATE";
  const may = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION";
  await admin.query(
    `${verb} ROLE ${admin.escapeIdentifier(role)} ${may} PASSWORD ${admin.escapeLiteral(password)}`,
  );
}

/** Makes a database that only its owner and the named role can connect to. */
export async function ensureDatabase(admin, name, role) {
  const database = admin.escapeIdentifier(name);
  if (!(await databaseExists(admin, name))) await admin.query(`CREATE DATABASE ${database}`);
  await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${admin.escapeIdentifier(role)}`);
}
