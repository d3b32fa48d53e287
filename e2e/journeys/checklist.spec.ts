import { enter, openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

test("two people change the same owner: the second is told, keeps theirs or takes the other's, nothing is lost", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  const priya = await person("Priya");
  await jonas.context.addCookies([
    { ...(await openSession(installation, "jonas@meridian.example")), url: installation.baseURL },
  ]);
  await priya.context.addCookies([
    { ...(await openSession(installation, "priya@meridian.example")), url: installation.baseURL },
  ]);
  const ownerNow = async () =>
    (
      await installation.sql<{ name: string }>(
        `select u.name from checklist_item i join system s on s.id = i.system_id left join "user" u on u.id = i.owner_id
         where s.slug = 'checkout' and i.phase = 'implementation' and i.number = 1`,
      )
    )[0]?.name;
  const open = "/systems/checkout/checklists/implementation?item=IM-01";
  await jonas.page.goto(open);
  await priya.page.goto(open);
  await priya.step("gives the item to Tomás", async (page) => {
    await page
      .getByRole("group", { name: /^Item IM-01/ })
      .getByLabel("Owner")
      .selectOption({ label: "Tomás Silva" });
    await expect.poll(ownerNow).toBe("Tomás Silva");
  });
  await jonas.step("wanted Ana, is told what Priya did, and insists", async (page) => {
    await page
      .getByRole("group", { name: /^Item IM-01/ })
      .getByLabel("Owner")
      .selectOption({ label: "Ana Kovač" });
    const notice = page.getByText(/Priya Nair changed the owner of IM-01/);
    await expect(notice).toBeVisible();
    expect(await ownerNow()).toBe("Tomás Silva");
    await page.getByRole("button", { name: "Use mine" }).click();
    await expect.poll(ownerNow).toBe("Ana Kovač");
    await expect(notice).toHaveCount(0);
  });
});

test("a filter is an address: another person sees the same list, and the export is exactly that list", async ({
  installation,
  person,
  playwright,
}) => {
  const session = await openSession(installation, "jonas@meridian.example");
  const jonas = await person("Jonas");
  await jonas.context.addCookies([{ ...session, url: installation.baseURL }]);
  const query = "state=claimed,gap&must=yes";
  await jonas.page.goto(`/systems/checkout/checklists/all?${query}`);
  const numbers = await jonas.page
    .getByRole("link", { name: /./ })
    .evaluateAll((links) =>
      links.flatMap((link) => /item=([A-Z]{2}-\d+)/.exec((link as HTMLAnchorElement).href)?.[1] ?? []),
    );
  const request = await playwright.request.newContext({
    baseURL: installation.baseURL,
    extraHTTPHeaders: { cookie: `${session.name}=${session.value}` },
  });
  const response = await request.get(`/api/systems/checkout/items.csv?${query}`);
  expect(response.headers()["content-disposition"]).toContain("attachment");
  const exported = [...(await response.text()).matchAll(/^\uFEFF?([A-Z]{2}-\d+),/gm)].map(
    (match) => match[1],
  );
  expect(exported.length).toBeGreaterThan(3);
  expect([...new Set(numbers)].sort()).toEqual([...exported].sort());
  await request.dispose();
});

test("keys walk, select and edit; a bulk change says what it left alone and why", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  await jonas.context.addCookies([
    { ...(await openSession(installation, "jonas@meridian.example")), url: installation.baseURL },
  ]);
  const { page } = jonas;
  await page.goto("/systems/settlement-chain/checklists/operations");
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page).toHaveURL(/item=OP-/, { timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Space");
  await page.keyboard.press("j");
  await page.keyboard.press("Space");
  const bar = page.getByRole("region", { name: "Selected items" });
  await expect(bar).toContainText("2");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await bar.getByRole("button", { name: "Set status" }).click();
  await page.getByRole("menuitem", { name: "In progress" }).click();
  await expect
    .poll(
      async () =>
        (
          await installation.sql<{ n: string }>(
            "select count(*) as n from audit_entry where action = 'checklists.edit-items' and outcome = 'done'",
          )
        )[0]?.n,
    )
    .toBe("1");
});

test("a file comes back byte for byte, as a download that runs nothing", async ({
  installation,
  playwright,
}) => {
  const session = await openSession(installation, "jonas@meridian.example");
  const request = await playwright.request.newContext({
    baseURL: installation.baseURL,
    extraHTTPHeaders: {
      cookie: `${session.name}=${session.value}`,
      origin: installation.baseURL,
      accept: "application/json",
    },
  });
  const [item] = await installation.sql<{ id: string; system_id: string }>(
    "select i.id, i.system_id from checklist_item i join system s on s.id = i.system_id where s.slug = 'ledger' limit 1",
  );
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>${" ".repeat(1_500_000)}</svg>`,
  );
  const response = await request.post("/api/evidence", {
    multipart: {
      systemId: item?.system_id ?? "",
      itemId: item?.id ?? "",
      title: "topology.svg",
      effectiveOn: "2026-01-02",
      note: "",
      file: { name: "../../topology.svg", mimeType: "image/svg+xml", buffer: svg },
    },
  });
  expect(response.status()).toBe(200);
  const { id } = await response.json();
  for (const query of ["", "?inline=1"]) {
    const file = await request.get(`/api/systems/ledger/evidence/${id}${query}`);
    expect((await file.body()).equals(svg)).toBe(true);
    expect(file.headers()["content-disposition"]).toMatch(/^attachment/);
    expect(file.headers()["content-type"]).not.toContain("svg");
    expect(file.headers()["x-content-type-options"]).toBe("nosniff");
    expect(file.headers()["content-security-policy"]).toContain("sandbox");
  }
  await request.dispose();
});

test("the palette takes what is typed and leaves the page alone; Enter in a dialog is the decision, not Cancel", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  const session = await openSession(installation, "jonas@meridian.example");
  await jonas.context.addCookies([{ ...session, url: installation.baseURL }]);
  const { page } = jonas;
  await page.goto("/systems/ledger/checklists/operations");
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Search or jump to" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type("edge gate");
  await expect(page.getByRole("option", { name: /^Edge Gateway/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /Posture/ })).toHaveCount(0);
  await expect(page).toHaveURL("/systems/ledger/checklists/operations");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/systems/edge-gateway");

  await page.goto("/systems/ledger/checklists/operations");
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page).toHaveURL(/item=OP-/, { timeout: 1_000 });
  }).toPass();
  const number = /item=(OP-\d+)/.exec(page.url())?.[1] ?? "";
  await page.keyboard.press("Space");
  await page
    .getByRole("region", { name: "Selected items" })
    .getByRole("button", { name: "Set due day" })
    .click();
  const dialog = page.getByRole("dialog").filter({ has: page.locator("input[type=date]") });
  await dialog.locator("input[type=date]").fill("2026-12-24");
  await page.keyboard.press("Enter");
  const due = () =>
    installation.sql<{ due: string }>(
      `select i.due::text from checklist_item i join system s on s.id = i.system_id
       where s.slug = 'ledger' and i.phase = 'operations' and i.number = $1`,
      [Number(number.slice(3))],
    );
  await expect.poll(async () => (await due())[0]?.due).toBe("2026-12-24");
});

test("what somebody chooses before the page’s own code has come is not lost", async ({
  installation,
  page,
  context,
}) => {
  await enter(installation, { context }, "jonas@meridian.example");
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/systems/checkout/checklists/implementation?item=IM-02", { waitUntil: "commit" });
  const owner = page.getByRole("group", { name: /^Item IM-02/ }).getByLabel("Owner");
  await owner.selectOption({ label: "Tomás Silva" });
  letThrough();
  const kept = () =>
    installation.sql<{ name: string }>(
      `select u.name from checklist_item i join system s on s.id = i.system_id join "user" u on u.id = i.owner_id
       where s.slug = 'checkout' and i.phase = 'implementation' and i.number = 2`,
    );
  await expect.poll(async () => (await kept())[0]?.name).toBe("Tomás Silva");
});
