import type { Page } from "@playwright/test";
import { whatIfFigures } from "../../fixtures/figures";
import type { Installation } from "../../fixtures/installation";
import { expect, type Person } from "../../fixtures/test";
import { elementsOf, fingerprint, type System, type Told } from "./told";

/** From nothing to a drawn system with two controls, a path with a budget, and proof. */
export async function build(installation: Installation, jonas: Person, told: Told): Promise<System> {
  const { name, slug, file, made, notes } = told;
  const path = `/systems/${slug}`;
  await jonas.step("registers the system", async (page) => {
    await page.goto("/systems/new");
    await page.getByLabel("Name").fill(name);
    await page.getByRole("radio", { name: /Microservices/ }).check();
    await page.getByRole("radio", { name: /High/ }).check();
    await page.getByText("Payment", { exact: true }).click();
    await page.getByRole("button", { name: /Register/ }).click();
    await expect(page).toHaveURL(path);
  });
  const [row] = await installation.sql<{ id: string }>("select id from system where slug = $1", [slug]);
  const system = { ...told, id: row?.id ?? "" };
  const check = async (page: Page) => {
    await page.goto(`${path}/architecture`);
    await page.getByRole("link", { name: "Import", exact: true }).click();
    await page.getByLabel("File", { exact: true }).setInputFiles(file);
    await page.getByRole("button", { name: "Check the file" }).click();
  };
  const before = await elementsOf(installation, system);
  await jonas.step("looks at what the file would make; nothing is there yet", async (page) => {
    await check(page);
    await expect(page.getByText("Nothing is imported yet.")).toBeVisible();
    const odd = page.getByRole("table", { name: "Not understood, or to be checked" });
    for (const note of notes) await expect(odd.getByText(note).first()).toBeVisible();
    expect(await elementsOf(installation, system)).toEqual(before);
  });
  await jonas.step("imports it", async (page) => {
    await page.getByRole("button", { name: /^Import \d+ elements$/ }).click();
    await expect(page).toHaveURL(/\/architecture\?imported=/);
    await expect(page.getByRole("figure", { name: `Topology of ${name}` })).toBeVisible();
    expect(await elementsOf(installation, system)).toMatchObject(made);
  });
  await jonas.step("imports it once more and finds nothing to do", async (page) => {
    const standing = await fingerprint(installation, system);
    await check(page);
    await expect(page.getByText("Importing it changes nothing.")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Import/ })).toHaveCount(0);
    expect(await fingerprint(installation, system)).toEqual(standing);
  });
  await protect(installation, jonas, system);
  await prove(installation, jonas, system);
  return system;
}

/** TLS on every flow, a rate limit on the one from outside, a path over both with a budget. */
async function protect(installation: Installation, jonas: Person, system: System): Promise<void> {
  const path = `/systems/${system.slug}`;
  const put = async (page: Page, mechanism: string, flows: RegExp, ref: string) => {
    await page.goto(`${path}/controls`);
    await page.getByRole("link", { name: "New control" }).click();
    await page.getByRole("link", { name: mechanism }).click();
    const places = page.getByRole("group", { name: "Stands on" }).getByRole("checkbox", { name: flows });
    await expect(places.first()).toBeVisible();
    for (const place of await places.all()) await place.check();
    await page.getByRole("button", { name: "Add control" }).click();
    await expect(page.getByText(`${ref} is saved.`)).toBeVisible();
  };
  await jonas.step("sees that a flow has nothing against somebody in the middle", async (page) => {
    await page.goto(`${path}/threats?columns=rated`);
    await expect(cellOfTls(page)).toHaveAttribute("data-state", "gap");
    await expect(cellOfTls(page)).toHaveAccessibleName(/: gap, proven on 0 of \d+ elements/);
  });
  await jonas.step("puts TLS on the flows", (page) => put(page, "TLS in transit", /^F-\d+ /, "CT-1"));
  await jonas.step("limits rates where requests come in", (page) =>
    put(page, "Rate limiting and throttling", /^F-1 /, "CT-2"),
  );
  await jonas.step("gives the path of a request its budget", async (page) => {
    await page.goto(`${path}/architecture`);
    const paths = page.getByRole("region", { name: /^Request paths/ });
    await paths.getByLabel("Name").fill("Place an order");
    await paths.getByLabel("Flows").fill("F1 > F2");
    await paths.getByLabel("Budget at").selectOption({ label: "p95, 19 of 20 requests" });
    await paths.getByLabel("Limit").fill("40");
    await paths.getByRole("button", { name: "Add request path" }).click();
    await expect(paths.getByRole("status")).toHaveText("P-1 Place an order is added.");
    await expect(paths.getByRole("link", { name: /Place an order/ })).toBeVisible();
  });
  const rows = await installation.sql<{ kind: string; number: number; facts: Record<string, unknown> }>(
    "select kind, number, facts from model_element where system_id = $1 and kind in ('control', 'path') order by kind, number",
    [system.id],
  );
  expect(rows.map(({ kind, number }) => [kind, number])).toEqual([
    ["control", 1],
    ["control", 2],
    ["path", 1],
  ]);
}

/** What TLS does about somebody in the middle. */
export const cellOfTls = (page: Page) =>
  page
    .getByRole("grid", { name: "Threats and mechanisms" })
    .getByRole("row", { name: /^Man in the middle/ })
    .getByRole("link", { name: /^TLS in transit: / });

/** A control alone earns nothing; its checklist item is answered and shown; the cell says proven and less is left. */
async function prove(installation: Installation, jonas: Person, system: System): Promise<void> {
  const path = `/systems/${system.slug}`;
  const open = await jonas.step("sees that nobody has said anything that proves TLS", async (page) => {
    await page.goto(`${path}/threats`);
    await expect(cellOfTls(page)).toHaveAttribute("data-state", "unknown");
    return whatIfFigures(page);
  });
  await jonas.step(
    "follows the control to the item that proves it, answers it and adds a link",
    async (page) => {
      await page.goto(`${path}/controls`);
      await page
        .getByRole("link", { name: /TLS in transit/ })
        .first()
        .click();
      await page
        .getByRole("complementary", { name: "TLS in transit" })
        .getByRole("link", { name: /Run valid certificates/ })
        .click();
      const item = page.getByRole("group", { name: /^Item DP-/ });
      await item.getByLabel("Status").selectOption("done");
      const statuses = () =>
        installation.sql(
          `select i.status from checklist_item i join item_text t on t.content_hash = i.content_hash
         where i.system_id = $1 and t.content->'proves' ? 'tls'`,
          [system.id],
        );
      await expect.poll(statuses).toEqual([{ status: "done" }]);
      await page.locator("summary", { hasText: "Add" }).last().click();
      await page.getByText("Link", { exact: true }).click();
      await page.getByLabel("Address").fill("https://scan.meridian.example/tls");
      await page.locator(".proof-link").getByLabel("What it is").fill("Scan of every end point");
      await page.getByRole("button", { name: "Add link" }).click();
      await expect(page.getByRole("link", { name: "Scan of every end point" })).toBeVisible();
    },
  );
  await jonas.step("sees the cell proven and less left", async (page) => {
    await page.goto(`${path}/threats`);
    await expect(cellOfTls(page)).toHaveAccessibleName(/: proven, proven on (\d+) of \1 elements/);
    await expect(cellOfTls(page)).toHaveAttribute("data-state", "proven");
    const shown = await whatIfFigures(page);
    expect(shown.residual).toBeLessThan(open.residual);
    expect([shown.ms, shown.cost]).toEqual([open.ms, open.cost]);
  });
  const proofs = await installation.sql("select title from evidence where system_id = $1", [system.id]);
  expect(proofs).toEqual([{ title: "Scan of every end point" }]);
}
