import { whatIfFigures, whatIfPanel } from "../fixtures/figures";
import { enter } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const JONAS = "jonas@meridian.example";

test("a what-if lives in the address: it survives another page and the way back, a reload, and a copied link", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  await enter(installation, jonas, JONAS);
  const { page } = jonas;
  await page.goto("/systems/checkout/threats?only=gaps");
  const standing = await whatIfFigures(page);
  const first = whatIfPanel(page).getByRole("region", { name: "In place" }).getByRole("switch").first();
  await first.click();
  await expect(first).toHaveAttribute("aria-checked", "false");
  await expect.poll(() => whatIfFigures(page)).not.toEqual(standing);
  const changed = await whatIfFigures(page);
  await expect(page).toHaveURL(/\?only=gaps&off=\d+$/);
  const address = page.url();

  await jonas.step("goes on and comes back", async () => {
    await whatIfPanel(page).getByRole("link", { name: "Latency" }).click();
    await expect(page).toHaveURL(/\/latency\?off=\d+$/);
    await expect.poll(() => whatIfFigures(page)).toEqual(changed);
    await page.goBack();
    await expect(page).toHaveURL(address);
    await expect(first).toHaveAttribute("aria-checked", "false");
    await expect.poll(() => whatIfFigures(page)).toEqual(changed);
  });
  await jonas.step("loads the page again", async () => {
    await page.reload();
    await expect(first).toHaveAttribute("aria-checked", "false");
    await expect.poll(() => whatIfFigures(page)).toEqual(changed);
  });
  await jonas.step(
    "opens the link in another tab and undoes it there; the first stays as it is",
    async () => {
      const other = await jonas.context.newPage();
      await other.goto(address);
      await expect.poll(() => whatIfFigures(other)).toEqual(changed);
      await other.getByRole("region", { name: "What if" }).getByRole("button", { name: "Reset" }).click();
      await expect(other).toHaveURL(/\?only=gaps$/);
      await expect.poll(() => whatIfFigures(other)).toEqual(standing);
      await expect(first).toHaveAttribute("aria-checked", "false");
    },
  );
});

test("a flow that was changed in another tab is not overwritten unseen: what differs is shown, both ways out work", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  await enter(installation, jonas, JONAS);
  const form = "/systems/checkout/architecture/flow/1";
  const roundTrip = async () =>
    (
      await installation.sql<{ ms: number; version: number }>(
        `select (facts->>'msRoundTrip')::float as ms, e.version from model_element e join system s on s.id = e.system_id
         where s.slug = 'checkout' and e.kind = 'flow' and e.number = 1`,
      )
    )[0];
  const [one, two] = [jonas.page, await jonas.context.newPage()];
  await one.goto(form);
  await two.goto(form);
  const save = async (page: typeof one, ms: string) => {
    await page.getByLabel("Round trip").fill(ms);
    await page.getByRole("button", { name: "Save", exact: true }).click();
  };
  await save(one, "31");
  await expect(one).toHaveURL(/\/architecture\?saved=F-1#F-1$/, { timeout: 20_000 });
  const saved = await roundTrip();
  expect(saved?.ms).toBe(31);

  await save(two, "47");
  const differs = two.getByRole("table", { name: "What differs" });
  await expect(differs).toContainText("31");
  await expect(differs).toContainText("47");
  await expect(two.getByLabel("Round trip")).toHaveValue("47");
  expect(await roundTrip()).toEqual(saved);
  await two.getByRole("button", { name: "Save mine" }).click();
  await expect(two).toHaveURL(/\/architecture\?saved=F-1#F-1$/);
  expect((await roundTrip())?.ms).toBe(47);

  await one.goBack();
  await one.goto(form);
  await two.goto(form);
  await save(two, "52");
  await expect(two).toHaveURL(/saved=F-1/);
  await save(one, "60");
  await one.getByRole("link", { name: "Take what stands" }).click();
  await expect(one.getByLabel("Round trip")).toHaveValue("52");
  expect((await roundTrip())?.ms).toBe(52);
});
