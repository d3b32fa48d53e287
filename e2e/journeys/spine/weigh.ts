import type { Locator } from "@playwright/test";
import { numberIn, type WhatIfFigures, whatIfFigures, whatIfPanel } from "../../fixtures/figures";
import type { Installation } from "../../fixtures/installation";
import { expect, type Person } from "../../fixtures/test";
import { cellOfTls } from "./build";
import { fingerprint, type System } from "./told";

/** Milliseconds and money as they stand, then without TLS, then with something new that is proposed. */
export async function weigh(installation: Installation, jonas: Person, system: System): Promise<void> {
  const path = `/systems/${system.slug}`;
  const standing = await jonas.step(
    "reads what security takes of a request, and what it returns",
    async (page) => {
      await page.goto(`${path}/latency`);
      const numbers = page.getByRole("region", { name: "Place an order in numbers" });
      expect(numberIn(await numberOf(numbers.getByRole("link", { name: /^p95/ })))).toBeGreaterThan(0);
      await expect(numbers.getByText("left")).toBeVisible();
      await page.goto(`${path}/roi`);
      const money = page.getByRole("region", { name: "Return from the model" });
      expect(await numberOf(money.getByRole("link", { name: /^Return today/ }))).toMatch(/%$/);
      return whatIfFigures(page);
    },
  );
  expect(standing.ms).toBeGreaterThan(0);
  await switchOff(installation, jonas, system, standing);
  await propose(installation, jonas, system);
}

/** The number of a headline figure: below its label. */
const numberOf = async (figure: Locator) => (await figure.locator("> span").nth(1).textContent()) ?? "";

/** One switch moves the matrix, the milliseconds and the money; nothing is written. */
async function switchOff(
  installation: Installation,
  jonas: Person,
  system: System,
  standing: WhatIfFigures,
): Promise<void> {
  const before = await fingerprint(installation, system);
  const without = await jonas.step("switches TLS off and sees all three move", async (page) => {
    await page.goto(`/systems/${system.slug}/threats`);
    await expect(cellOfTls(page)).toHaveAttribute("data-state", "proven");
    const tls = whatIfPanel(page).getByRole("switch", { name: "TLS in transit, CT-1" });
    await tls.click();
    await expect(tls).toHaveAttribute("aria-checked", "false");
    await expect(page).toHaveURL(/[?&]off=1\b/);
    await expect(cellOfTls(page)).not.toHaveAttribute("data-state", "proven");
    await expect(cellOfTls(page)).toHaveAccessibleName(/changed by the what-if/);
    return whatIfFigures(page);
  });
  expect(without.residual).toBeGreaterThan(standing.residual);
  expect(without.ms).toBeLessThan(standing.ms);
  expect(without.cost).toBeLessThan(standing.cost);
  await jonas.step("finds the same numbers on the other two pages", async (page) => {
    for (const place of ["Latency", "ROI"]) {
      await whatIfPanel(page).getByRole("link", { name: place }).click();
      await expect(page).toHaveURL(new RegExp(`/${place.toLowerCase()}\\?off=1$`));
      await expect.poll(() => whatIfFigures(page)).toEqual(without);
    }
  });
  expect(await fingerprint(installation, system)).toEqual(before);
}

/** Tries a mechanism that is not there yet and keeps it as a proposal, which earns and costs nothing. */
async function propose(installation: Installation, jonas: Person, system: System): Promise<void> {
  await jonas.step("tries a gateway and proposes it", async (page) => {
    await page.goto(`/systems/${system.slug}/threats`);
    const standing = await whatIfFigures(page);
    const panel = whatIfPanel(page);
    await panel.getByText("Try an idea").click();
    await panel.getByLabel("Mechanism").selectOption("waf-gateway");
    await panel
      .getByRole("group", { name: "Stands on" })
      .getByRole("checkbox", { name: /Gate/ })
      .first()
      .check();
    await panel.getByRole("button", { name: "Add to the what-if" }).click();
    const bar = page.getByRole("region", { name: "What if" });
    await expect(bar.getByText(/^API gateway and web application firewall on/)).toBeVisible();
    await expect(page).toHaveURL(/add=waf-gateway:/);
    await expect.poll(async () => (await whatIfFigures(page)).cost).toBeGreaterThan(standing.cost);
    await bar.getByRole("button", { name: /^Propose/ }).click();
    const proposed = panel.getByRole("region", { name: "Proposed" });
    await expect(proposed.getByRole("switch", { name: /, CT-3$/ })).toHaveAttribute("aria-checked", "false");
    await expect.poll(() => whatIfFigures(page)).toEqual(standing);
  });
  const controls = await installation.sql<{ number: number; standing: string }>(
    `select number, facts->>'standing' as standing from model_element
     where system_id = $1 and kind = 'control' order by number`,
    [system.id],
  );
  expect(controls).toEqual([
    { number: 1, standing: "in-place" },
    { number: 2, standing: "in-place" },
    { number: 3, standing: "proposed" },
  ]);
}
