// Makes the command line tool: one file without dependencies, for pipelines and for `npx countersign`; and beside it what
// only the repository needs, since it carries the catalogue.
import { ensureBundles } from "./bundle.mjs";
import { inRoot } from "./paths.mjs";

const FOLDER = ".cache/cli";

/** The file that is run, and served to pipelines. */
export const cliFile = inRoot(FOLDER, "countersign.mjs");

const module = { format: "esm", target: "node18" };

/** Bundles the tool when its source is not what it was made from. */
export const ensureCli = () =>
  ensureBundles(
    FOLDER,
    [
      "scripts/cli",
      "scripts/lib/bundle.mjs",
      "scripts/lib/cli-bundle.mjs",
      "lib/domain",
      "lib/formats",
      "lib/catalogue",
      "package-lock.json",
    ],
    [
      {
        ...module,
        name: "countersign.mjs",
        entry: "scripts/cli/main.ts",
        banner: {
          js: "#!/usr/bin/env node\n// Countersign's command line tool. “node countersign.mjs help” says what it does.",
        },
      },
      {
        ...module,
        name: "inspect.mjs",
        entry: "scripts/cli/inspect.ts",
        banner: {
          js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
        },
      },
    ],
  );
