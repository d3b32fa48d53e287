import "server-only";
import type { Read } from "./client";

/** Names of the migrations that this database has finished. */
export async function listFinishedMigrations(read: Read): Promise<ReadonlySet<string>> {
  const rows = await read.sql.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
  return new Set(rows.map(({ name }) => name));
}
