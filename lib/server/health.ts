import "server-only";
import { databaseNow, reader } from "@/lib/db/client";
import { countUnfinishedMigrations } from "@/lib/db/migrations";
import "./database";
import { log } from "./log";

export type Readiness = { readonly ready: boolean; readonly database: boolean; readonly migrations: boolean };

/** Whether this instance can do its work: the database answers and its migrations are complete. */
export async function readiness(): Promise<Readiness> {
  try {
    const read = reader();
    await databaseNow(read);
    const migrations = (await countUnfinishedMigrations(read)) === 0;
    return { ready: migrations, database: true, migrations };
  } catch (thrown) {
    log().error({ err: thrown }, "not ready");
    return { ready: false, database: false, migrations: false };
  }
}
