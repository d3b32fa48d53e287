import AxeBuilder from "@axe-core/playwright";
import { openSession } from "./fixtures/session";
import { expect, test } from "./fixtures/test";

test.use({ scenario: "sample" });

const PAGES = [
  "/",
  "/systems",
  "/systems?q=nothing-has-this",
  "/systems/new",
  "/systems/checkout",
  "/systems/checkout/checklists/implementation",
  "/systems/checkout/checklists/implementation?item=IM-03",
  "/systems/checkout/checklists/all?q=nothing-has-this",
  "/systems/checkout/standards",
  "/systems/checkout/standards/nist_csf_2_0",
  "/systems/checkout/settings",
  "/templates",
  "/templates/import",
  "/people",
  "/people/roles",
  "/people/invite",
  "/account",
  "/audit",
  "/audit?outcome=denied",
  "/kit",
  "/not-a-page",
];
const PUBLIC_PAGES = ["/sign-in", "/forgot", "/setup", "/invite/none", "/reset/none"];

const SIZES = { desktop: { width: 1440, height: 1000 }, phone: { width: 390, height: 844 } } as const;

for (const colorScheme of ["light", "dark"] as const)
  for (const [size, viewport] of Object.entries(SIZES))
    test.describe(`${colorScheme}, ${size}`, () => {
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: "reduce" } });

      test("pages of people who are signed in have no violation", async ({
        installation,
        page,
        context,
        trouble,
      }) => {
        trouble.expect(/404/);
        test.setTimeout(120_000);
        await context.addCookies([
          { ...(await openSession(installation, "olu@meridian.example")), url: installation.baseURL },
        ]);
        for (const path of PAGES) {
          await page.goto(path);
          const { violations } = await new AxeBuilder({ page }).analyze();
          const found = violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html.slice(0, 160)}`);
          expect.soft(found).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          expect.soft([path, overflow <= 0]).toEqual([path, true]);
        }
      });

      test("pages before sign-in have no violation", async ({ page, trouble }) => {
        trouble.expect(/40[14]/);
        for (const path of PUBLIC_PAGES) {
          await page.goto(path);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect
            .soft(violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0]?.html.slice(0, 160)}`))
            .toEqual([]);
        }
      });
    });
