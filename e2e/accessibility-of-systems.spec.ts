import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { DEEP, expectSound } from "./fixtures/axe";
import { enter } from "./fixtures/session";
import { expect, test } from "./fixtures/test";

test.use({ scenario: "sample" });

const PAGES = [
  "",
  "/checklists/implementation",
  "/checklists/implementation?item=IM-03",
  "/checklists/all?q=nothing-has-this",
  "/standards",
  "/standards/nist_csf_2_0",
  "/settings",
  "/architecture",
  "/architecture/export",
  "/architecture/zone/new",
  "/architecture/component/1",
  "/architecture/flow/1",
  "/architecture/path/1",
  "/architecture/system/1",
  "/architecture/asset/new",
  "/architecture/asset/1",
  "/architecture/asset/2",
  "/controls",
  "/controls/new",
  "/controls/new?mechanism=mtls",
  "/controls/1",
  "/threats?off=1",
  "/threats?threat=mitm",
  "/threats?cell=mitm.tls",
  "/threats?view=layers&columns=rated",
  "/threats/new",
  "/threats/compare",
  "/latency",
  "/roi?off=1",
  "/roi/scenarios/mitm",
];
/** Of a system that nobody has drawn. */
const EMPTY_PAGES = ["", "/architecture", "/controls", "/threats", "/latency", "/roi"];
const BOM = readFileSync(new URL("./files/harbour-saasbom.json", import.meta.url), "utf8");

test("pages of a system have no violation @sweep", async ({ installation, page, context }) => {
  test.setTimeout(DEEP ? 1_800_000 : 600_000);
  await enter(installation, { context }, "ana@meridian.example");
  for (const part of PAGES) {
    await page.goto(`/systems/checkout${part}`);
    await expectSound(page, part);
  }
  await leaveOpen(page);
  await expectSound(page, "a finding to leave open");
});

test("pages of a system without a model, and an import, have no violation @sweep", async ({
  installation,
  page,
  context,
}) => {
  test.setTimeout(300_000);
  await enter(installation, { context }, "ana@meridian.example");
  const base = await emptySystem(page, "Bare Bones");
  for (const part of EMPTY_PAGES) {
    await page.goto(base + part);
    await expectSound(page, `empty ${part}`);
  }
  await page.goto(`${base}/architecture/import`);
  await expectSound(page, "import");
  const text = page.getByLabel("Or its text");
  await text.fill("{}");
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("Nothing was imported.")).toBeVisible();
  await expectSound(page, "an import that is refused");
  await text.fill(BOM);
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("Nothing is imported yet.")).toBeVisible();
  await expectSound(page, "an import to look at");
});

async function leaveOpen(page: Page): Promise<void> {
  await page.goto("/systems/checkout/threats?threat=mitm");
  await page.getByRole("link", { name: "Leave open…" }).first().click();
  await expect(page.getByRole("button", { name: "Ask for the exception" })).toBeVisible();
}

async function emptySystem(page: Page, name: string): Promise<string> {
  await page.goto("/systems/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("radio", { name: /Microservices/ }).check();
  await page.getByRole("radio", { name: /High/ }).check();
  await page.getByRole("button", { name: /Register/ }).click();
  await expect(page).toHaveURL(/\/systems\/bare-/, { timeout: 20_000 });
  return new URL(page.url()).pathname;
}
