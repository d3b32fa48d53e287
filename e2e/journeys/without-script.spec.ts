import { whatIfFigures, whatIfPanel } from "../fixtures/figures";
import { enter } from "../fixtures/session";
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
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText("don't fit")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
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

test("without JavaScript an engineer draws zones, components and a flow by forms", async ({
  installation,
  person,
}) => {
  const tomas = await person("Tomás", { javaScriptEnabled: false });
  await enter(installation, tomas, "tomas@meridian.example");
  const { page } = tomas;
  await page.goto("/systems/new");
  await page.getByLabel("Name").fill("Parcel Track");
  await page.getByRole("radio", { name: /Edge/ }).check();
  await page.getByRole("radio", { name: /Low/ }).check();
  await page.getByRole("button", { name: /Register/ }).click();
  await page.goto("/systems/parcel-track/architecture");
  await expect(page.getByText("Nothing is drawn yet")).toBeVisible();

  const section = (name: RegExp) => page.getByRole("region", { name });
  const zones = section(/^Zones/);
  await tomas.step("adds a zone, told first what is missing", async () => {
    await zones.getByLabel("Name").fill("Depot");
    await zones.getByRole("button", { name: "Add zone" }).click();
    await expect(zones.getByText("Choose what its members share.")).toBeVisible();
    await expect(zones.getByLabel("Name")).toHaveValue("Depot");
    await zones.getByLabel("Trust").selectOption({ label: "Edge" });
    await zones.getByLabel("Members share").selectOption({ label: "Eventual state" });
    await zones.getByRole("button", { name: "Add zone" }).click();
    await expect(zones.getByRole("status")).toHaveText("Z-1 Depot is added.");
  });
  const components = section(/^Components/);
  for (const [index, name] of ["Scanner", "Sorter"].entries())
    await tomas.step(`adds the component ${name}`, async () => {
      await components.getByLabel("Name").fill(name);
      await components.getByLabel("Zone").selectOption({ label: "Z-1 Depot" });
      await components.getByRole("button", { name: "Add component" }).click();
      await expect(components.getByRole("status")).toHaveText(`C-${index + 1} ${name} is added.`);
    });
  const flows = section(/^Flows/);
  await tomas.step("adds the flow between them", async () => {
    await flows.getByLabel("From").selectOption({ label: "C-1 Scanner" });
    await flows.getByLabel("To", { exact: true }).selectOption({ label: "C-2 Sorter" });
    await flows.getByRole("button", { name: "Add flow" }).click();
    await expect(flows.getByRole("status")).toHaveText("F-1 Scanner to Sorter is added.");
    await expect(page.getByRole("figure", { name: "Topology of Parcel Track" })).toBeVisible();
  });
  const rows = await installation.sql<{ kind: string; name: string }>(
    `select kind, e.name from model_element e join system s on s.id = e.system_id
     where s.slug = 'parcel-track' and kind <> 'system' order by kind, number`,
  );
  expect(rows).toEqual([
    { kind: "component", name: "Scanner" },
    { kind: "component", name: "Sorter" },
    { kind: "flow", name: expect.any(String) },
    { kind: "zone", name: "Depot" },
  ]);
});

test("without JavaScript a switch leads to the what-if, and the way on keeps it", async ({
  installation,
  person,
}) => {
  const tomas = await person("Tomás", { javaScriptEnabled: false });
  await enter(installation, tomas, "tomas@meridian.example");
  const { page } = tomas;
  await page.goto("/systems/checkout/threats");
  const standing = await whatIfFigures(page);
  const first = whatIfPanel(page).getByRole("region", { name: "In place" }).getByRole("switch").first();
  await first.click();
  await expect(page).toHaveURL(/\/threats\?off=\d+$/);
  await expect(first).toHaveAttribute("aria-checked", "false");
  const changed = await whatIfFigures(page);
  expect(changed).not.toEqual(standing);
  await whatIfPanel(page).getByRole("link", { name: "ROI" }).click();
  await expect(page).toHaveURL(/\/roi\?off=\d+$/);
  expect(await whatIfFigures(page)).toEqual(changed);
  await page.getByRole("region", { name: "What if" }).getByRole("button", { name: "Reset" }).click();
  await expect(page).toHaveURL(/\/roi\??$/);
  expect(await whatIfFigures(page)).toEqual(standing);
});

test("without JavaScript an approver says no, with a reason", async ({ installation, person }) => {
  const [asked] = await installation.sql<{ id: string; number: number }>(
    `select r.id, r.number from approval_request r join "user" u on u.id = r.requester_id
     where r.state = 'pending' and u.email <> 'mei@meridian.example' order by r.number limit 1`,
  );
  const mei = await person("Mei", { javaScriptEnabled: false });
  await enter(installation, mei, "mei@meridian.example");
  const { page } = mei;
  await page.goto(`/approvals/${asked?.number}`);
  await page.getByText("Reject it instead").click();
  await page.getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText("Say in a sentence why")).toBeVisible();
  await page.getByLabel("Why you reject").fill("The proof is due next week anyway.");
  await page.getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText("It was rejected.")).toBeVisible();
  const votes = await installation.sql(
    "select v.vote, v.reason, r.state from approval_vote v join approval_request r on r.id = v.request_id where r.id = $1",
    [asked?.id],
  );
  expect(votes).toEqual([
    { vote: "reject", reason: "The proof is due next week anyway.", state: "rejected" },
  ]);
});
