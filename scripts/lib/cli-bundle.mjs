// Makes the command line tool: one file without dependencies, for pipelines and for `npx countersign`; and beside it what
// only the repository needs, since it carries the catalogue.
import { existsSync, mkdirSync } from "node:fs";
import { inRoot, root } from "./paths.mjs";
import { digestOf, stampAt } from "./stamp.mjs";

/** The file that is run, and served to pipelines. */
export const cliFile = inRoot(".cache/cli/countersign.mjs");

/** Bundles the tool when its source is not what it was made from. */
export async function ensureCli() {
  const digest = digestOf([
    "scripts/cli",
    "scripts/lib/cli-bundle.mjs",
    "lib/domain",
    "lib/formats",
    "lib/catalogue",
    "package-lock.json",
  ]);
  const stamp = stampAt(".cache/cli");
  if (existsSync(cliFile) && stamp.matches(digest)) return;
  mkdirSync(inRoot(".cache/cli"), { recursive: true });
  stamp.remove();
  const { build } = await import("esbuild");
  const bundle = (entry, outfile, js) =>
    build({ ...shared, entryPoints: [inRoot(entry)], outfile: inRoot(outfile), banner: { js } });
  const shared = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    charset: "utf8",
    loader: { ".yaml": "text" },
    logLevel: "error",
  };
  await bundle(
    "scripts/cli/main.ts",
    ".cache/cli/countersign.mjs",
    "#!/usr/bin/env node\n// Countersign's command line tool. “node countersign.mjs help” says what it does.",
  );
  await bundle(
    "scripts/cli/inspect.ts",
    ".cache/cli/inspect.mjs",
    'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  );
  stamp.write(digest);
}
