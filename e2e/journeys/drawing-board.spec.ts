import type { Locator, Page } from "@playwright/test";
import type { Installation } from "../../scripts/lib/installation.mjs";
import { expectSound } from "../fixtures/axe";
import { enter } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const JONAS = "jonas@meridian.example";

/** A system with nothing in it; the address of its drawing board. */
async function emptyBoard(page: Page, name: string): Promise<string> {
  await page.goto("/systems/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("radio", { name: /Cloud-native/ }).check();
  await page.getByRole("radio", { name: /Medium/ }).check();
  await page.getByRole("button", { name: /Register/ }).click();
  const slug = name.toLowerCase().replaceAll(" ", "-");
  await expect(page).toHaveURL(`/systems/${slug}`);
  await page.goto(`/systems/${slug}/architecture`);
  await page.getByRole("link", { name: "Draw", exact: true }).click();
  await expect(page.getByRole("toolbar", { name: "Drawing" })).toBeVisible();
  return slug;
}

const box = (page: Page, name: RegExp) => page.locator(".react-flow__node").and(page.getByLabel(name));
const flows = (page: Page) => page.locator(".react-flow__edge");
const status = (page: Page) => page.getByRole("toolbar", { name: "Drawing" }).getByRole("status");
const add = async (page: Page, menu: "Zone" | "Component", item: string) => {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
};
const middleOf = async (part: Locator) => {
  const { x, y, width, height } = (await part.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
};
const stored = (installation: Installation, slug: string) =>
  installation.sql<{ kind: string; name: string }>(
    `select e.kind, e.name from model_element e join system s on s.id = e.system_id
     where s.slug = '${slug}' and e.retired_at is null order by e.kind, e.number`,
  );

test("somebody draws a zone, two components and flows by keyboard and by mouse; nothing is saved before they say so, and then it stays", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  await enter(installation, jonas, JONAS);
  const { page } = jonas;
  const slug = await emptyBoard(page, "Parcel Board");

  await jonas.step("adds a zone and two components from the menus and names one", async () => {
    await add(page, "Zone", "Application");
    await expect(box(page, /^Zone new Application/)).toBeVisible();
    await add(page, "Component", "Gateway");
    await add(page, "Component", "Service");
    await page.getByLabel("Name", { exact: true }).fill("Orders");
    await expect(box(page, /Orders/)).toBeVisible();
    await expect(status(page)).toHaveText("3 changes, not saved");
  });
  await jonas.step("draws a flow with the keyboard", async () => {
    await box(page, /Gateway/).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("c");
    await expect(page.getByText("Choose where the flow leads")).toBeVisible();
    await box(page, /Orders/).focus();
    await page.keyboard.press("Enter");
    await expect(flows(page)).toHaveCount(1);
    await page.getByLabel("Encryption", { exact: true }).selectOption("tls");
    await expect(page.locator(".draw-chip").getByText(/TLS/)).toBeVisible();
  });
  await jonas.step("draws one back with the mouse, from box to box", async () => {
    await box(page, /Orders/).hover();
    const from = await middleOf(box(page, /Orders/).locator(".draw-handle.source"));
    const to = await middleOf(box(page, /Gateway/));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await expect(flows(page)).toHaveCount(2);
  });
  await jonas.step("undoes it, does it again, undoes it", async () => {
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(flows(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Do it again" }).click();
    await expect(flows(page)).toHaveCount(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(status(page)).toHaveText("4 changes, not saved");
    expect(await stored(installation, slug)).toEqual([]);
  });
  await jonas.step("is asked before leaving, stays, and saves", async () => {
    await page.getByRole("link", { name: "forms and tables" }).click();
    await page.getByRole("button", { name: "Stay here" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(status(page)).toHaveText("Saved.");
    expect(await stored(installation, slug)).toEqual([
      { kind: "component", name: "Gateway" },
      { kind: "component", name: "Orders" },
      { kind: "flow", name: "Gateway to Orders" },
      { kind: "zone", name: "Application" },
    ]);
    await expect(box(page, /^C-2 Orders/)).toBeVisible();
  });
  await jonas.step(
    "moves a box with the arrow keys; after loading again all stands where it stood",
    async () => {
      await box(page, /^C-2 Orders/).focus();
      await page.keyboard.press("Space");
      for (let count = 0; count < 3; count += 1) await page.keyboard.press("ArrowDown");
      await expect(status(page)).toHaveText("Layout not saved");
      await page.keyboard.press("Control+s");
      await expect(status(page)).toHaveText("The layout is saved.");
      const place = () => box(page, /^C-2 Orders/).evaluate((node) => node.style.transform);
      const before = await place();
      await page.reload();
      await expect(box(page, /^C-2 Orders/)).toBeVisible();
      expect(await place()).toBe(before);
      await expect(flows(page)).toHaveCount(1);
    },
  );
  await jonas.step("copies both with the flow between them", async () => {
    await box(page, /Gateway/).click();
    await box(page, /Orders/).click({ modifiers: ["ControlOrMeta"] });
    await expect(page.getByText("2 chosen")).toBeVisible();
    await page.keyboard.press("Control+c");
    await page.keyboard.press("Control+v");
    await expect(box(page, /Orders copy/)).toBeVisible();
    await expect(status(page)).toHaveText("3 changes, not saved");
  });
});

test("what is wrong stands at its element, and what another person changed meanwhile is not lost", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  await enter(installation, jonas, JONAS);
  const { page } = jonas;
  const slug = await emptyBoard(page, "Clashing Board");
  await add(page, "Zone", "Edge");
  await add(page, "Component", "Service");
  await page.getByLabel("Name", { exact: true }).fill("");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Nothing was saved yet.")).toBeVisible();
  await expect(page.getByText("Write a name.").first()).toBeVisible();
  expect(await stored(installation, slug)).toEqual([]);
  await page.getByLabel("Name", { exact: true }).fill("Web");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(status(page)).toHaveText("Saved.");

  const other = await jonas.context.newPage();
  await other.goto(`/systems/${slug}/architecture/component/1`);
  await box(page, /^C-1 Web/).click();
  await page.getByLabel("Name", { exact: true }).fill("Web front");
  await other.getByLabel("Name", { exact: true }).fill("Portal");
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await expect(other).toHaveURL(/saved=C-1/);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("table", { name: "What differs" })).toContainText("Portal");
  await page.getByRole("button", { name: "Save mine" }).click();
  await expect(status(page)).toHaveText("Saved.");
  expect(await stored(installation, slug)).toContainEqual({ kind: "component", name: "Web front" });
});

test("lenses stand in the address and say in words what they show; the board has no violation, also in the dark", async ({
  installation,
  person,
}) => {
  const sara = await person("Sara");
  await enter(installation, sara, "sara@meridian.example");
  const { page } = sara;
  await page.goto("/systems/checkout/architecture/draw");
  await expect(flows(page).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Zero trust" }).click();
  await expect(page).toHaveURL(/\?lens=zero-trust$/);
  await expect(
    page
      .getByRole("region", { name: "Zero trust" })
      .getByText(/✕ not|\? /)
      .first(),
  ).toBeVisible();
  await expectSound(page, "zero trust", true);
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto("/systems/checkout/architecture/draw?lens=depth");
  await expect(
    page.getByRole("region", { name: "Defence in depth" }).getByText(/of 4/).first(),
  ).toBeVisible();
  await page.getByRole("button", { name: "Coordination" }).click();
  await expect(page.getByRole("region", { name: "Coordination" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "SVG, for documents" }).click();
  expect((await download).suggestedFilename()).toBe("checkout-architecture.svg");
});
