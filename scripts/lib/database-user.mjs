// PostgreSQL refuses to run as root: as root its programs run as another user, who must be able to reach its files.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { Refusal } from "./say.mjs";

const idOf = (flag, name) => {
  const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : undefined;
};

/**
 * Who the database runs as: this user, or as root the owner of its files or the system's user "postgres".
 * @returns what `spawn` takes: {} or { uid, gid }
 */
export function databaseUser(folder) {
  const owner = existsSync(folder) ? statSync(folder) : undefined;
  const me = process.getuid?.();
  if (me !== 0) {
    if (!owner || me === undefined || owner.uid === me) return {};
    throw new Refusal(
      `${folder} belongs to another user (id ${owner.uid}): start as that user, not as ${userInfo().username}.`,
    );
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return postgresUser();
}

function postgresUser() {
  if (idOf("-u", "postgres") === undefined) {
    spawnSync("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--shell",
      "/usr/sbin/nologin",
      "postgres",
    ]);
  }
  const [uid, gid] = [idOf("-u", "postgres"), idOf("-g", "postgres")];
  if (uid !== undefined && gid !== undefined) return { uid, gid };
  throw new Refusal(
    "PostgreSQL can't run as root and no user “postgres” could be made: start as a normal user.",
  );
}

/** Can this user enter the folder, through all the folders above it? */
export const canEnter = (user, folder) =>
  spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { ...user, cwd: "/" }).status === 0;
