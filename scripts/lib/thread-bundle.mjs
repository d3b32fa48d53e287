// Makes what the server runs on threads of their own: one file each, which a thread can load without the app's build.
import { ensureBundles } from "./bundle.mjs";

/** Bundles the threads when their source is not what they were made from. */
export const ensureThreads = () =>
  ensureBundles(
    ".cache/threads",
    [
      "scripts/lib/bundle.mjs",
      "scripts/lib/thread-bundle.mjs",
      "lib/workers/read-file.ts",
      "lib/domain",
      "lib/formats",
      "package-lock.json",
    ],
    [{ name: "read-file.cjs", entry: "lib/workers/read-file.ts", format: "cjs", target: "node20" }],
  );
