import { expectSound } from "../fixtures/axe";
import { addVirtualAuthenticator, codeOf, totpFor } from "../fixtures/factors";
import { enter } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

test("an app and a passkey are set up, the password alone gets nobody in any more, and both do", async ({
  installation,
  person,
}) => {
  const email = "mei@meridian.example";
  const password = installation.people.find((one) => one.email === email)?.password ?? "";
  const mei = await person("Mei");
  await enter(installation, mei, email);
  await addVirtualAuthenticator(mei.page);
  let secret = "";
  let recovery = "";

  await mei.step("sets up an app and keeps her recovery codes", async (page) => {
    await page.goto("/account");
    await page.getByText("Set up an app").click();
    const section = page.getByRole("region", { name: "Second factor" });
    await section.getByLabel("Present password").first().fill(password);
    await section.getByRole("button", { name: "Show the QR code" }).click();
    await expect(section.getByRole("img", { name: /QR code/ })).toBeVisible();
    await expectSound(page, "factors");
    secret = await section.getByLabel("Key", { exact: true }).inputValue();
    await section.getByLabel("First code").fill(codeOf(secret, -1));
    await section.getByRole("button", { name: "Confirm app" }).click();
    const codes = section.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
    await expect(codes).toHaveCount(10);
    recovery = (await codes.first().textContent()) ?? "";
    await page.reload();
    await expect(codes).toHaveCount(0);
  });

  await mei.step("adds a passkey with a code of the app", async (page) => {
    const section = page.getByRole("region", { name: "Second factor" });
    await section.getByText("Add a passkey").click();
    const form = section.locator("form").filter({ hasText: "Add passkey" });
    await form.getByLabel("Name", { exact: true }).fill("Laptop");
    await form.getByLabel("Code from your app").fill(codeOf(secret));
    await form.getByRole("button", { name: "Add passkey" }).click();
    await expect(section.getByRole("list", { name: "Your passkeys" })).toContainText("Laptop");
  });

  await mei.step("signs in with password and passkey", async (page) => {
    await mei.context.clearCookies();
    await page.goto("/sign-in?to=/systems");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { name: /One more step/ })).toBeVisible();
    await expectSound(page, "factors");
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await expect(page).toHaveURL(/\/systems$/);
  });

  await mei.step("signs in with the passkey alone", async (page) => {
    await mei.context.clearCookies();
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page.getByRole("heading", { name: "Posture", level: 1 })).toBeVisible();
  });

  const elsewhere = await person("Mei elsewhere", { javaScriptEnabled: false });
  await elsewhere.step("gets in without a script with a recovery code, once", async (page) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.goto("/systems");
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto("/sign-in/second");
    await page.getByLabel("Code from your app").fill("000000");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert").first()).toContainText("isn’t right");
    await page.getByLabel("Code from your app").fill(recovery);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Posture", level: 1 })).toBeVisible();
  });
});

test("somebody with an app gets in with its code, without a script; the same code gets nobody in again", async ({
  installation,
  person,
}) => {
  const email = "jonas@meridian.example";
  const password = installation.people.find((one) => one.email === email)?.password ?? "";
  const code = (await totpFor(installation, email))();
  const knock = async (name: string) => {
    const jonas = await person(name, { javaScriptEnabled: false });
    await jonas.page.goto("/sign-in");
    await jonas.page.getByLabel("E-mail address").fill(email);
    await jonas.page.getByLabel("Password", { exact: true }).fill(password);
    await jonas.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await jonas.page.getByLabel("Code from your app").fill(code);
    await jonas.page.getByRole("button", { name: "Sign in", exact: true }).click();
    return jonas.page;
  };
  await expect(await knock("Jonas")).not.toHaveURL(/\/sign-in/);
  await expect((await knock("Somebody else")).getByRole("alert").first()).toContainText("used already");
});
