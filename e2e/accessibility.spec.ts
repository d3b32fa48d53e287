import { DEEP, expectSound } from "./fixtures/axe";
import { enter } from "./fixtures/session";
import { expect, test } from "./fixtures/test";

test.use({ scenario: "sample" });

const PAGES = [
  "/",
  "/systems",
  "/systems?q=nothing-has-this",
  "/systems/new",
  "/catalogue",
  "/catalogue?q=zero trust",
  "/catalogue/threats",
  "/catalogue/mechanisms",
  "/catalogue/anti-patterns",
  "/catalogue/patterns/zero-trust",
  "/catalogue/anti-patterns/security-through-obscurity",
  "/catalogue/threats/mitm",
  "/catalogue/mechanisms/mtls",
  "/catalogue/threats/leak/strengths/encryption-at-rest",
  "/approvals",
  "/approvals?view=mine",
  "/approvals/metrics",
  "/notices",
  "/approvals?view=decided",
  "/approvals/1",
  "/approvals/2",
  "/approvals/999999",
  "/templates",
  "/templates/import",
  "/people",
  "/people/roles",
  "/people/invite",
  "/account",
  "/settings/approvals",
  "/settings/approvals/new",
  "/settings/sign-in",
  "/settings/tokens",
  "/audit",
  "/audit?outcome=denied",
  "/kit",
  "/not-a-page",
];
/** Made of the same parts as others that are always swept. */
const ONLY_DEEP = [
  "/catalogue?q=nothing-has-this",
  "/catalogue/patterns",
  "/catalogue/practices",
  "/catalogue/failure-modes",
  "/catalogue/metrics",
  "/catalogue/goals",
  "/catalogue/system-types",
  "/catalogue/trust-levels",
  "/catalogue/standards",
  "/catalogue/tools",
  "/catalogue/basics",
  "/catalogue/trends",
  "/catalogue/patterns/defence-in-depth",
  "/catalogue/anti-patterns/ignored-warnings",
];
const SWEPT = DEEP ? [...PAGES, ...ONLY_DEEP] : PAGES;
/** Between them they show every part that has colours of its own. */
const IN_EVERY_THEME = ["/", "/kit", "/approvals/1", "/audit"];
const PUBLIC_PAGES = ["/sign-in", "/forgot", "/setup", "/invite/none", "/reset/none"];

test("pages of people who are signed in have no violation @sweep", async ({
  installation,
  page,
  context,
  trouble,
}) => {
  trouble.expect(/404/);
  test.setTimeout(DEEP ? 1_800_000 : 600_000);
  await enter(installation, { context }, "olu@meridian.example");
  const [one] = await installation.sql<{ person: string; template: string }>(
    `select (select id from "user" where email = 'jonas@meridian.example') as person,
            (select id from template_version limit 1) as template`,
  );
  for (const path of [...SWEPT, `/people/${one?.person}`, `/templates/${one?.template}`]) {
    await page.goto(path);
    await expectSound(page, path, IN_EVERY_THEME.includes(path) || undefined);
  }
});

test("pages before and at sign-in have no violation @sweep", async ({
  installation,
  page,
  context,
  trouble,
}) => {
  trouble.expect(/40[14]/);
  for (const path of PUBLIC_PAGES) {
    await page.goto(path);
    await expectSound(page, path);
  }
  await enter(installation, { context }, "priya@meridian.example");
  await installation.sql(
    `update "user" set must_change_password = true where email = 'priya@meridian.example'`,
  );
  await page.goto("/welcome");
  await expect(page.getByRole("button", { name: "Go on" })).toBeVisible();
  await expectSound(page, "/welcome");
});
