import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

test("without JavaScript a person signs in, chooses a password, filters, comments and registers a system", async ({
  installation,
  person,
}) => {
  const priya = await person("Priya", { javaScriptEnabled: false });
  const { page } = priya;
  const password =
    installation.people.find(({ email }) => email === "priya@meridian.example")?.password ?? "";
  await priya.step("signs in with the one-time password and chooses her own", async () => {
    await page.goto("/systems");
    await page.getByLabel("E-mail address").fill("priya@meridian.example");
    await page.getByLabel("Password", { exact: true }).fill("not this one at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("don't fit")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL("/welcome");
    await page.getByLabel("One-time password", { exact: true }).fill(password);
    await page.getByLabel("Password of your own", { exact: true }).fill("three quiet little rivers");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page).toHaveURL("/");
  });
  await priya.step("filters and comments", async () => {
    await page.goto("/systems/checkout/checklists/all?owner=me&item=DE-01");
    await page.getByRole("textbox", { name: /comment/i }).fill("Written without a script.");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("Written without a script.")).toBeVisible();
  });
  await priya.step("registers a system", async () => {
    await page.goto("/systems/new");
    await page.getByLabel("Name").fill("Payout Rails");
    await page.getByRole("radio", { name: /Cloud-native/ }).check();
    await page.getByRole("radio", { name: /Medium/ }).check();
    await page.getByRole("button", { name: /Register/ }).click();
    await expect(page).toHaveURL("/systems/payout-rails");
  });
});
