// The checks that need no database: form and lint, types, import directions, dead code, unit tests.
import { existsSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { lastLines, run, runTool } from "./run.mjs";
import { say, seconds } from "./say.mjs";
import { vitestCounts, withReport } from "./tally.mjs";

const layers = ["app", "components", "lib", "scripts", "prisma", "e2e", "bench"].filter((path) =>
  existsSync(inRoot(path)),
);

const checks = {
  "package-lock": () => run(process.execPath, ["scripts/complete-lock.mjs", "--check"]),
  biome: () => runTool("@biomejs/biome", ["ci", "--colors=off"], { command: "biome" }),
  // Next writes the types of routes and images that the app's files refer to.
  types: async () => {
    const made = await runTool("next", ["typegen"]);
    return made.code === 0 ? runTool("typescript", ["--noEmit"], { command: "tsc" }) : made;
  },
  imports: () =>
    runTool("dependency-cruiser", ["--config", ".dependency-cruiser.cjs", ...layers], {
      command: "depcruise",
    }),
  "dead code": () => runTool("knip", ["--no-progress"]),
};

/** Runs a vitest project with its output on the terminal. */
export const runVitest = (project) =>
  withReport((file) => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    return runTool("vitest", ["run", "--project", project, ...reporters], { show: true });
  }, vitestCounts);

/** Runs every check, one after the other; each counts as one test. */
export async function runChecks() {
  const counts = { passed: 0, failed: 0 };
  for (const [name, check] of Object.entries(checks)) {
    const startedMs = performance.now();
    const result = await check();
    const good = result.code === 0;
    counts[good ? "passed" : "failed"] += 1;
    say(`${good ? "ok    " : "failed"} ${name} (${seconds(startedMs)})`);
    if (!good) say(lastLines(result, 60));
  }
  const unit = await runVitest("unit");
  return { passed: counts.passed + unit.passed, failed: counts.failed + unit.failed };
}
