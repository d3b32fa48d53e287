// Finds a Chromium for the browser tests, and gets one where there is none. The shell without a window is the same engine
// and takes two thirds of the time.
import { existsSync } from "node:fs";
import { run, runTool } from "./run.mjs";
import { Refusal, step } from "./say.mjs";

const usual = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser to test with: the one named by CHROMIUM_PATH, or the system's; undefined where there is neither. */
export const findChromium = () =>
  [process.env.CHROMIUM_PATH, ...usual].find((path) => path && existsSync(path));

async function playwrightChromium() {
  const { chromium } = await import("@playwright/test");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

const canInstall = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

async function install() {
  if (canInstall()) {
    await run("apt-get", ["update"], { timeoutMs: 120_000 });
    for (const name of ["chromium-headless-shell", "chromium"])
      if (!findChromium())
        await run("apt-get", ["install", "-y", "--no-install-recommends", name], {
          env: { DEBIAN_FRONTEND: "noninteractive" },
          timeoutMs: 300_000,
        });
  }
  if (!findChromium())
    await runTool("@playwright/test", ["install", "chromium"], { command: "playwright", timeoutMs: 180_000 });
}

/** Makes sure of a browser: the system's, Playwright's own, or one installed now. */
export async function ensureChromium() {
  const there = findChromium() ?? (await playwrightChromium());
  if (there) return there;
  await step("Installing a browser for the tests", install);
  const got = findChromium() ?? (await playwrightChromium());
  if (got) return got;
  throw new Refusal(
    "There is no Chromium and none could be installed: install one (apt-get install chromium), or set CHROMIUM_PATH.",
  );
}
