// Makes one file of many, for what runs beside the app.
import { existsSync, mkdirSync } from "node:fs";
import { inRoot, root } from "./paths.mjs";
import { digestOf, stampAt } from "./stamp.mjs";

/**
 * Makes the files of a folder when their sources are not what they were made from.
 *
 * @param folder from the root, kept by this program alone
 * @param sources files and folders that the bundles are made from
 * @param files for each file its name in the folder and how esbuild makes it
 */
export async function ensureBundles(folder, sources, files) {
  const digest = digestOf(sources);
  const stamp = stampAt(folder);
  if (files.every(({ name }) => existsSync(inRoot(folder, name))) && stamp.matches(digest)) return;
  mkdirSync(inRoot(folder), { recursive: true });
  stamp.remove();
  const { build } = await import("esbuild");
  for (const { name, entry, ...options } of files)
    await build({
      absWorkingDir: root,
      bundle: true,
      platform: "node",
      charset: "utf8",
      loader: { ".yaml": "text" },
      logLevel: "error",
      entryPoints: [inRoot(entry)],
      outfile: inRoot(folder, name),
      ...options,
    });
  stamp.write(digest);
}
