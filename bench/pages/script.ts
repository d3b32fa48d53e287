// page.<route>.js-kb: compressed script that a browser with an empty cache loads for a page.
import { chromium } from "@playwright/test";
import { ensureChromium } from "../../scripts/lib/chromium.mjs";
import { withSample } from "../lib/installation";
import { report } from "../lib/measure";

const ROUTES = {
  "sign-in": "/sign-in",
  overview: "/",
  systems: "/systems",
  system: "/systems/checkout",
  checklist: "/systems/checkout/checklists/implementation?item=IM-01",
  standards: "/systems/checkout/standards/nist_csf_2_0",
  templates: "/templates",
  people: "/people",
  account: "/account",
  audit: "/audit",
} as const;

await withSample(async ({ baseURL }, cookie) => {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  for (const [name, path] of Object.entries(ROUTES)) {
    const context = await browser.newContext();
    if (name !== "sign-in")
      await context.addCookies([
        { url: baseURL, name: cookie.split("=")[0] ?? "", value: cookie.slice(cookie.indexOf("=") + 1) },
      ]);
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script")
        sizes.push(request.sizes().then((size) => size.responseBodySize));
    });
    await page.goto(baseURL + path, { waitUntil: "load" });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    report(`page.${name}.js-kb`, bytes / 1000, "kB");
    await context.close();
  }
  await browser.close();
});
