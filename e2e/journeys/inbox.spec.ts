import type { Installation } from "../fixtures/installation";
import { enter } from "../fixtures/session";
import { expect, type Person, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const JONAS = "jonas@meridian.example";
const MEI = "mei@meridian.example";
const OLU = "olu@meridian.example";
const WHY = "Read it; the wall holds and spring is near.";

/** Items of Ledger that could be left open as an exception. */
async function openItems(installation: Installation): Promise<readonly { number: string; phase: string }[]> {
  return installation.sql(
    `select i.phase, upper(case i.phase when 'deployment' then 'dp' else left(i.phase, 2) end) || '-' || lpad(i.number::text, 2, '0') as number
     from checklist_item i join system s on s.id = i.system_id join item_text t on t.content_hash = i.content_hash
     where s.slug = 'ledger' and i.status <> 'done' and i.answered_on is not null and (t.content->>'must')::boolean
     order by i.phase, i.number limit 2`,
  );
}

async function askFor(
  jonas: Person,
  installation: Installation,
  item: { number: string; phase: string } | undefined,
): Promise<number> {
  await jonas.step("asks for an exception beside its item", async (page) => {
    await page.goto(`/systems/ledger/checklists/${item?.phase}?item=${item?.number}`);
    await page.getByText("Leave open as exception").click();
    const panel = page.getByRole("group", { name: new RegExp(`^Item ${item?.number}`) });
    await panel.getByLabel("Reason").fill("The vendor ships the fix in spring; until then it is walled off.");
    await panel.getByLabel("Who answers for it").selectOption({ label: "Priya Nair" });
    await panel.getByRole("button", { name: "Ask for the exception" }).click();
    await expect(panel.getByText("Sent for approval.")).toBeVisible();
  });
  const [made] = await installation.sql<{ number: number }>(
    "select number from approval_request order by number desc limit 1",
  );
  return made?.number ?? 0;
}

test("an approver sees a request arrive without reloading, signs it from the keyboard, and who asked is told", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  const mei = await person("Mei");
  await enter(installation, jonas, JONAS);
  await enter(installation, mei, MEI);
  const [item] = await openItems(installation);
  const waitingBefore = await mei.step("has the inbox open", async (page) => {
    await page.goto("/approvals");
    await expect(page.getByRole("heading", { name: "Approvals" })).toBeVisible();
    return Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0);
  });
  const number = await askFor(jonas, installation, item);
  await mei.step("sees it come in, counted beside the word and in the title", async (page) => {
    await expect(page.getByRole("listitem").filter({ hasText: `AR-${number} ` })).toBeVisible({
      timeout: 15_000,
    });
    await expect(page).toHaveTitle(new RegExp(`^\\(${waitingBefore + 1}\\) Approvals`));
    const nav = page.getByRole("navigation", { name: "Main" });
    await expect(
      nav.getByRole("link", { name: new RegExp(`^Approvals.*${waitingBefore + 1} wait`) }),
    ).toBeVisible();
  });
  await mei.step("goes to it with j, opens it, writes with a and sends with Ctrl Enter", async (page) => {
    const link = page
      .getByRole("listitem")
      .filter({ hasText: `AR-${number} ` })
      .getByRole("link");
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press("j");
      if (await link.evaluate((one) => one === document.activeElement)) break;
    }
    await page.keyboard.press("Enter");
    await expect(page.getByRole("article", { name: `AR-${number}` })).toBeVisible();
    await page.keyboard.press("a");
    await expect(page.getByLabel("Why you approve")).toBeFocused();
    await page.keyboard.type(WHY);
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("It took effect.")).toBeVisible();
  });
  await jonas.step("finds the notice, which is read once he has opened it", async (page) => {
    await page.goto("/notices");
    const notice = page.getByRole("listitem").filter({ hasText: "Approved, took effect" }).first();
    await expect(notice.getByText("Unread:")).toBeAttached();
    await notice.getByRole("link").click();
    await expect(page.getByText("It took effect.")).toBeVisible();
    await page.goto("/notices");
    await expect(notice.getByText("Unread:")).toHaveCount(0);
  });
  expect(
    await installation.sql(
      `select u.email from approval_seen s join "user" u on u.id = s.user_id
       join approval_request r on r.id = s.request_id where r.number = $1 order by 1`,
      [number],
    ),
  ).toEqual([{ email: JONAS }, { email: MEI }]);
});

test("a delayed effect counts down on everybody's screen, and another approver stops it", async ({
  installation,
  person,
}) => {
  await installation.sql("update approval_policy set policy = jsonb_set(policy, '{delayS}', '3600')");
  const jonas = await person("Jonas");
  const mei = await person("Mei");
  const olu = await person("Olu");
  await enter(installation, jonas, JONAS);
  await enter(installation, mei, MEI);
  await enter(installation, olu, OLU);
  const items = await openItems(installation);
  const number = await askFor(jonas, installation, items.at(-1));
  await olu.step("has the request open", async (page) => {
    await page.goto(`/approvals/${number}`);
    await expect(page.getByText("0 of 1 signed")).toBeVisible();
  });
  await mei.step("signs it", async (page) => {
    await page.goto(`/approvals/${number}`);
    await page.getByLabel("Why you approve").fill(WHY);
    await page.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText(/Takes effect in 59/)).toBeVisible();
  });
  await olu.step("sees it count down without reloading, and stops it with r", async (page) => {
    await expect(page.getByText(/Takes effect in 59/)).toBeVisible({ timeout: 15_000 });
    await page.keyboard.press("r");
    await expect(page.getByLabel("Why you reject")).toBeFocused();
    await page.keyboard.type("The vendor shipped it this morning.");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("It was rejected.")).toBeVisible();
  });
  await mei.step("sees that it was stopped", async (page) => {
    await expect(page.getByText("It was rejected.")).toBeVisible({ timeout: 15_000 });
  });
  expect(await installation.sql("select state from approval_request where number = $1", [number])).toEqual([
    { state: "rejected" },
  ]);
});

test("whoever is signed out is told nothing more", async ({ installation, playwright }) => {
  const stranger = await playwright.request.newContext({ baseURL: installation.baseURL });
  expect((await stranger.get("/api/live")).status()).toBe(401);
  await stranger.dispose();
});
