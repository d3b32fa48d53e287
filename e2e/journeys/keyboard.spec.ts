import type { Locator, Page } from "@playwright/test";
import { enter } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const STOPS_MAX = 120;

/** Tab until something has the focus, as somebody without a mouse gets there. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted.first()).toBeVisible();
  for (let stop = 0; stop < STOPS_MAX; stop++) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
  }
  throw new Error(`${STOPS_MAX} stops of the Tab key do not lead to ${wanted}`);
}

test("the matrix is walked, opened and left by keys alone", async ({ installation, person }) => {
  const sara = await person("Sara");
  await enter(installation, sara, "sara@meridian.example");
  const { page } = sara;
  await page.goto("/systems/checkout/threats");
  const grid = page.getByRole("grid", { name: "Threats and mechanisms" });
  const row = (name: RegExp) => grid.getByRole("row", { name });
  await sara.step("gets into the grid: one stop for all of it", async () => {
    await expect(grid.locator('a[tabindex="0"]')).toHaveCount(1);
    await tabTo(page, grid.getByRole("link"));
    await expect(
      row(/^Man in the middle/)
        .getByRole("link")
        .first(),
    ).toBeFocused();
  });
  await sara.step("moves by arrows, to the ends and back", async () => {
    await page.keyboard.press("ArrowRight");
    await expect(
      row(/^Man in the middle/)
        .getByRole("link")
        .nth(1),
    ).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(
      row(/^Denial of service/)
        .getByRole("link")
        .nth(1),
    ).toBeFocused();
    await page.keyboard.press("End");
    await expect(
      row(/^Denial of service/)
        .getByRole("link")
        .last(),
    ).toBeFocused();
    await page.keyboard.press("Control+Home");
    await expect(
      row(/^Man in the middle/)
        .getByRole("link")
        .first(),
    ).toBeFocused();
  });
  await sara.step("opens a cell, reads its why, and closes it", async () => {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/[?&]cell=mitm\./);
    const panel = page.getByRole("complementary").filter({ hasText: "Element by element" });
    await expect(panel).toBeVisible();
    await tabTo(page, panel.getByRole("link", { name: "Close" }));
    await page.keyboard.press("Enter");
    await expect(panel).toHaveCount(0);
    await expect(
      row(/^Man in the middle/)
        .getByRole("link")
        .nth(1),
    ).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(panel).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(panel).toHaveCount(0);
  });
});

test("a system is drawn and saved by keys alone", async ({ installation, person }) => {
  const jonas = await person("Jonas");
  await enter(installation, jonas, "jonas@meridian.example");
  const { page } = jonas;
  await page.goto("/systems/ledger/architecture/draw");
  const toolbar = page.getByRole("toolbar", { name: "Drawing" });
  const status = toolbar.getByRole("status");
  const box = (name: RegExp) => page.locator(".react-flow__node").and(page.getByLabel(name));
  const choose = async (menu: string, item: string) => {
    await tabTo(page, toolbar.getByRole("button", { name: menu, exact: true }));
    await page.keyboard.press("Enter");
    const wanted = page.getByRole("menuitem", { name: item, exact: true });
    await expect(wanted).toBeVisible();
    for (let step = 0; step < 30 && !(await wanted.evaluate((one) => one === document.activeElement)); step++)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };
  await expect(page.locator(".react-flow__edge").first()).toBeAttached();
  const before = await page.locator(".react-flow__edge").count();
  await jonas.step("adds a zone and two components", async () => {
    await choose("Zone", "Application");
    await choose("Component", "Gateway");
    await choose("Component", "Service");
    await expect(status).toHaveText("3 changes, not saved");
  });
  await jonas.step("draws a flow between them", async () => {
    await tabTo(page, box(/new Gateway/));
    await page.keyboard.press("Space");
    await page.keyboard.press("c");
    await expect(page.getByText("Choose where the flow leads")).toBeVisible();
    await tabTo(page, box(/new Service/));
    await page.keyboard.press("Enter");
    await expect(page.locator(".react-flow__edge")).toHaveCount(before + 1);
    await expect(status).toHaveText("4 changes, not saved");
  });
  await jonas.step("takes it back, does it again, and saves", async () => {
    await page.keyboard.press("Control+z");
    await expect(status).toHaveText("3 changes, not saved");
    await page.keyboard.press("Control+Shift+z");
    await expect(status).toHaveText("4 changes, not saved");
    await page.keyboard.press("Control+s");
    await expect(status).toHaveText("Saved.");
    const stored = await installation.sql<{ kind: string; name: string }>(
      `select kind, name from (select e.* from model_element e join system s on s.id = e.system_id
         where s.slug = 'ledger' order by e.created_at desc, e.number desc limit 4) made order by kind, name`,
    );
    expect(stored).toEqual([
      { kind: "component", name: "Gateway" },
      { kind: "component", name: "Service" },
      { kind: "flow", name: "Gateway to Service" },
      { kind: "zone", name: "Application" },
    ]);
  });
});
