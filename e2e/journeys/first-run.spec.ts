import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";

const PASSWORD = "three quiet little rivers";

async function invited(page: Page, name: string, email: string, role: RegExp): Promise<string> {
  await page.goto("/people/invite");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("radio", { name: role }).check();
  await page.getByRole("button", { name: "Invite" }).click();
  return page.getByLabel(`Invitation link of ${name}`).inputValue();
}

async function accept(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(page).toHaveURL("/");
}

test("from nothing: set up, invite, work a checklist with evidence, a viewer reads only, a lock counts at once", async ({
  installation,
  person,
  trouble,
}) => {
  test.setTimeout(120_000);
  trouble.expect(/40[134]/);
  const ada = await person("Ada");
  const setupUrl = await installation.setupUrl();
  await ada.step("sets the installation up", async (page) => {
    await page.goto(setupUrl);
    await page.getByLabel("Organisation").fill("Harbour Bank");
    await page.getByLabel("Your name").fill("Ada Ferreira");
    await page.getByLabel("Your e-mail address").fill("ada@harbour.example");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page.getByText("No system yet")).toBeVisible();
  });
  await ada.step("finds that the set-up link works only once", async (page) => {
    await page.goto(setupUrl);
    await expect(page.getByText("This installation is set up")).toBeVisible();
  });

  const ben = await person("Ben");
  const vera = await person("Vera");
  const links = await ada.step("invites an engineer and a viewer", async (page) => ({
    ben: await invited(page, "Ben Okafor", "ben@harbour.example", /^Engineer/),
    vera: await invited(page, "Vera Lind", "vera@harbour.example", /^Viewer/),
  }));
  await ben.step("accepts", (page) => accept(page, links.ben));
  await vera.step("accepts", (page) => accept(page, links.vera));

  await ben.step("registers a system and gets its four checklists", async (page) => {
    await page.goto("/systems/new");
    await page.getByLabel("Name").fill("Vault");
    await page.getByRole("radio", { name: /Microservices/ }).check();
    await page.getByRole("radio", { name: /High/ }).check();
    await page.getByText("Payment", { exact: true }).click();
    await page.getByRole("button", { name: /Register/ }).click();
    await expect(page).toHaveURL("/systems/vault");
    await expect(page.getByRole("heading", { name: "Vault: overview" })).toBeAttached();
  });
  await ben.step("says that an item is done and proves it with a link", async (page) => {
    await page.goto("/systems/vault/checklists/design?item=DE-01");
    await page
      .getByRole("group", { name: /^Item DE-01/ })
      .getByLabel("Status")
      .selectOption("done");
    await expect
      .poll(
        async () =>
          (
            await installation.sql<{ status: string }>(
              "select status from checklist_item where phase = 'design' and number = 1",
            )
          )[0]?.status,
      )
      .toBe("done");
    await page.locator("summary", { hasText: "Add" }).last().click();
    await page.getByText("Link", { exact: true }).click();
    await page.getByLabel("Address").fill("https://wiki.harbour.example/threat-model");
    await page.locator(".proof-link").getByLabel("What it is").fill("Threat model, reviewed");
    await page.getByRole("button", { name: "Add link" }).click();
    await expect(page.getByRole("link", { name: /Threat model, reviewed/ })).toBeVisible();
    await expect(page.getByText(/until \d+ \w+/).first()).toBeVisible();
  });

  await vera.step("reads the item and finds nothing to change it with", async (page) => {
    await page.goto("/systems/vault/checklists/design?item=DE-01");
    await expect(page.getByRole("link", { name: /Threat model, reviewed/ })).toBeVisible();
    await expect(page.getByRole("group", { name: /^Item DE-01/ }).getByLabel("Status")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Send" })).toHaveCount(0);
    expect((await page.goto("/systems/vault/settings"))?.status()).toBe(403);
  });

  await ada.step("locks Ben", async (page) => {
    await page.goto("/people");
    await page.getByRole("link", { name: "Ben Okafor" }).click();
    await page.getByRole("button", { name: /^Lock/ }).first().click();
    await expect
      .poll(
        async () =>
          (
            await installation.sql<{ status: string }>(
              "select status from \"user\" where name = 'Ben Okafor'",
            )
          )[0]?.status,
      )
      .toBe("locked");
  });
  await ben.step("is out at once and can't come back", async (page) => {
    await page.goto("/systems/vault");
    await expect(page).toHaveURL("/sign-in?to=%2Fsystems%2Fvault");
    await page.getByLabel("E-mail address").fill("ben@harbour.example");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText("don't fit")).toBeVisible();
  });
  await ada.step("sees all of it in the log", async (page) => {
    await page.goto("/audit");
    for (const words of ["Ben Okafor: account locked", "Threat model, reviewed", "Registered Vault"])
      await expect(page.getByText(words).first()).toBeVisible();
  });
});
