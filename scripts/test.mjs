// `npm test`: everything that must hold, from lint to browsers, on this machine alone. `npm test -- unit|check|db|samples|e2e`
// runs some groups; --deep (`npm run test:deep`) adds the long ones.
import { existsSync } from "node:fs";
import { readArguments } from "./lib/arguments.mjs";
import { runChecks, runVitest } from "./lib/checks.mjs";
import { ensureChromium } from "./lib/chromium.mjs";
import { inRoot } from "./lib/paths.mjs";
import { ensureBuilt, ensureClient, ensureInstalled, requireNode } from "./lib/prepare.mjs";
import { lastLines, runTool } from "./lib/run.mjs";
import { Refusal, runMain, say } from "./lib/say.mjs";
import { keepTally, playwrightCounts, withReport } from "./lib/tally.mjs";
import { ensureTemplate, shareTestServer } from "./lib/test-database.mjs";

const budgetS = { check: 300, unit: 150, db: 720, samples: 60, build: 240, e2e: 1200, deep: 7200 };
const always = ["check", "db", "samples", "build", "e2e"];
const usage = "npm test -- [check|unit|db|samples|e2e …] [--deep]";

const samplesFolder = () =>
  [process.env.SAMPLES_DIR, inRoot("../shared/data")].find((path) => path && existsSync(path));

/** Do the migrations make what the schema says? */
async function compareSchema(server) {
  const args = [
    "migrate",
    "diff",
    "--from-migrations",
    "prisma/migrations",
    "--to-schema",
    "prisma/schema",
    "--exit-code",
  ];
  const { database } = await ensureTemplate(server, "empty");
  const env = { DATABASE_ADMIN_URL: server.adminUrl + database };
  const result = await runTool("prisma", [...args, "--config", "prisma/prisma.config.ts"], { env });
  say(
    result.code === 0
      ? "ok     migrations make the schema"
      : `failed migrations make the schema\n${lastLines(result, 40)}`,
  );
  return result.code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runPlaywright(env = {}) {
  const chromium = await ensureChromium();
  return withReport(
    (file) =>
      runTool("@playwright/test", ["test"], {
        command: "playwright",
        env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...env },
        show: true,
      }),
    playwrightCounts,
  );
}

const add = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed });

const runners = {
  check: () => runChecks(),
  unit: () => runVitest("unit"),
  db: async (server) => add(await compareSchema(server), await runVitest("db")),
  samples: () => runVitest("samples"),
  build: async () => {
    await ensureBuilt();
    return { passed: 1, failed: 0 };
  },
  e2e: () => runPlaywright(),
  deep: async () => add(await runVitest("deep"), await runPlaywright({ COUNTERSIGN_DEEP: "1" })),
};

function groupsOf({ words, deep }) {
  const unknown = words.find((word) => !(word in budgetS));
  if (unknown) throw new Refusal(`There is no group “${unknown}”. Usage: ${usage}`);
  const named = words.flatMap((word) => (word === "e2e" ? ["build", "e2e"] : [word]));
  const groups = named.length > 0 ? named : always;
  return deep ? [...new Set([...groups, "build", "deep"])] : groups;
}

/** A group that can't run (no build, no browser) is one failure and its reason; the other groups still run. */
const caught = (work) => async () => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    return { passed: 0, failed: 1 };
  }
};

await runMain(async () => {
  requireNode();
  const groups = groupsOf(readArguments({ deep: { type: "boolean" } }, usage, { words: true }));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => process.exit(130));
  await ensureInstalled();
  await ensureClient();
  const samples = samplesFolder();
  if (samples) process.env.SAMPLES_DIR = samples;
  const needsServer = groups.some((name) => ["db", "e2e", "deep"].includes(name));
  const shared = needsServer ? await shareTestServer() : undefined;
  const tally = keepTally();
  try {
    for (const name of groups) {
      if (name === "samples" && !samples) say("\nsamples: folder not present, group not run");
      else
        await tally.group(
          name,
          budgetS[name],
          caught(() => runners[name](shared?.server)),
        );
    }
  } finally {
    await shared?.stop();
  }
  return tally.finish();
});
