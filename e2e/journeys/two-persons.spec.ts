import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { addVirtualAuthenticator, totpFor } from "../fixtures/factors";
import { sendForm, writtenForm } from "../fixtures/forms";
import type { Installation } from "../fixtures/installation";
import { enter, requestsOf } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const JONAS = "jonas@meridian.example";
const MEI = "mei@meridian.example";
const OLU = "olu@meridian.example";
const WHY = "Read it; the wall holds and spring is near.";
const ASKED = "The vendor ships the fix in spring; until then it is walled off.";

const folder = mkdtempSync(join(tmpdir(), "two-persons-"));
test.afterAll(() => rmSync(folder, { recursive: true }));

type Verified = { readonly code: number; readonly said: Readonly<Record<string, unknown>> };

/** Runs the repository's own tool, as somebody at a terminal does, over a file that was downloaded. */
function verify(file: string, key: string): Promise<Verified> {
  const words = ["scripts/countersign.mjs", "verify", file, "--key", key, "--json"];
  return new Promise((resolve) =>
    execFile(process.execPath, words, { maxBuffer: 64 * 1_024 * 1_024 }, (error, output) =>
      resolve({
        code: error ? Number(error.code) : 0,
        said: JSON.parse(output || "{}") as Verified["said"],
      }),
    ),
  );
}

/** Clicks what downloads, and keeps the file. */
async function downloaded(page: Page, link: string, name: string): Promise<string> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: link }).click();
  const file = join(folder, name);
  await (await coming).saveAs(file);
  return file;
}

/** The text with one bit of one byte changed, somewhere inside `part`. */
function flipped(text: string, part: string): Buffer {
  const bytes = Buffer.from(text);
  const at = bytes.indexOf(part);
  expect([part, at]).not.toEqual([part, -1]);
  const inside = at + Math.floor(part.length / 2);
  bytes[inside] = (bytes[inside] ?? 0) ^ 1;
  return bytes;
}

/** Two other people, each with a second factor for this very request. */
const wantsTwo = (installation: Installation) =>
  installation.sql(
    "insert into approval_policy (id, subject, policy) values (gen_random_uuid(), 'checklists.except-item', $1)",
    [
      JSON.stringify({
        groups: [{ who: { kind: "anyone" }, count: 2 }],
        delayS: 0,
        expiresAfterS: 3_600,
        reasonNeeded: true,
        stepUpNeeded: true,
        breakGlass: false,
      }),
    ],
  );

const openItem = async (installation: Installation) =>
  (
    await installation.sql<{ id: string; number: string; phase: string }>(
      `select i.id, i.phase, upper(case i.phase when 'deployment' then 'dp' else left(i.phase, 2) end) || '-' || lpad(i.number::text, 2, '0') as number
       from checklist_item i join system s on s.id = i.system_id join item_text t on t.content_hash = i.content_hash
       where s.slug = 'ledger' and i.status <> 'done' and i.answered_on is not null and (t.content->>'must')::boolean
       order by i.phase, i.number limit 1`,
    )
  )[0];

type Newest = { number: number; state: string; hash: string; votes: number; methods: string[] | null };
const newest = async (installation: Installation) =>
  (
    await installation.sql<Newest>(
      `select r.number, r.state, r.payload_hash as hash, count(v.voter_id)::int as votes, array_agg(s.method order by v.at)
         filter (where s.id is not null) as methods
       from approval_request r left join approval_vote v on v.request_id = r.id left join step_up s on s.id = v.step_up_id
       group by r.id order by r.number desc limit 1`,
    )
  )[0];

test("two people agree, one with a passkey and one with an app; the log proves it, and names the row that was edited behind its back", async ({
  installation,
  person,
  playwright,
}) => {
  test.setTimeout(240_000);
  await wantsTwo(installation);
  const item = await openItem(installation);
  const password = installation.people.find(({ email }) => email === MEI)?.password ?? "";
  const jonas = await person("Jonas");
  const mei = await person("Mei");
  const olu = await person("Olu", { javaScriptEnabled: false });
  const [codeOfJonas, codeOfOlu] = [await totpFor(installation, JONAS), await totpFor(installation, OLU)];
  await enter(installation, jonas, JONAS);
  await enter(installation, mei, MEI);
  await enter(installation, olu, OLU);

  await mei.step("adds a passkey on her account page", async (page) => {
    await addVirtualAuthenticator(page);
    await page.goto("/account");
    const section = page.getByRole("region", { name: "Second factor" });
    await section.getByText("Add a passkey").click();
    const form = section.locator("form").filter({ hasText: "Add passkey" });
    await form.getByLabel("Name").fill("Laptop");
    await form.getByLabel("Present password").fill(password);
    await form.getByRole("button", { name: "Add passkey" }).click();
    await expect(section.getByRole("list", { name: "Your passkeys" })).toContainText("Laptop");
  });

  await jonas.step("asks for an exception", async (page) => {
    await page.goto(`/systems/ledger/checklists/${item?.phase}?item=${item?.number}`);
    await page.getByText("Leave open as exception").click();
    const panel = page.getByRole("group", { name: new RegExp(`^Item ${item?.number}`) });
    await panel.getByLabel("Reason").fill(ASKED);
    await panel.getByLabel("Who answers for it").selectOption({ label: "Priya Nair" });
    await panel.getByRole("button", { name: "Ask for the exception" }).click();
    await expect(panel.getByText("Sent for approval.")).toBeVisible();
  });
  const asked = await newest(installation);
  expect(asked).toMatchObject({ state: "pending", votes: 0 });

  await jonas.step("can’t approve it, also not by sending an approver’s own form", async (page) => {
    await page.goto(`/approvals/${asked?.number}`);
    await expect(page.getByText("0 of 2 signed")).toBeVisible();
    await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
    await olu.page.goto(`/approvals/${asked?.number}`);
    const form = olu.page.locator("form").filter({ has: olu.page.getByLabel("Why you approve") });
    const theirs = await writtenForm(form, { reason: WHY, code: codeOfJonas() });
    const requests = await requestsOf(playwright, installation, JONAS);
    const answer = await sendForm(requests, theirs);
    expect(await answer.text()).not.toContain("1 of 2 signed");
    await requests.dispose();
    expect(await newest(installation)).toMatchObject({ state: "pending", votes: 0 });
    const denied = await installation.sql(
      `select 1 from audit_entry e join "user" u on u.id = e.actor_id
       where e.action = 'approvals.approve' and e.outcome = 'denied' and u.email = $1`,
      [JONAS],
    );
    expect(denied).toHaveLength(1);
  });

  await mei.step("approves with her passkey", async (page) => {
    await page.goto(`/approvals/${asked?.number}`);
    await page.getByLabel("Why you approve").fill(WHY);
    await page.getByRole("button", { name: "Approve with a passkey" }).click();
    await expect(page.getByText("1 of 2 signed")).toBeVisible();
  });
  expect(await newest(installation)).toMatchObject({ state: "pending", votes: 1, methods: ["passkey"] });

  await olu.step(
    "approves with a code of his app, without a script; without one it doesn’t count",
    async (page) => {
      const sign = async (code: string) => {
        await page.goto(`/approvals/${asked?.number}`);
        await page.getByLabel("Why you approve").fill("I checked the wall myself this morning.");
        await page.getByLabel("Code from your app").fill(code);
        await page.getByRole("button", { name: "Approve", exact: true }).click();
      };
      await sign("000000");
      await expect(page.getByText("isn’t right")).toBeVisible();
      expect(await newest(installation)).toMatchObject({ state: "pending", votes: 1 });
      await sign(codeOfOlu());
      await expect(page.getByText("It took effect.")).toBeVisible();
    },
  );
  expect(await newest(installation)).toMatchObject({
    number: asked?.number,
    state: "executed",
    votes: 2,
    methods: ["passkey", "totp"],
  });

  await jonas.step("sees it stand beside the item", async (page) => {
    await page.goto(`/systems/ledger/checklists/${item?.phase}?item=${item?.number}`);
    await expect(page.getByText("Priya Nair answers for it")).toBeVisible();
  });

  const ana = await person("Ana");
  await enter(installation, ana, "ana@meridian.example");
  const entry = await ana.step("finds it in the log, with its proof", async (page) => {
    await page.goto("/audit?action=checklists.except-item");
    await page.locator("tbody").getByRole("link").first().click();
    await expect(page.getByText(`AR-${asked?.number}, signed by`)).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("It is what was recorded")).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    return Number(new URL(page.url()).searchParams.get("entry"));
  });
  const [effect] = await installation.sql<{ id: string; index: string }>(
    `select a.id, l.index from approval_effect e join approval_request r on r.id = e.request_id
     join audit_entry a on a.entry_id = e.audit_entry_id join audit_leaf l on l.entry_number = a.id where r.number = $1`,
    [asked?.number],
  );
  expect(entry).toBe(Number(effect?.id));
  await expect(ana.page.getByText(new RegExp(`^${effect?.index} of \\d+$`))).toBeVisible();

  const { key } = (await (await fetch(`${installation.baseURL}/api/v1/checkpoint`)).json()) as {
    key: string;
  };
  await ana.page.goto("/audit");
  expect(await ana.page.getByLabel("Public key of this log").inputValue()).toBe(key);

  await mei.step(
    "downloads the receipt, which verifies offline and not with one byte of it changed",
    async (page) => {
      await page.goto(`/approvals/${asked?.number}`);
      const file = await downloaded(page, "Download the receipt", "receipt.json");
      expect(await verify(file, key)).toMatchObject({
        code: 0,
        said: {
          kind: "receipt",
          number: `AR-${asked?.number}`,
          payloadHash: asked?.hash,
          signers: ["Mei Lin", "Olu Adeyemi"],
          requester: "Jonas Weber",
          index: Number(effect?.index),
        },
      });
      const text = readFileSync(file, "utf8");
      for (const part of ["walled off", WHY, asked?.hash ?? "", "Mei Lin"]) {
        writeFileSync(join(folder, "flipped.json"), flipped(text, part));
        expect([part, (await verify(join(folder, "flipped.json"), key)).code]).toEqual([part, 6]);
      }
    },
  );

  await ana.step("exports the log, which verifies", async (page) => {
    await page.getByText("Key to check it with, and how").click();
    const file = await downloaded(page, "export of the log", "export.jsonl");
    expect(await verify(file, key)).toMatchObject({
      code: 0,
      said: { kind: "export", intact: true, faults: [], keysGiven: true },
    });
  });

  await test.step("somebody edits the row as the owner of the database", () =>
    installation.sql(
      `do $$ begin
         set local session_replication_role = replica;
         update audit_entry set leaf = replace(leaf, '"outcome":"done"', '"outcome":"denied"'), outcome = 'denied' where id = ${entry};
       end $$`,
    ));

  await ana.step("has the log checked: the page names the entry", async (page) => {
    await page.goto("/audit");
    await page.getByRole("button", { name: "Check now" }).click();
    const state = page.getByRole("region", { name: "State of the log" });
    await expect(async () => {
      await page.reload();
      await expect(state.getByRole("alert")).toContainText(`Entry ${entry}`, { timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await expect(state.getByRole("alert").getByRole("listitem")).toHaveCount(1);
    await state.getByRole("link", { name: `Open entry ${entry}` }).click();
    await expect(page.getByText("This is not what was recorded.")).toBeVisible();
  });

  await ana.step("exports it again: the tool names the entry", async (page) => {
    await page.goto("/audit");
    await page.getByText("Key to check it with, and how").click();
    const file = await downloaded(page, "export of the log", "edited.jsonl");
    const { code, said } = await verify(file, key);
    expect(code).toBe(6);
    expect(said).toMatchObject({
      intact: false,
      faults: [{ kind: "changed", number: String(entry), from: Number(effect?.index) }],
    });
    expect(JSON.stringify(said)).toContain(`Entry ${entry}`);
  });
});
