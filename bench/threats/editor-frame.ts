// editor.300-nodes-frame-ms: from one frame to the next while somebody drags a component over the drawing board of 300
// components and 600 flows, all of them in sight.
import type { Page } from "@playwright/test";
import { largeModel } from "@/lib/domain/threats/testdata/large-model";
import { writeModelJson } from "@/lib/formats/model-json/write-model";
import { modelCatalogue } from "@/lib/server/catalogue";
import { openBrowser } from "../lib/browser";
import { withSample } from "../lib/installation";
import { median, report } from "../lib/measure";

const STEPS = 90;
/** The first arranging of so many takes its time. */
const ARRANGED_MS = 120_000;

/** For the page; a text, since what runs the benchmarks rewrites functions. */
const NOTE_FRAMES = `
  window.noted = [];
  requestAnimationFrame(function note(ms) {
    noted.push(ms);
    requestAnimationFrame(note);
  });`;

async function importLarge(page: Page): Promise<string> {
  await page.goto("/systems/new");
  await page.getByLabel("Name").fill("Large Board");
  await page.getByRole("radio", { name: /Microservices/ }).check();
  await page.getByRole("radio", { name: /Medium/ }).check();
  await page.getByRole("button", { name: /Register/ }).click();
  await page.waitForURL("**/systems/large-board");
  await page.goto("/systems/large-board/architecture/import");
  const model = largeModel((await modelCatalogue()).properties);
  const buffer = Buffer.from(writeModelJson(model));
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "large.json", mimeType: "application/json", buffer });
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByRole("button", { name: /^Import \d+ elements$/ }).click();
  await page.waitForURL(/imported=/);
  return "/systems/large-board/architecture/draw";
}

/** Drags one component in small circles and notes when frames came. */
async function framesWhileDragging(page: Page): Promise<readonly number[]> {
  const node = page.locator(".react-flow__node-component").nth(40);
  const { x, y, width, height } = (await node.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [left, top] = [x + width / 2, y + height / 2];
  await page.mouse.move(left, top);
  await page.mouse.down();
  await page.evaluate(NOTE_FRAMES);
  for (let step = 1; step <= STEPS; step++) {
    const angle = (step / STEPS) * 4 * Math.PI;
    await page.mouse.move(left + 40 * Math.sin(angle), top + 40 * (1 - Math.cos(angle)));
  }
  const noted = await page.evaluate<number[]>("noted");
  await page.mouse.up();
  return noted.slice(1).map((ms, index) => ms - (noted[index] ?? ms));
}

await withSample(async ({ baseURL }, cookie) => {
  const browser = await openBrowser();
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 1000 } });
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ url: baseURL, name, value }]);
  const page = await context.newPage();
  const board = await importLarge(page);
  await page.goto(board);
  await page.locator(".react-flow__edge").nth(500).waitFor({ state: "attached", timeout: ARRANGED_MS });
  report("editor.300-nodes-frame-ms", median(await framesWhileDragging(page)), "ms");
  await browser.close();
});
