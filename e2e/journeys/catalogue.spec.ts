import { enter } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

test("an engineer looks an anti-pattern up, sees where it shows, and goes there", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  await enter(installation, jonas, "jonas@meridian.example");

  await jonas.step("searches the catalogue", async (page) => {
    await page.goto("/catalogue");
    await page.getByRole("searchbox", { name: "Search the catalogue" }).fill("decides alone");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/catalogue\?q=decides/);
    await page.getByRole("link", { name: "One person or node decides alone" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("One person or node decides alone");
  });

  await jonas.step("sees the component, and what nobody stated", async (page) => {
    const checkout = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Checkout" }) });
    await expect(checkout.filter({ hasText: "Operations console" })).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Checkout" }).click();
    await expect(page).toHaveURL(/\/systems\/checkout\/architecture/);
  });
});
