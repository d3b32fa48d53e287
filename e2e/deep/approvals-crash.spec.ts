import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
import { sendForm, type WrittenForm, writtenForm } from "../fixtures/forms";
import type { Installation } from "../fixtures/installation";
import { enter, requestsOf } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample", ownDatabase: true });

const ROUNDS = 6;
const AT_ONCE = 2;
const POLICY = {
  groups: [{ who: { kind: "anyone" }, count: 2 }],
  delayS: 1,
  expiresAfterS: 3_600,
  reasonNeeded: true,
  stepUpNeeded: false,
  breakGlass: false,
};

type Item = { number: string; phase: string; slug: string; owner: string };
const openItems = (installation: Installation) =>
  installation.sql<Item>(
    `select i.phase, s.slug, (select id from "user" where email = 'priya@meridian.example') as owner,
       upper(case i.phase when 'deployment' then 'dp' else left(i.phase, 2) end) || '-' || lpad(i.number::text, 2, '0') as number
     from checklist_item i join system s on s.id = i.system_id join item_text t on t.content_hash = i.content_hash
     where i.status in ('to-do', 'in-progress') and i.answered_on is not null and (t.content->>'must')::boolean
       and not exists (select 1 from exception x where x.target_key = i.id::text)
       and not exists (select 1 from approval_request r where r.input like '%' || i.id::text || '%')
     order by s.slug, i.phase, i.number limit ${ROUNDS * AT_ONCE}`,
  );

/** Asks for an exception without a script; gives the number of the request. */
async function ask(page: Page, asking: APIRequestContext, installation: Installation, item: Item) {
  await page.goto(`/systems/${item.slug}/checklists/${item.phase}?item=${item.number}`);
  const form = page.locator("form").filter({ has: page.getByLabel("Who answers for it") });
  const reason = "The vendor ships the fix in spring; until then it is walled off.";
  await sendForm(asking, await writtenForm(form, { reason, ownerId: item.owner }));
  const [made] = await installation.sql<{ number: number; state: string }>(
    "select number, state from approval_request order by number desc limit 1",
  );
  expect(made?.state).toBe("pending");
  return made?.number ?? 0;
}

/** The vote that somebody could send from the page of a request. */
async function ballot(page: Page, number: number): Promise<WrittenForm> {
  await page.goto(`/approvals/${number}`);
  const form = page.locator("form").filter({ has: page.getByLabel("Why you approve") });
  return writtenForm(form, { reason: "Read it; the wall holds and spring is near." });
}

/** Ends the server's process at some moment of what is under way, and starts it again. */
async function killedDuring(installation: Installation, underWay: Promise<unknown>, withinMs: number) {
  await new Promise((resolve) => setTimeout(resolve, randomInt(withinMs)));
  await installation.killHard();
  await underWay;
  await installation.start();
}

type Stood = { state: string; votes: number; effects: number; entries: number; exceptions: number };
const standing = (installation: Installation, numbers: readonly number[]) =>
  installation.sql<Stood>(
    `select r.state, (select count(*)::int from approval_vote v where v.request_id = r.id and v.vote = 'approve') as votes,
       (select count(*)::int from approval_effect e where e.request_id = r.id) as effects,
       (select count(*)::int from audit_entry a join audit_detail d using (entry_id) where a.action = 'checklists.except-item'
          and a.outcome = 'done' and d.text like '%"AR-' || r.number || '"%') as entries,
       (select count(*)::int from exception x where x.request_id = r.id) as exceptions
     from approval_request r where r.number = any ($1) order by r.number`,
    [[...numbers]],
  );

/** What holds of every request at any moment: an effect has its signatures, and everything of it is there once. */
function expectSoundStates(all: readonly Stood[]): void {
  for (const { state, votes, effects, entries, exceptions } of all) {
    const done = state === "executed" ? 1 : 0;
    expect(["pending", "scheduled", "executed"]).toContain(state);
    expect([state, effects, entries, exceptions]).toEqual([state, done, done, done]);
    expect([state, votes >= 2]).toEqual([state, state !== "pending"]);
  }
}

test("kill -9 at any moment of votes and of effects: each effect once, none lost, and the log verifies @deep", async ({
  installation,
  person,
  playwright,
}) => {
  test.setTimeout(600_000);
  await installation.sql(
    "insert into approval_policy (id, subject, policy) values (gen_random_uuid(), 'checklists.except-item', $1)",
    [JSON.stringify(POLICY)],
  );
  const items = await openItems(installation);
  expect(items).toHaveLength(ROUNDS * AT_ONCE);
  const emails = ["jonas@meridian.example", "mei@meridian.example", "ana@meridian.example"] as const;
  const [jonas, mei, ana] = await Promise.all(
    emails.map((email) => person(email, { javaScriptEnabled: false })),
  );
  const [asking, ...voting] = await Promise.all(
    emails.map((email) => requestsOf(playwright, installation, email)),
  );
  if (!jonas || !mei || !ana || !asking) throw new Error("nobody is there");
  await enter(installation, jonas, emails[0]);
  await enter(installation, mei, emails[1]);
  await enter(installation, ana, emails[2]);

  const numbers: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const asked: number[] = [];
    const votes: (() => Promise<unknown>)[] = [];
    for (const item of items.slice(round * AT_ONCE, (round + 1) * AT_ONCE)) {
      const number = await ask(jonas.page, asking, installation, item);
      asked.push(number);
      for (const [index, { page }] of [mei, ana].entries()) {
        const form = await ballot(page, number);
        const by = voting[index];
        if (by) votes.push(() => sendForm(by, form).catch(() => null));
      }
    }
    numbers.push(...asked);
    const send = () => Promise.all(votes.map((vote) => vote()));
    await test.step(`round ${round + 1}: killed while people vote`, async () => {
      await killedDuring(installation, send(), 400);
      expectSoundStates(await standing(installation, numbers));
    });
    await test.step(`round ${round + 1}: killed while effects come due`, async () => {
      // Whoever got no answer sends their vote again; one that was counted is not counted twice.
      await killedDuring(installation, send(), 3_000);
      expectSoundStates(await standing(installation, numbers));
    });
    await send();
    await expect
      .poll(async () => (await standing(installation, asked)).map(({ state }) => state), { timeout: 60_000 })
      .toEqual(asked.map(() => "executed"));
    expectSoundStates(await standing(installation, numbers));
  }

  await expect
    .poll(
      async () =>
        (
          await installation.sql<{ waiting: number }>(
            `select (select count(*) from audit_entry)::int - coalesce((select max(size) from audit_checkpoint), 0)::int as waiting`,
          )
        )[0]?.waiting,
      { timeout: 60_000 },
    )
    .toBe(0);
  const { key } = (await (await fetch(`${installation.baseURL}/api/v1/checkpoint`)).json()) as {
    key: string;
  };
  const folder = mkdtempSync(join(tmpdir(), "crash-"));
  const file = join(folder, "export.jsonl");
  writeFileSync(
    file,
    await (await ana.context.request.get(`${installation.baseURL}/api/audit/export`)).body(),
  );
  const said = await new Promise<string>((resolve) =>
    execFile(
      process.execPath,
      ["scripts/countersign.mjs", "verify", file, "--key", key, "--json"],
      (_error, output) => resolve(output),
    ),
  );
  expect(JSON.parse(said)).toMatchObject({ ok: true, intact: true, faults: [], unsigned: 0 });
  rmSync(folder, { recursive: true });
  for (const context of [asking, ...voting]) await context.dispose();
});
