import { expectSound } from "../fixtures/axe";
import { openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const GATE = "design-to-implementation";

test("an engineer asks for a gate and can't sign it, an approver reads it and signs, and lost proof is named", async ({
  installation,
  person,
}) => {
  const ledger = "(select id from system where slug = 'ledger')";
  const musts = `system_id = ${ledger} and phase = 'design' and retired_at is null
    and content_hash in (select content_hash from item_text where (content->>'must')::boolean)`;
  const proveAll = async () => {
    await installation.sql(
      `update checklist_item set status = 'done', reason = null, answered_on = current_date, attested_on = current_date,
         version = version + 1 where ${musts}`,
    );
    await installation.sql(
      `insert into evidence (id, item_id, system_id, question_hash, kind, title, url, note, effective_on, added_by)
       select gen_random_uuid(), i.id, i.system_id, t.question_hash, 'link', 'Review', 'https://example.com/r', '',
         current_date, (select id from "user" where email = 'priya@meridian.example')
       from checklist_item i join item_text t on t.content_hash = i.content_hash
       where i.id in (select id from checklist_item where ${musts})`,
    );
  };
  const jonas = await person("Jonas");
  const mei = await person("Mei");
  for (const [who, email] of [
    [jonas, "jonas@meridian.example"],
    [mei, "mei@meridian.example"],
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

  await proveAll();
  await jonas.step("vouches for each point and asks", async (page) => {
    await page.goto("/systems/ledger/gates");
    const gate = page.locator(`#${GATE}`);
    await gate.getByLabel("Why now").fill("The design has been drawn and thought through.");
    await gate.getByRole("button", { name: "Ask to pass the gate" }).click();
    await expect(gate.getByText(/Tick what you vouch for/)).toBeVisible();
    for (const point of await gate.getByRole("checkbox").all()) await point.check();
    await gate.getByRole("button", { name: "Ask to pass the gate" }).click();
    await expect(gate.getByText("Sent for approval.")).toBeVisible();
    await expectSound(page, "gates with a request");
  });
  const asked = await newest();
  await jonas.step("can't sign it", async (page) => {
    await page.goto(`/approvals/${asked?.number}`);
    await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  });
  await mei.step("reads what it rests on and signs", async (page) => {
    await page.goto(`/approvals/${asked?.number}`);
    await expect(page.getByRole("cell", { name: /^Proven until/ }).first()).toBeVisible();
    await expect(page.getByText("Every component stands in a zone", { exact: false })).toBeVisible();
    await page.getByLabel("Why you approve").fill("The degraded modes and the critical operations hold.");
    await page.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("It took effect.")).toBeVisible();
  });
  expect(await newest()).toMatchObject({ state: "executed" });
  expect(await installation.sql(`select gate, number from phase_gate where system_id = ${ledger}`)).toEqual([
    { gate: GATE, number: 1 },
  ]);
  await jonas.step("sees the gate passed", async (page) => {
    await page.goto("/systems/ledger/checklists/design");
    await expect(page.getByText(/Passed to implementation on/)).toBeVisible();
  });
  await installation.sql("alter table evidence disable trigger append_only_row");
  await installation.sql(
    `update evidence set effective_on = current_date - 4000 where item_id in (select id from checklist_item where ${musts})`,
  );
  await installation.sql("alter table evidence enable trigger append_only_row");
  await jonas.step("sees that it is no longer covered once its proof expires", async (page) => {
    await page.goto("/systems/ledger/gates");
    await expect(page.locator(`#${GATE}`).getByText(/No longer covered since/)).toBeVisible();
    await expect(page.getByText(/^Ledger is in implementation|is in implementation\./)).toBeVisible();
  });
});
