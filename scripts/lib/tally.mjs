// Counts what passed and failed over all runners, and holds each group to its budget of seconds.
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { say } from "./say.mjs";

const none = { passed: 0, failed: 0 };
const sum = (counts) =>
  counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), none);

/** Runs the work with the path of a report that its runner is to write, and reads that report. */
export async function withReport(work, read) {
  const file = join(tmpdir(), `countersign-report-${process.pid}-${Date.now()}.json`);
  try {
    const { code } = await work(file);
    const counts = read(JSON.parse(readFileSync(file, "utf8")));
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts; // it failed outside of any test
  } catch (error) {
    say(`The runner left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Vitest's JSON report; a file that could not be loaded counts as one failure. */
export const vitestCounts = ({ numPassedTests, numFailedTests, testResults }) => ({
  passed: numPassedTests,
  failed:
    numFailedTests +
    testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length,
});

/** Playwright's JSON report; a test that passed on a second try would count as failed. */
export const playwrightCounts = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
});

/**
 * Keeps the score of a run.
 * @returns `group` runs one group of tests within its seconds, `finish` prints the sum and gives the exit code
 */
export function keepTally() {
  const groups = [];
  return {
    async group(name, budgetS, work) {
      say(`\n── ${name} (budget ${budgetS} s)`);
      const startedMs = performance.now();
      const counts = await work();
      const tookS = (performance.now() - startedMs) / 1000;
      const over = tookS > budgetS;
      if (over)
        say(`${name} took ${tookS.toFixed(0)} s, over its budget of ${budgetS} s: that counts as a failure.`);
      groups.push({ name, budgetS, tookS, ...sum([counts, { passed: 0, failed: over ? 1 : 0 }]) });
    },
    finish() {
      say("");
      for (const { name, budgetS, tookS, passed, failed } of groups) {
        say(
          `${name.padEnd(8)} ${tookS.toFixed(1).padStart(6)} s of ${budgetS} s   ${passed} passed, ${failed} failed`,
        );
      }
      const { passed, failed } = sum(groups);
      say(`\n${passed} passed, ${failed} failed`);
      return failed > 0 || passed === 0 ? 1 : 0;
    },
  };
}
