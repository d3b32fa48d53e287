// Makes the command line tool: one file without dependencies, for pipelines and for `npx countersign`.
import { existsSync, mkdirSync } from "node:fs";
import { inRoot, root } from "./paths.mjs";
import { digestOf, stampAt } from "./stamp.mjs";

/** The file that is run, and served to pipelines. */
export const cliFile = inRoot(".cache/cli/countersign.mjs");

/** Bundles the tool when its source is not what it was made from. */
export async function ensureCli() {
  const digest = digestOf(["scripts/cli", "scripts/lib/cli-bundle.mjs", "lib/domain", "package-lock.json"]);
  const stamp = stampAt(".cache/cli");
  if (existsSync(cliFile) && stamp.matches(digest)) return;
  mkdirSync(inRoot(".cache/cli"), { recursive: true });
  stamp.remove();
  const { build } = await import("esbuild");
  await build({
    entryPoints: [inRoot("scripts/cli/main.ts")],
    outfile: cliFile,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    charset: "utf8",
    banner: {
      js: "#!/usr/bin/env node\n// Countersign's command line tool. “node countersign.mjs help” says what it does.",
    },
    logLevel: "error",
  });
  stamp.write(digest);
}
