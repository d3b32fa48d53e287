// The database that comes with Countersign: PostgreSQL under the data folder, with an owner and a restricted role.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startCluster } from "./cluster.mjs";
import { withConnection } from "./connection.mjs";
import { hasKey, readOrMakeKey } from "./keys.mjs";
import { appRole, ensureDatabase, ensureRole } from "./roles.mjs";
import { Refusal, say } from "./say.mjs";

const name = "countersign";

/**
 * Starts it, making it first when the folder is new.
 * @returns the cluster, the two addresses (`adminUrl` owns the tables, `url` is restricted) and the restricted role
 */
export async function startEmbeddedDatabase(data) {
  if (existsSync(join(data, "postgres")) && !hasKey(data, "database-owner")) {
    throw new Refusal(
      `${join(data, "keys/database-owner")} is missing, but the database is there: put the file back from your backup.`,
    );
  }
  const cluster = await startCluster({ data, password: readOrMakeKey(data, "database-owner") }, say);
  try {
    const password = readOrMakeKey(data, "database-app");
    await withConnection(cluster.adminUrl("postgres"), async (admin) => {
      await ensureRole(admin, appRole, password);
      await ensureDatabase(admin, name, appRole);
    });
    const url = `postgresql://${appRole}:${password}@127.0.0.1:${cluster.port}/${name}`;
    return { cluster, adminUrl: cluster.adminUrl(name), url, role: appRole };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
