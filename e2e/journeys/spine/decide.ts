import type { PlaywrightWorkerArgs } from "@playwright/test";
import { sendForm, writtenForm } from "../../fixtures/forms";
import type { Installation } from "../../fixtures/installation";
import { enter, requestsOf } from "../../fixtures/session";
import { expect, type Person } from "../../fixtures/test";
import { EMAIL, type People } from "./people";
import type { System } from "./told";

const WHY = "The carrier filters floods for us until the gateway stands.";
const AGREED = "Read the carrier's contract; it holds until then.";

/** A lead, who may decide elsewhere, wants a finding left open: nothing changes until somebody else agrees. */
export async function ask(installation: Installation, ana: Person, system: System): Promise<number> {
  await ana.step("asks to leave a finding open", async (page) => {
    await page.goto(`/systems/${system.slug}/threats?threat=ddos`);
    await page.getByRole("link", { name: "Leave open…" }).first().click();
    await page.getByLabel("Reason").fill(WHY);
    await page.getByLabel("Who answers for it").selectOption({ label: "Jonas Weber" });
    await page.getByLabel("Until").fill(inDays(90));
    await page.getByRole("button", { name: "Ask for the exception" }).click();
    await expect(page.getByText("Sent for approval.")).toBeVisible();
  });
  const [asked] = await installation.sql<{ number: number; state: string; email: string }>(
    `select r.number, r.state, u.email from approval_request r join "user" u on u.id = r.requester_id
     where r.system_id = $1`,
    [system.id],
  );
  expect(asked).toMatchObject({ state: "pending", email: EMAIL.ana });
  expect(await exceptionsOf(installation, system)).toEqual([]);
  return asked?.number ?? 0;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const exceptionsOf = (installation: Installation, { id }: System) =>
  installation.sql<{ number: number; kind: string; reason: string }>(
    "select number, kind, reason from exception where system_id = $1",
    [id],
  );

const votesOn = (installation: Installation, number: number) =>
  installation.sql<{ email: string; vote: string; reason: string }>(
    `select u.email, v.vote, v.reason from approval_vote v join approval_request r on r.id = v.request_id
     join "user" u on u.id = v.voter_id where r.number = $1`,
    [number],
  );

/** The page offers the requester no vote; the very form of somebody who may vote is refused, and that is on record. */
export async function refuseTheRequester(
  installation: Installation,
  { ana, mei }: People,
  playwright: PlaywrightWorkerArgs["playwright"],
  number: number,
): Promise<void> {
  const page = `/approvals/${number}`;
  await ana.step("reads that her own vote can't count", async () => {
    await ana.page.goto(page);
    await expect(ana.page.getByText("Ana Kovač asked, so their own vote can’t count.")).toBeVisible();
    await expect(ana.page.getByRole("button", { name: "Withdraw request" })).toBeVisible();
    await expect(ana.page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  });
  await ana.step("sends the form that Mei would send, and is refused", async () => {
    const context = await mei.context.browser()?.newContext({
      baseURL: installation.baseURL,
      javaScriptEnabled: false,
    });
    if (!context) throw new Error("there is no browser to copy the form with");
    await enter(installation, { context }, EMAIL.mei);
    const plain = await context.newPage();
    await plain.goto(page);
    const form = plain.locator("form").filter({ has: plain.getByRole("button", { name: "Approve" }) });
    const forged = await writtenForm(form, { reason: "I approve of myself." });
    await context.close();
    const request = await requestsOf(playwright, installation, EMAIL.ana);
    const answer = await sendForm(request, forged);
    expect(await answer.text()).toContain("so your vote can");
    await request.dispose();
  });
  expect(await votesOn(installation, number)).toEqual([]);
  const denials = await installation.sql<{ email: string }>(
    `select u.email from audit_entry e join "user" u on u.id = e.actor_id
     where e.action = 'approvals.approve' and e.outcome = 'denied'`,
  );
  expect(denials).toEqual([{ email: EMAIL.ana }]);
}

/** Somebody with the role reads and signs; a third person sees it and can do nothing. */
export async function sign(
  installation: Installation,
  { mei, sara }: People,
  system: System,
  number: number,
): Promise<void> {
  await sara.step("sees that it waits, and can't act", async (page) => {
    await page.goto(`/approvals/${number}`);
    await expect(page.getByRole("blockquote")).toContainText(WHY);
    await expect(page.getByText("0 of 1 signed")).toBeVisible();
    await expect(page.getByRole("button", { name: /Approve|Reject|Withdraw/ })).toHaveCount(0);
    await page.goto(`/systems/${system.slug}/threats?threat=ddos`);
    await expect(page.getByRole("link", { name: "Leave open…" })).toHaveCount(0);
  });
  await mei.step("is shown that it waits for her, and signs with a reason", async (page) => {
    await page.goto("/approvals");
    const waiting = page.getByRole("listitem").filter({ hasText: `AR-${number} ` });
    await waiting.getByRole("link").click();
    await page.getByLabel("Why you approve").fill(AGREED);
    await page.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("It took effect.")).toBeVisible();
  });
  expect(await votesOn(installation, number)).toEqual([
    { email: EMAIL.mei, vote: "approve", reason: AGREED },
  ]);
  expect(await exceptionsOf(installation, system)).toEqual([{ number: 1, kind: "accept", reason: WHY }]);
  const effects = await installation.sql<{ state: string; action: string }>(
    `select r.state, a.action from approval_effect e join approval_request r on r.id = e.request_id
     join audit_entry a on a.entry_id = e.audit_entry_id where r.number = $1`,
    [number],
  );
  expect(effects).toEqual([{ state: "executed", action: "threats.accept-finding" }]);
  await sara.step("sees it signed and what it did", async (page) => {
    await page.goto(`/approvals/${number}`);
    await expect(page.getByText("It took effect.")).toBeVisible();
    await page.goto(`/systems/${system.slug}/threats?threat=ddos`);
    await expect(page.getByText(/^Left open on purpose until/)).toBeVisible();
  });
}

/** The system among all others, with its numbers; and everything that was decided, in the log. */
export async function lookBack(
  installation: Installation,
  { ana, sara }: People,
  system: System,
  number: number,
): Promise<void> {
  await ana.step("finds the system on the overview, with its numbers", async (page) => {
    const row = page.getByRole("row", { name: new RegExp(`^${system.name}`) });
    await expect(async () => {
      await page.goto("/");
      await expect(row.getByText("computing")).toHaveCount(0, { timeout: 1_000 });
      await expect(row.getByText("newer numbers are being computed")).toHaveCount(0, { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await expect(row).toContainText(/\$\d/);
    await expect(row).toContainText(/of 40/);
    await expect(row).toContainText(/%/);
    await page.goto(`/systems/${system.slug}`);
    await expect(page.getByText("1 accepted with two signatures")).toBeVisible();
    await expect(page.getByText(WHY)).toBeVisible();
  });
  const actions = await installation.sql<{ action: string; email: string | null }>(
    `select e.action, u.email from audit_entry e left join "user" u on u.id = e.actor_id
     where e.system_id = $1 and e.outcome = 'done' and e.action ~ '^(approvals|threats)\\.' order by e.id`,
    [system.id],
  );
  expect(actions.map(({ action }) => action)).toEqual([
    "approvals.request",
    "approvals.approve",
    "threats.accept-finding",
  ]);
  expect(actions.slice(0, 2).map(({ email }) => email)).toEqual([EMAIL.ana, EMAIL.mei]);
  await ana.step("reads request, vote and effect in the log", async (page) => {
    await page.goto("/audit?action=threats.accept-finding");
    await page.locator("tbody").getByRole("link").first().click();
    await expect(page.getByText(`AR-${number}, signed by Mei Lin`)).toBeVisible();
    for (const action of ["approvals.request", "approvals.approve"]) {
      await page.goto(`/audit?action=${action}`);
      await expect(page.locator("tbody").getByText(`AR-${number}`).first()).toBeVisible();
    }
  });
  await sara.step("may not read the log", async (page) => {
    expect((await page.goto("/audit"))?.status()).toBe(403);
  });
}
