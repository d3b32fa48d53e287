import type { Page } from "@playwright/test";
import type { Beside, Installation } from "../../scripts/lib/installation.mjs";
import { enter } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const GROUPS = [{ who: { kind: "anyone" }, count: 1 }];
const DELAY_S = 4;

let beside: Beside;
let items: readonly { id: string; number: string; phase: string }[];

test.beforeAll(async ({ installations }) => {
  const installation = await installations.get(test.info().file, {
    scenario: "sample",
    ownDatabase: false,
    environment: {},
  });
  beside = await installation.startBeside();
  // A short delay, so that the effect is left to the clocks of both instances; no second factor, which others test.
  await installation.sql(
    "insert into approval_policy (id, subject, policy) values (gen_random_uuid(), 'checklists.except-item', $1)",
    [
      JSON.stringify({
        groups: GROUPS,
        delayS: DELAY_S,
        expiresAfterS: 3_600,
        reasonNeeded: true,
        stepUpNeeded: false,
        breakGlass: false,
      }),
    ],
  );
  items = await openItems(installation);
});

const openItems = (installation: Installation) =>
  installation.sql<{ id: string; number: string; phase: string }>(
    `select i.id, i.phase, upper(case i.phase when 'deployment' then 'dp' else left(i.phase, 2) end) || '-' || lpad(i.number::text, 2, '0') as number
     from checklist_item i join system s on s.id = i.system_id join item_text t on t.content_hash = i.content_hash
     where s.slug = 'ledger' and i.status <> 'done' and i.answered_on is not null and (t.content->>'must')::boolean
       and not exists (select 1 from exception x where x.target_key = i.id::text)
     order by i.phase, i.number limit 2`,
  );

async function ask(page: Page, baseURL: string, item: (typeof items)[number] | undefined): Promise<void> {
  await page.goto(`${baseURL}/systems/ledger/checklists/${item?.phase}?item=${item?.number}`);
  await page.getByText("Leave open as exception").click();
  const panel = page.getByRole("group", { name: new RegExp(`^Item ${item?.number}`) });
  await panel.getByLabel("Reason").fill("The vendor ships the fix in spring; until then it is walled off.");
  await panel.getByLabel("Who answers for it").selectOption({ label: "Priya Nair" });
  await panel.getByRole("button", { name: "Ask for the exception" }).click();
  await expect(panel.getByText("Sent for approval.")).toBeVisible();
}

const newest = async (installation: Installation) =>
  (
    await installation.sql<{ id: string; number: number; state: string; effects: number; entries: number }>(
      `select r.id, r.number, r.state, (select count(*)::int from approval_effect e where e.request_id = r.id) as effects,
         (select count(*)::int from audit_entry a join audit_detail d using (entry_id) where a.action = 'checklists.except-item'
            and a.outcome = 'done' and d.text like '%"AR-' || r.number || '"%') as entries
       from approval_request r order by r.number desc limit 1`,
    )
  )[0];

test("asked on one instance, signed on the other, run by the clock of either, once", async ({
  installation,
  person,
}) => {
  const jonas = await person("Jonas");
  const mei = await person("Mei");
  await enter(installation, jonas, "jonas@meridian.example");
  await enter(installation, mei, "mei@meridian.example");

  await jonas.step("asks on the first", (page) => ask(page, installation.baseURL, items[0]));
  const asked = await newest(installation);
  await mei.step("signs on the second, with the session of the first", async (page) => {
    await page.goto(`${beside.baseURL}/approvals/${asked?.number}`);
    await page.getByLabel("Why you approve").fill("Read it; the wall holds and spring is near.");
    await page.getByRole("button", { name: "Approve" }).click();
    await expect.poll(async () => (await newest(installation))?.state).toMatch(/scheduled|executed/);
  });
  await expect.poll(async () => (await newest(installation))?.state, { timeout: 30_000 }).toBe("executed");
  // Both clocks have had their turn by now and again.
  await expect
    .poll(
      async () =>
        (
          await installation.sql(
            "select 1 where clock_timestamp() > (select max(at) + interval '6 s' from approval_effect)",
          )
        ).length,
      { timeout: 20_000 },
    )
    .toBe(1);
  expect(await newest(installation)).toMatchObject({ effects: 1, entries: 1 });
});

test("what an instance left when it was killed is run by the other, once", async ({
  installation,
  person,
  trouble,
}) => {
  trouble.expect(
    /ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_(REFUSED|RESET)|network error|Failed to fetch|ERR_EMPTY_RESPONSE/,
  );
  const jonas = await person("Jonas");
  const mei = await person("Mei");
  await enter(installation, jonas, "jonas@meridian.example");
  await enter(installation, mei, "mei@meridian.example");

  await jonas.step("asks on the second", (page) => ask(page, beside.baseURL, items[1]));
  const asked = await newest(installation);
  await mei.step("signs there", async (page) => {
    await page.goto(`${beside.baseURL}/approvals/${asked?.number}`);
    await page.getByLabel("Why you approve").fill("Read it; the wall holds and spring is near.");
    await page.getByRole("button", { name: "Approve" }).click();
    await expect.poll(async () => (await newest(installation))?.state).toMatch(/scheduled|executed/);
  });
  await beside.killHard();
  await expect.poll(async () => (await newest(installation))?.state, { timeout: 30_000 }).toBe("executed");
  expect(await newest(installation)).toMatchObject({ effects: 1, entries: 1 });
  await jonas.step("sees it on the first", async (page) => {
    await page.goto(`${installation.baseURL}/approvals/${asked?.number}`);
    await expect(page.getByText("It took effect.")).toBeVisible();
  });
});
