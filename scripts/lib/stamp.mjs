// Remembers what something was made from, so that it is made again only when that changed.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./paths.mjs";

const notSource = /(^|\/)generated(\/|$)|[.](test|guard)[.]tsx?$/;

function filesUnder(path) {
  if (notSource.test(path) || !existsSync(inRoot(path))) return [];
  if (!statSync(inRoot(path)).isDirectory()) return [path];
  return readdirSync(inRoot(path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/** One digest over the names and contents of files and folders, tests and generated code left out. */
export function digestOf(paths) {
  const hash = createHash("sha256").update(process.version);
  for (const file of paths.flatMap(filesUnder))
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(inRoot(file)));
  return hash.digest("hex");
}

/** Files with these endings at the root of the repository. */
export const rootFiles = (ending) =>
  readdirSync(inRoot())
    .filter((name) => ending.test(name))
    .sort();

/** A small file beside the result that holds the digest of what it was made from. */
export function stampAt(folder) {
  const file = join(inRoot(folder), ".made-from");
  return {
    matches: (digest) => existsSync(file) && readFileSync(file, "utf8") === digest,
    write: (digest) => writeFileSync(file, digest),
    remove: () => rmSync(file, { force: true }),
  };
}
