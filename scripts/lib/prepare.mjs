// Makes what a fresh clone lacks: the packages, the database client, the production build.
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { ensureCli } from "./cli-bundle.mjs";
import { inRoot, root } from "./paths.mjs";
import { lastLines, run, runTool } from "./run.mjs";
import { Refusal, step } from "./say.mjs";
import { digestOf, rootFiles, stampAt } from "./stamp.mjs";
import { ensureThreads } from "./thread-bundle.mjs";

/** Refuses a Node that is too old, before anything is tried with it. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Refusal(
    `Node ${process.versions.node} is too old: install Node 20.19 or newer (22 is best), then start again.`,
  );
}

function requireWritable(folder = root) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Refusal(
      `${folder} can't be written by this user: give it to the user, or start as the user who owns it.`,
    );
  }
}

/** Do the installed packages have the versions of package-lock.json? Read from npm's own record of its last install. */
function installedAsLocked() {
  const record = inRoot("node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const { packages: installed } = JSON.parse(readFileSync(record, "utf8"));
  const { packages: locked } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  );
}

function npm(...args) {
  const cli = process.env.npm_execpath;
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  return cli?.endsWith(".js")
    ? run(process.execPath, [cli, ...args, ...quiet])
    : run("npm", [...args, ...quiet]);
}

/** Installs the packages when package-lock.json is not what they were installed from. */
export async function ensureInstalled() {
  const digest = digestOf(["package-lock.json"]);
  const stamp = stampAt("node_modules");
  if (stamp.matches(digest)) return;
  if (!installedAsLocked()) {
    requireWritable();
    await step("Installing packages (about a minute the first time)", async () => {
      let result = await npm("ci");
      // A lock written beside a registry that lacks other platforms' packages is "out of sync" for `npm ci` only.
      if (/EUSAGE/.test(result.errors)) result = await npm("install", "--no-save");
      if (result.code !== 0)
        throw new Refusal(`The packages could not be installed:\n${lastLines(result)}\n${npmHint(result)}`);
    });
  }
  requireWritable(inRoot("node_modules"));
  stamp.write(digest);
}

const npmHint = ({ errors }) =>
  /E401|E403/.test(errors)
    ? "The registry refused: check the credentials in .npmrc."
    : "Check that the npm registry can be reached (npm config get registry), then start again.";

/** Generates the database client when the schema is not what it was generated from. */
export async function ensureClient() {
  const digest = digestOf(["prisma/schema", "package-lock.json"]);
  const stamp = stampAt("lib/db/generated");
  if (stamp.matches(digest)) return;
  requireWritable(inRoot("lib/db"));
  await step("Generating the database client", async () => {
    const result = await runTool("prisma", ["generate", "--config", "prisma/prisma.config.ts"]);
    if (result.code !== 0)
      throw new Refusal(`The database client could not be generated:\n${lastLines(result)}`);
  });
  stamp.write(digest);
}

/** Builds the app when its source is not what the build was made from. */
export async function ensureBuilt() {
  await ensureCli();
  await ensureThreads();
  const sources = [
    "app",
    "components",
    "lib",
    "prisma/schema",
    "public",
    ...rootFiles(/^(?!vitest|playwright|next-env).*[.](ts|mjs)$/),
  ];
  const digest = digestOf([...sources, "package-lock.json", "tsconfig.json"]);
  const stamp = stampAt(".next");
  if (stamp.matches(digest)) return;
  requireWritable();
  await step("Building the app (under a minute)", async () => {
    stamp.remove();
    const result = await runTool("next", ["build"], { env: { NODE_ENV: "production" } });
    if (result.code !== 0) throw new Refusal(`The app could not be built:\n${lastLines(result, 40)}`);
  });
  stamp.write(digest);
}
