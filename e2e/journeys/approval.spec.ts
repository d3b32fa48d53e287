import { openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

test("an engineer asks for an exception, can't decide it, an approver signs it, and the log names both", async ({
  installation,
  person,
}) => {
  const [item] = await installation.sql<{ id: string; number: string; phase: string }>(
    `select i.id, i.phase, upper(case i.phase when 'deployment' then 'dp' else left(i.phase, 2) end) || '-' || lpad(i.number::text, 2, '0') as number
     from checklist_item i join system s on s.id = i.system_id join item_text t on t.content_hash = i.content_hash
     where s.slug = 'ledger' and i.status <> 'done' and i.answered_on is not null and (t.content->>'must')::boolean
     order by i.phase, i.number limit 1`,
  );
  const jonas = await person("Jonas");
  const mei = await person("Mei", { javaScriptEnabled: false });
  const ana = await person("Ana");
  for (const [who, email] of [
    [jonas, "jonas@meridian.example"],
    [mei, "mei@meridian.example"],
    [ana, "ana@meridian.example"],
  ] as const)
    await who.context.addCookies([
      { ...(await openSession(installation, email)), url: installation.baseURL },
    ]);
  const newest = async () =>
    (
      await installation.sql<{ number: number; state: string }>(
        "select number, state from approval_request order by number desc limit 1",
      )
    )[0];

  await jonas.step("asks for the exception beside the item", async (page) => {
    await page.goto(`/systems/ledger/checklists/${item?.phase}?item=${item?.number}`);
    await page.getByText("Leave open as exception").click();
    const panel = page.getByRole("group", { name: new RegExp(`^Item ${item?.number}`) });
    await panel.getByLabel("Reason").fill("The vendor ships the fix in spring; until then it is walled off.");
    await panel.getByLabel("Who answers for it").selectOption({ label: "Priya Nair" });
    await panel.getByRole("button", { name: "Ask for the exception" }).click();
    await expect(panel.getByText("Sent for approval.")).toBeVisible();
  });
  const asked = await newest();
  await jonas.step("can take it back and nothing else", async (page) => {
    await page.goto(`/approvals/${asked?.number}`);
    await expect(page.getByRole("button", { name: "Withdraw request" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  });
  await mei.step("reads it and signs, without a script", async (page) => {
    await page.goto(`/approvals/${asked?.number}`);
    await page.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("Say in a sentence why")).toBeVisible();
    await page.getByLabel("Why you approve").fill("Read it; the wall holds and spring is near.");
    await page.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("It took effect.")).toBeVisible();
  });
  expect(await newest()).toMatchObject({ state: "executed" });
  await jonas.step("sees it stand beside the item", async (page) => {
    await page.goto(`/systems/ledger/checklists/${item?.phase}?item=${item?.number}`);
    await expect(page.getByText(/^X-\d+/)).toBeVisible();
    await expect(page.getByText("Priya Nair answers for it")).toBeVisible();
  });
  await ana.step("finds both of them in the log", async (page) => {
    await page.goto("/audit?action=checklists.except-item");
    await page.locator("tbody").getByRole("link").first().click();
    await expect(page.getByText(`AR-${asked?.number}, signed by Mei Lin`)).toBeVisible();
  });
});
