import "server-only";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { databaseNow, reader } from "@/lib/db/client";
import { listFinishedMigrations } from "@/lib/db/migrations";
import "./database";
import { log } from "./log";

export type Readiness = { readonly ready: boolean; readonly database: boolean; readonly migrations: boolean };

/** Whether this instance can do its work: the database answers and has every migration of this version. */
export async function readiness(): Promise<Readiness> {
  try {
    const read = reader();
    await databaseNow(read);
    const [finished, wanted] = await Promise.all([listFinishedMigrations(read), ownMigrations()]);
    const migrations = wanted.every((name) => finished.has(name));
    return { ready: migrations, database: true, migrations };
  } catch (thrown) {
    log().error({ err: thrown }, "not ready");
    return { ready: false, database: false, migrations: false };
  }
}

let own: Promise<readonly string[]> | undefined;

/** The migrations that came with this version of the program. */
function ownMigrations(): Promise<readonly string[]> {
  own ??= readdir(join(process.cwd(), "prisma", "migrations"), { withFileTypes: true }).then((entries) =>
    entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
  );
  return own;
}
