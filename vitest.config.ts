import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { testAuthSecret, testCheckpointKey } from "./scripts/lib/test-database.mjs";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Test cases that may not lie in this repository: a folder beside it, where there is one. */
const samples = process.env["SAMPLES_DIR"] ?? path("../shared/data");

const resolve = {
  alias: { "@": path(".").replace(/\/$/, ""), "server-only": path("node_modules/server-only/empty.js") },
};
const onDatabase = {
  globalSetup: ["scripts/lib/vitest-server.mjs"],
  setupFiles: ["scripts/lib/vitest-database.mjs"],
  pool: "forks" as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/** What the app's modules read when they are imported; no unit test reaches a database. */
const settings = {
  DATABASE_URL: "postgres://nobody@localhost:1/none",
  AUTH_SECRET: testAuthSecret,
  CHECKPOINT_KEY: testCheckpointKey,
  PUBLIC_URL: "http://localhost:3000",
};
const special = ["**/*.db.test.ts", "**/*.samples.test.ts", "**/*.deep.test.{ts,mjs}"];

export default defineConfig({
  test: {
    passWithNoTests: true,
    maxWorkers: "100%",
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["{lib,components,scripts}/**/*.test.{ts,tsx,mjs}"],
          exclude: special,
          // They keep nothing between tests, so that files may share a thread and what it has loaded.
          pool: "threads",
          isolate: false,
          env: settings,
          testTimeout: 30_000,
        },
      },
      { resolve, test: { name: "db", include: ["lib/**/*.db.test.ts"], ...onDatabase } },
      {
        resolve,
        test: {
          name: "samples",
          include: existsSync(samples) ? ["lib/**/*.samples.test.ts"] : [],
          env: { SAMPLES_DIR: samples },
          testTimeout: 30_000,
        },
      },
      {
        resolve,
        test: {
          name: "deep",
          include: ["{lib,scripts}/**/*.deep.test.{ts,mjs}"],
          ...onDatabase,
          testTimeout: 300_000,
        },
      },
    ],
  },
});
