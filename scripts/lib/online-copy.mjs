// Copies a running PostgreSQL's files as they stand at one moment, without stopping it: PostgreSQL's own low-level base
// backup, which is what pg_basebackup does (the npm packages bring no pg_dump or pg_basebackup).
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// Made anew by each start, or copied apart below. Folders stay, empty.
const left = new Set([
  "postmaster.pid",
  "postmaster.opts",
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_stat_tmp",
]);

/** Copies a folder's files; one that goes away meanwhile is made good by the log of changes. */
function copyTree(from, to, isLeft = () => false) {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if (isLeft(entry.name)) mkdirSync(target, { mode: 0o700 });
      else copyTree(source, target);
    } else if (entry.isFile() && !isLeft(entry.name)) copyIfThere(source, target);
  }
}

function copyIfThere(source, target) {
  try {
    copyFileSync(source, target);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

/**
 * @param admin a connection of the owner to the running server; the slot that keeps its log ends with it
 * @param from the server's data folder
 * @param to where the copy goes
 */
export async function copyRunning(admin, from, to) {
  await admin.query("SELECT pg_create_physical_replication_slot($1, true, true)", [`backup_${process.pid}`]);
  await admin.query("SELECT pg_backup_start('countersign', fast => true)");
  copyTree(from, to, (name) => left.has(name));
  copyFileSync(join(from, "global/pg_control"), join(to, "global/pg_control")); // last, as PostgreSQL's manual says
  const { rows } = await admin.query("SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)");
  writeFileSync(join(to, "backup_label"), rows[0].labelfile);
  copyTree(
    join(from, "pg_wal"),
    join(to, "pg_wal"),
    (name) => name === "archive_status" || name === "summaries",
  );
}
