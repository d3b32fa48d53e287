import type { Page } from "@playwright/test";
import type { Installation } from "../../scripts/lib/installation.mjs";
import { expectSound } from "../fixtures/axe";
import { enter } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

async function register(page: Page, name: string): Promise<string> {
  await page.goto("/systems/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("radio", { name: /Cloud-native/ }).check();
  await page.getByRole("radio", { name: /Low/ }).check();
  await page.getByRole("button", { name: /Register/ }).click();
  const slug = name.toLowerCase().replaceAll(" ", "-");
  await expect(page).toHaveURL(`/systems/${slug}`);
  return slug;
}
const nesting = async (installation: Installation, slug: string) =>
  Object.fromEntries(
    (
      await installation.sql<{ name: string; outer: string | null }>(
        `select e.name, o.name as outer from model_element e join system s on s.id = e.system_id
         left join model_element o on o.id::text = e.facts->>'parentId'
         where s.slug = '${slug}' and e.kind = 'zone' and e.retired_at is null`,
      )
    ).map(({ name, outer }) => [name, outer]),
  );

test("without JavaScript an engineer puts a zone into another one by its form", async ({
  installation,
  person,
}) => {
  const tomas = await person("Tomás", { javaScriptEnabled: false });
  await enter(installation, tomas, "tomas@meridian.example");
  const { page } = tomas;
  const slug = await register(page, "Parcel Vault");
  const add = async (name: string, inside: string | null) => {
    await page.goto(`/systems/${slug}/architecture/zone/new`);
    await page.getByLabel("Name", { exact: true }).fill(name);
    if (inside) await page.getByLabel("Inside", { exact: true }).selectOption({ label: inside });
    await page.getByLabel("Trust", { exact: true }).selectOption({ label: "Data" });
    await page.getByLabel("Members share", { exact: true }).selectOption({ label: "Nothing" });
    await page.getByRole("button", { name: "Add zone" }).click();
    await expect(page).toHaveURL(/saved=Z-/);
  };
  await add("Depot", null);
  await add("Archive", "Z-1 Depot");
  await add("Yard", null);
  const rows = page.getByRole("region", { name: "Zones" }).first().getByRole("rowheader");
  await expect(rows).toHaveText([/Depot/, /Archive\s*inside Depot/, /Yard/]);
  await page.goto(`/systems/${slug}/architecture/zone/1`);
  await expect(page.getByLabel("Inside", { exact: true }).locator("option")).toHaveText([
    "No other zone",
    "Z-3 Yard",
  ]);
  await page.goto(`/systems/${slug}/architecture/zone/2`);
  await expect(page.getByLabel("Inside", { exact: true }).locator("option:checked")).toHaveText("Z-1 Depot");
  expect(await nesting(installation, slug)).toEqual({ Depot: null, Archive: "Depot", Yard: null });
});

test("on the drawing board a zone goes into another by its panel and by dragging, with what is in it", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  await enter(installation, jonas, "jonas@meridian.example");
  const { page } = jonas;
  const slug = await register(page, "Nested Board");
  await page.goto(`/systems/${slug}/architecture/draw`);
  const box = (name: RegExp) => page.locator(".react-flow__node").and(page.getByLabel(name));
  const add = async (menu: "Zone" | "Component", item: string) => {
    await page.getByRole("button", { name: menu, exact: true }).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };
  const status = page.getByRole("toolbar", { name: "Drawing" }).getByRole("status");
  /** Takes a box by its upper left corner. */
  const drag = async (name: RegExp, to: { readonly x: number; readonly y: number }) => {
    const { x, y } = (await box(name).boundingBox())!;
    await page.mouse.move(x + 8, y + 8);
    await page.mouse.down();
    await page.mouse.move((x + to.x) / 2, (y + to.y) / 2, { steps: 5 });
    await page.mouse.move(to.x + 8, to.y + 8, { steps: 5 });
    await page.mouse.up();
  };
  const [data, application, store] = [/^Zone \S+ Data, /, /^Zone \S+ Application, /, /^new|C-1/];

  await jonas.step("puts the data zone into the application by its panel", async () => {
    await add("Zone", "Application");
    await add("Zone", "Data");
    await add("Component", "Database");
    await box(data).click({ position: { x: 20, y: 6 } });
    await page.getByLabel("Inside", { exact: true }).selectOption({ label: "new Application" });
    await expect(box(data)).toHaveAttribute("aria-label", /inside Application, 1 component/);
  });
  await jonas.step("moves the application: what is inside comes along", async () => {
    await page.getByRole("button", { name: "Fit into view" }).click();
    const before = (await box(store).boundingBox())!;
    const { x, y } = (await box(application).boundingBox())!;
    await drag(application, { x: x + 60, y: y + 40 });
    await expect
      .poll(async () => Math.round((await box(store).boundingBox())!.x - before.x))
      .toBeGreaterThan(40);
    await expect(box(data)).toHaveAttribute("aria-label", /inside Application/);
  });
  await jonas.step("drags the data zone out, and back in again", async () => {
    const outer = (await box(application).boundingBox())!;
    await drag(data, { x: outer.x, y: outer.y + outer.height + 30 });
    await expect(box(data)).not.toHaveAttribute("aria-label", /inside/);
    await drag(data, { x: outer.x + 20, y: outer.y + 20 });
    await expect(box(data)).toHaveAttribute("aria-label", /inside Application, 1 component/);
  });
  await jonas.step("saves it; after loading again it stands there", async () => {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(status).toHaveText("Saved.");
    expect(await nesting(installation, slug)).toEqual({ Application: null, Data: "Application" });
    await page.reload();
    await expect(box(data)).toHaveAttribute("aria-label", /inside Application, 1 component/);
    await expectSound(page, "zones in zones");
  });
  await jonas.step("sees the same drawn on the architecture page", async () => {
    await page.goto(`/systems/${slug}/architecture`);
    await expect(page.getByRole("figure", { name: "Topology of Nested Board" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Components" })).toContainText("inside Application");
    await expectSound(page, "nested zones");
  });
});
