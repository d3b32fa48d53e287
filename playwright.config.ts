import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/lib/chromium.mjs";

const executablePath = findChromium();
const deep = process.env["COUNTERSIGN_DEEP"] === "1";

/** Browser tests run against the production build: `npm test -- e2e` builds first. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/fixtures/server.setup.ts",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  // A small machine with two browsers, a server and a database takes its time; nothing waits longer than it needs to.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  // What is swept looks at more when it is deep.
  ...(deep ? { grep: /@deep|@sweep/ } : { grepInvert: /@deep/ }),
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"] ? [["list"], ["json"]] : [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    // A trace costs a quarter of the time: ask for one with `npx playwright test --trace retain-on-failure`.
    trace: "off",
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
