import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cliFile } from "../../scripts/lib/cli-bundle.mjs";
import { openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

type Ended = { readonly code: number | null; readonly said: Readonly<Record<string, unknown>> };

/** Runs the real tool and waits for its end. */
function tool(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> & { child: ChildProcess } {
  const child = spawn(process.execPath, [cliFile, ...words, "--json"], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (code) => resolve({ code, said: JSON.parse(output || "{}") as Ended["said"] })),
  );
  return Object.assign(ended, { child });
}

test("a pipeline waits for a second person, is released once, and its receipt verifies offline", async ({
  installation,
  person,
  request,
}) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(join(tmpdir(), "gate-"));
  const file = (name: string) => join(folder, name);
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
      await installation.sql<{ number: number; state: string; payload_hash: string }>(
        "select number, state, payload_hash from approval_request order by number desc limit 1",
      )
    )[0];
  const before = await newest();
  const meiSigns = async () => {
    const asked = await newest();
    await mei.step("reads it and signs", async (page) => {
      await page.goto(`/approvals/${asked?.number}`);
      await page.getByLabel("Why you approve").fill("Read it; this is what we planned.");
      await page.getByRole("button", { name: "Approve" }).click();
      await expect(page.getByLabel("Why you approve")).toHaveCount(0);
    });
    return asked;
  };

  await jonas.step("asks for a token", async (page) => {
    await page.goto("/settings/tokens");
    await page.getByLabel("Name", { exact: true }).fill("Payments pipeline");
    await page.getByLabel("Only these actions").fill("deploy");
    await page.getByLabel("What it is for").fill("Deploys payments from our pipeline.");
    await page.getByRole("button", { name: "Ask for the token" }).click();
    await expect(page.getByText("Sent for approval.")).toBeVisible();
  });
  await meiSigns();
  const { secret, key } = await jonas.step("looks at its secret, once", async (page) => {
    await page.goto("/settings/tokens");
    await page.getByRole("button", { name: "Show the secret of the token Payments pipeline" }).click();
    const shown = page.getByLabel("Secret of Payments pipeline");
    await expect(shown).toHaveValue(/^cs_[\w-]{43}$/);
    const secret = await shown.inputValue();
    const key = await page.getByLabel(/^Key to verify/).inputValue();
    await page.reload();
    await expect(page.getByLabel("Secret of Payments pipeline")).toHaveCount(0);
    return { secret, key };
  });
  const env = { COUNTERSIGN_URL: installation.baseURL, COUNTERSIGN_TOKEN: secret };
  const plan = { service: "payments", version: "4.2", replicas: 3, hosts: ["eu-1", "eu-2"] };
  writeFileSync(file("plan.json"), JSON.stringify(plan, null, 2));

  const waiting = tool(
    [
      "gate",
      "--action",
      "deploy",
      "--payload",
      `@${file("plan.json")}`,
      "--wait",
      "2m",
      "--receipt",
      file("receipt.json"),
    ],
    env,
  );
  await expect.poll(async () => (await newest())?.number).toBeGreaterThan((before?.number ?? 0) + 1);
  const asked = await meiSigns();
  const released = await waiting;
  expect(released).toMatchObject({ code: 0, said: { ok: true, ending: "released", number: asked?.number } });
  expect(await newest()).toMatchObject({ number: asked?.number, state: "executed" });

  const again = await request.post(`/api/v1/approvals/${asked?.number}/collect`, {
    headers: { authorization: `Bearer ${secret}` },
    data: { payloadHash: asked?.payload_hash },
  });
  expect([again.status(), await again.json()]).toMatchObject([409, { error: { code: "already-collected" } }]);

  const verified = await tool(["verify", file("receipt.json"), "--key", key], {});
  expect(verified).toMatchObject({ code: 0, said: { number: `AR-${asked?.number}`, signers: ["Mei Lin"] } });
  const text = readFileSync(file("receipt.json"), "utf8");
  writeFileSync(file("flipped.json"), text.replace("4.2", "4.3"));
  expect(await tool(["verify", file("flipped.json"), "--key", key], {})).toMatchObject({ code: 6 });

  const cli = await request.get("/cli/countersign.mjs");
  expect(await cli.text()).toBe(readFileSync(cliFile, "utf8"));
  const cookieOnly = await jonas.context.request.get(`/api/v1/approvals/${asked?.number}`);
  expect(cookieOnly.status()).toBe(401);
  rmSync(folder, { recursive: true });
});
