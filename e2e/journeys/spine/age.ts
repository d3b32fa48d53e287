import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { whatIfFigures } from "../../fixtures/figures";
import type { Installation } from "../../fixtures/installation";
import { expect, type Person } from "../../fixtures/test";
import { cellOfTls } from "./build";
import type { System } from "./told";

const cellOfLimits = (page: Page) =>
  page
    .getByRole("grid", { name: "Threats and mechanisms" })
    .getByRole("row", { name: /^Denial of service/ })
    .getByRole("link", { name: /^Rate limiting and throttling: / });

/**
 * The second control is proven, too; then the proof of the first is too old: its credit is gone and nothing else. What is
 * left open goes to other tools.
 */
export async function age(installation: Installation, jonas: Person, system: System): Promise<void> {
  const path = `/systems/${system.slug}`;
  await jonas.step("proves the rate limits as well", async (page) => {
    await page.goto(`${path}/controls`);
    await page
      .getByRole("link", { name: /Rate limiting/ })
      .first()
      .click();
    const control = page.getByRole("complementary", { name: "Rate limiting and throttling" });
    await control
      .getByRole("link", { name: /Limit rates per identity/ })
      .first()
      .click();
    const item = page.getByRole("group", { name: /^Item / });
    await item.getByLabel("Status").selectOption("done");
    await page.locator("summary", { hasText: "Add" }).last().click();
    await page.getByText("Link", { exact: true }).click();
    await page.getByLabel("Address").fill("https://load.meridian.example/limits");
    await page.locator(".proof-link").getByLabel("What it is").fill("Load test with limits");
    await page.getByRole("button", { name: "Add link" }).click();
    await expect(page.getByRole("link", { name: "Load test with limits" })).toBeVisible();
  });
  const proven = await jonas.step("sees both proven", async (page) => {
    await page.goto(`${path}/threats`);
    await expect(cellOfTls(page)).toHaveAttribute("data-state", "proven");
    await expect(cellOfLimits(page)).toHaveAccessibleName(/: .*proven on [1-9]\d* of \d+ elements/);
    return whatIfFigures(page);
  });
  await jonas.step(
    "sees the credit of TLS go with the day of its proof, and come back with it",
    async (page) => {
      await setBack(installation, system, "Scan of every end point", 900);
      await page.goto(`${path}/threats?cell=mitm.tls`);
      // What the file said of encryption is still a claim; the proof earns nothing any more.
      await expect(cellOfTls(page)).toHaveAttribute("data-state", "claimed");
      await expect(
        page
          .getByRole("complementary")
          .getByText(/^No evidence/)
          .first(),
      ).toBeVisible();
      await expect(cellOfLimits(page)).toHaveAccessibleName(/: .*proven on [1-9]\d* of \d+ elements/);
      await page.goto(`${path}/threats`);
      expect((await whatIfFigures(page)).residual).toBeGreaterThan(proven.residual);
      await setBack(installation, system, "Scan of every end point", -900);
      await page.goto(`${path}/threats`);
      await expect(cellOfTls(page)).toHaveAttribute("data-state", "proven");
      expect(await whatIfFigures(page)).toEqual(proven);
    },
  );
  await jonas.step("takes what is left open out as a layer for ATT&CK Navigator", async (page) => {
    await page.goto(`${path}/threats`);
    const row = page.getByRole("row", { name: /^Man in the middle/ });
    const [, gaps] = /(\d+)\s+of\s+\d+/.exec((await row.textContent()) ?? "") ?? [];
    await page.goto(`${path}/architecture/export`);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "ATT&CK Navigator, gaps" }).click(),
    ]);
    const layer = JSON.parse(readFileSync(await file.path(), "utf8")) as {
      versions: { layer: string };
      techniques: readonly { techniqueID: string; score: number }[];
    };
    expect(layer.versions.layer).toBe("4.5");
    expect(layer.techniques).toContainEqual(
      expect.objectContaining({ techniqueID: "T1557", score: Number(gaps) }),
    );
  });
}

/** What only time can do: moves the day on which a proof was true, behind the application's back. */
async function setBack(
  installation: Installation,
  { id }: System,
  title: string,
  days: number,
): Promise<void> {
  await installation.sql(`begin; set local session_replication_role = replica;
    update evidence set effective_on = effective_on - ${days} where system_id = '${id}' and title = '${title}'; commit`);
}
