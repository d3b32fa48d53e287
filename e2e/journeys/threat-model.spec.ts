import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { Installation } from "../fixtures/installation";
import { enter } from "../fixtures/session";
import { expect, type Person, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const FILE = fileURLToPath(new URL("../files/harbour-dragon.json", import.meta.url));
const SLUG = "harbour-desk";
const THREATS = `/systems/${SLUG}/threats`;

const statedIn = (installation: Installation) =>
  installation.sql<{ name: string; threat: string | null }>(
    `select e.name, e.facts->>'threat' as threat from model_element e join system s on s.id = e.system_id
     where s.slug = $1 and e.kind = 'stated-threat' and e.retired_at is null order by e.number`,
    [SLUG],
  );

async function signLast(mei: Person, about: RegExp): Promise<void> {
  await mei.step("signs it", async (page) => {
    await page.goto("/approvals?view=waiting");
    await page.getByRole("link", { name: about }).first().click();
    await page.getByLabel("Why you approve").fill("Read it, and it is so.");
    await page.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("It took effect.")).toBeVisible();
  });
}

/** A file as somebody downloads it. */
async function downloaded(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return readFileSync(await file.path(), "utf8");
}

test("a model of another tool comes in with its threats, people say more, two of them quiet one, and it leaves as other tools read it", async ({
  installation,
  person,
}) => {
  test.setTimeout(180_000);
  const [jonas, mei, ana] = [await person("Jonas"), await person("Mei"), await person("Ana")];
  await enter(installation, jonas, "jonas@meridian.example");
  await enter(installation, mei, "mei@meridian.example");
  await enter(installation, ana, "ana@meridian.example");

  await jonas.step("registers a system and imports a Threat Dragon model", async (page) => {
    await page.goto("/systems/new");
    await page.getByLabel("Name").fill("Harbour Desk");
    await page.getByRole("radio", { name: /Microservices/ }).check();
    await page.getByRole("radio", { name: /Medium/ }).check();
    await page.getByRole("button", { name: /Register/ }).click();
    await expect(page).toHaveURL(`/systems/${SLUG}`);
    await page.goto(`/systems/${SLUG}/architecture/import`);
    await page.getByLabel("File", { exact: true }).setInputFiles(FILE);
    await page.getByRole("button", { name: "Check the file" }).click();
    const odd = page.getByRole("table", { name: "Not understood, or to be checked" });
    await expect(odd.getByText(/is none of STRIDE/)).toBeVisible();
    await expect(odd.getByText(/has a loose end/)).toBeVisible();
    expect(await statedIn(installation)).toEqual([]);
    await page.getByRole("button", { name: /^Import \d+ elements$/ }).click();
    await expect(page).toHaveURL(/imported=/);
    expect(await statedIn(installation)).toEqual([
      { name: "A clerk is phished", threat: "soceng" },
      { name: "Something odd about pigeons", threat: null },
      { name: "Sensitive data leaks from the backup", threat: "leak" },
    ]);
  });

  await jonas.step(
    "imports it again with a threat in softer words: that is asked for apart",
    async (page) => {
      const softer = readFileSync(FILE, "utf8").replace("A clerk is phished", "A clerk gets mail");
      await page.goto(`/systems/${SLUG}/architecture/import`);
      const file = { name: "softer.json", mimeType: "application/json", buffer: Buffer.from(softer) };
      await page.getByLabel("File", { exact: true }).setInputFiles(file);
      await page.getByRole("button", { name: "Check the file" }).click();
      const critical = page.getByRole("table", { name: "Needs a second person" });
      await expect(
        critical.getByRole("row", { name: /A clerk is phished.*A clerk gets mail.*Is asked for/ }),
      ).toBeVisible();
      await page.getByRole("button", { name: "Ask for 1 approval" }).click();
      await expect(page).toHaveURL(/requests=/);
      expect((await statedIn(installation)).map(({ name }) => name)).toContain("A clerk is phished");
      await page.getByRole("status").getByRole("link", { name: /^AR-/ }).click();
      await expect(page.getByText("From the file softer.json", { exact: true })).toBeVisible();
    },
  );

  await jonas.step("says what the odd one is; “mitigated” in the file has quieted nothing", async (page) => {
    await page.goto(`${THREATS}?threat=leak`);
    const leak = page.getByRole("listitem").filter({ hasText: "Sensitive data leaks from the backup" });
    await expect(leak.getByText("Open", { exact: true })).toBeVisible();
    await expect(leak.getByText(/Status in the file: Mitigated/)).toBeVisible();
    await page.getByRole("link", { name: "Something odd about pigeons" }).click();
    await page.getByLabel("Threat of the catalogue").selectOption({ label: "Insider misuse" });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect
      .poll(() => statedIn(installation))
      .toContainEqual({
        name: "Something odd about pigeons",
        threat: "insider",
      });
  });

  await jonas.step(
    "states one more, then wants to make it less likely: that takes a second person",
    async (page) => {
      await page.goto(`${THREATS}/new`);
      await page.getByLabel("What can happen").fill("A laptop with keys is stolen");
      await page.getByLabel("Threat of the catalogue").selectOption({ label: "Data leakage" });
      await page.getByLabel("Likelihood").selectOption("4");
      await page.getByRole("checkbox", { name: /Desk/ }).check();
      await page.getByRole("button", { name: "State threat" }).click();
      await expect.poll(() => statedIn(installation)).toHaveLength(4);
      await page.goto(`${THREATS}/4`);
      await page.getByLabel("Likelihood").selectOption("2");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByText(/Say why: this makes a threat count for less/)).toBeVisible();
      await page.getByLabel("Reason").first().fill("Disks of laptops are encrypted since May.");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByText("Sent for approval.")).toBeVisible();
    },
  );
  await signLast(mei, /Lessen T-4/);

  await ana.step("finds a strength too high and asks for another", async (page) => {
    await page.goto("/catalogue/threats/leak/strengths/encryption-at-rest");
    const form = page
      .locator("form")
      .filter({ has: page.getByRole("button", { name: "Ask for this strength" }) });
    await form.first().getByLabel("Strength").selectOption("1");
    await form
      .first()
      .getByLabel("What it rests on")
      .fill("Our test of 2026 read the disks of a running host.");
    await form.first().getByRole("button", { name: "Ask for this strength" }).click();
    await expect(page.getByText("Sent for approval.")).toBeVisible();
  });
  await signLast(mei, /Strength of Encryption at rest/);

  await jonas.step("reads the new strength, and what changed since yesterday: everything", async (page) => {
    await page.goto("/catalogue/threats/leak");
    await expect(page.getByText(/This organisation: Our test of 2026/i)).toBeVisible();
    await page.goto(`${THREATS}/compare`);
    await expect(page.getByText(/did not exist on/)).toBeVisible();
    const today = new Date().toISOString().slice(0, 10);
    await page.getByLabel("Since the end of").fill(today);
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(
      page.getByText("No threat changed: the same findings, states and figures as then."),
    ).toBeVisible();
  });

  await jonas.step("takes it out again as other tools read it", async (page) => {
    await page.goto(`/systems/${SLUG}/architecture/export`);
    const layer = JSON.parse(await downloaded(page, "ATT&CK Navigator, gaps")) as {
      versions: { layer: string };
      techniques: readonly { techniqueID: string; score: number }[];
    };
    expect(layer.versions.layer).toBe("4.5");
    expect(layer.techniques.length).toBeGreaterThan(10);
    const dragon = JSON.parse(await downloaded(page, "Threat Dragon 2")) as {
      detail: { diagrams: readonly { cells: readonly object[] }[] };
    };
    expect(dragon.detail.diagrams[0]?.cells.length).toBeGreaterThan(5);
    expect(await downloaded(page, "Markdown")).toContain("# Threat model of Harbour Desk");
  });
});
