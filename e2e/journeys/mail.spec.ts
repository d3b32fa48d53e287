import { once } from "node:events";
import { SMTPServer } from "smtp-server";
import { openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

const mails: string[] = [];
const post = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _session, done) {
    let text = "";
    stream.on("data", (chunk) => {
      text += chunk;
    });
    stream.on("end", () => {
      mails.push(text.replace(/=\r?\n/g, "").replace(/=3D/g, "="));
      done();
    });
  },
});
const SMTP_PORT = 20_000 + (process.pid % 20_000);

test.use({ scenario: "sample", environment: { SMTP_URL: `smtp://127.0.0.1:${SMTP_PORT}` } });
test.beforeAll(async () => {
  await once(post.listen(SMTP_PORT, "127.0.0.1"), "listening");
});
test.afterAll(async () => {
  await new Promise<void>((resolve) => post.close(() => resolve()));
});

test("an invitation and a reset arrive by mail and work; an unknown address gets the same answer and no mail", async ({
  installation,
  person,
}) => {
  const olu = await person("Olu");
  await olu.context.addCookies([
    { ...(await openSession(installation, "olu@meridian.example")), url: installation.baseURL },
  ]);
  await olu.step("invites Lea", async (page) => {
    await page.goto("/people/invite");
    await page.getByLabel("Name").fill("Lea Brandt");
    await page.getByLabel("E-mail address").fill("lea@meridian.example");
    await page.getByRole("radio", { name: /Engineer/ }).check();
    await page.getByRole("button", { name: "Invite" }).click();
    await expect(page.getByText("Lea Brandt is invited.")).toBeVisible();
  });
  const linkIn = async (to: string, path: string) => {
    const find = () => mails.find((mail) => mail.includes(`To: ${to}`) && mail.includes(path));
    await expect.poll(find, { timeout: 20_000 }).toBeTruthy();
    return new RegExp(`http\\S+${path}\\S+`).exec(find() ?? "")?.[0] ?? "";
  };
  const lea = await person("Lea");
  await lea.step("accepts", async (page) => {
    await page.goto(await linkIn("lea@meridian.example", "/invite/"));
    await page.getByLabel("Password", { exact: true }).fill("three quiet little rivers");
    await page.getByRole("button", { name: "Accept and sign in" }).click();
    await expect(page.getByRole("heading", { name: "Posture" })).toBeVisible();
  });
  const stranger = await person("Stranger");
  const ask = async (address: string) => {
    await stranger.page.goto("/forgot");
    await stranger.page.getByLabel("E-mail address").fill(address);
    await stranger.page.getByRole("button").last().click();
    await expect(stranger.page.getByRole("status")).toBeVisible();
    return (await stranger.page.getByRole("status").textContent()) ?? "";
  };
  const known = await ask("lea@meridian.example");
  const unknown = await ask("nobody@meridian.example");
  expect(unknown.replace("nobody@", "")).toBe(known.replace("lea@", ""));
  await stranger.page.goto(await linkIn("lea@meridian.example", "/reset/"));
  expect(mails.filter((mail) => mail.includes("nobody@meridian.example"))).toEqual([]);
  const [row] = await installation.sql<{ n: string }>(
    "select count(*) as n from outbox where payload is not null",
  );
  expect(row?.n).toBe("0");
});
