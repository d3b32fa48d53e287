import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { findChromium } from "../../scripts/lib/chromium.mjs";
import { openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const PAGES = [
  "/",
  "/systems",
  "/systems/checkout",
  "/systems/checkout/checklists/implementation",
  "/people",
];
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const PORT = 9_400 + (process.pid % 500);

test("Lighthouse gives each page its marks @deep", async ({ installation }) => {
  test.setTimeout(400_000);
  const { name, value } = await openSession(installation, "olu@meridian.example");
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      `--remote-debugging-port=${PORT}`,
    ],
  });
  for (const path of PAGES) {
    const run = await lighthouse(
      installation.baseURL + path,
      {
        port: PORT,
        onlyCategories: [...CATEGORIES],
        extraHeaders: { Cookie: `${name}=${value}` },
        logLevel: "silent",
      },
      desktopConfig,
    );
    const marks = Object.fromEntries(
      CATEGORIES.map((category) => [category, Math.round((run?.lhr.categories[category]?.score ?? 0) * 100)]),
    );
    process.stdout.write(`lighthouse ${path} ${JSON.stringify(marks)}\n`);
    expect.soft([path, marks["accessibility"], marks["best-practices"]]).toEqual([path, 100, 100]);
    expect.soft([path, (marks["performance"] ?? 0) >= 90]).toEqual([path, true]);
    expect.soft(run?.lhr.audits["cumulative-layout-shift"]?.numericValue, path).toBeLessThan(0.01);
  }
  await browser.close();
});
