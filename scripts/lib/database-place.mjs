// Where the database's files are: under the data folder, or, where its user can't get there, linked from it.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { canEnter } from "./database-user.mjs";
import { Refusal } from "./say.mjs";

const ELSEWHERE = "/var/lib";

const linkOf = (path) => {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? readlinkSync(path) : undefined;
};

/** As root in a folder like /root: the files lie in /var/lib, with a link in the data folder. */
function linkElsewhere(link, note) {
  const home = mkdtempSync(join(ELSEWHERE, "countersign-"));
  chmodSync(home, 0o711);
  rmSync(link, { force: true });
  symlinkSync(join(home, "postgres"), link);
  note(
    `PostgreSQL can't run as root, and its own user can't enter ${dirname(link)}: its files are in ${home}.`,
  );
  return home;
}

/**
 * @param user who the database runs as
 * @param note told when the files lie elsewhere
 * @returns the folder above the database's files, which that user can enter
 */
export function databaseHome(user, data, note) {
  if (user.uid !== undefined) chmodSync(data, statSync(data).mode | 0o011);
  if (canEnter(user, data)) return data;
  const link = join(data, "postgres");
  const target = linkOf(link);
  if (target && existsSync(dirname(target))) return dirname(target);
  if (!existsSync(link) && user.uid !== undefined && existsSync(ELSEWHERE)) return linkElsewhere(link, note);
  throw new Refusal(
    `PostgreSQL can't run as root, and the user it runs as (id ${user.uid}) can't enter ${data}: ` +
      "move the folder to where everyone can enter and name it with --data, or start as a normal user.",
  );
}
