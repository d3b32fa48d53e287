import { openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

test("an administrator asks that an engineer becomes an approver; it changes once somebody else signs, and so does an invitation", async ({
  installation,
  person,
}) => {
  const olu = await person("Olu");
  const mei = await person("Mei", { javaScriptEnabled: false });
  const zoe = await person("Zoe");
  for (const [who, email] of [
    [olu, "olu@meridian.example"],
    [mei, "mei@meridian.example"],
  ] as const)
    await who.context.addCookies([
      { ...(await openSession(installation, email)), url: installation.baseURL },
    ]);
  const roleOf = async (email: string) =>
    (await installation.sql<{ role: string }>(`select role from "user" where email = $1`, [email]))[0]?.role;
  const newest = async () =>
    (
      await installation.sql<{ number: number; state: string }>(
        "select number, state from approval_request order by number desc limit 1",
      )
    )[0];
  const sign = async () => {
    const asked = await newest();
    await mei.step("signs it, without a script", async (page) => {
      await page.goto(`/approvals/${asked?.number}`);
      await page.getByLabel("Why you approve").fill("Talked to both of them about it.");
      await page.getByRole("button", { name: "Approve" }).click();
      await expect(page.getByText("It took effect.")).toBeVisible();
    });
  };

  await olu.step("reads that a second person decides, and asks", async (page) => {
    await page.goto("/people");
    await page.getByRole("link", { name: "Jonas Weber" }).click();
    const role = page.getByRole("region", { name: "Role" });
    await expect(role.getByText("nothing changes until a second person approves")).toBeVisible();
    await role.getByRole("radio", { name: /^Approver/ }).check();
    await role.getByRole("button", { name: "Change role" }).click();
    await expect(role.getByText("Say in a sentence why")).toBeVisible();
    await role.getByLabel(/^Why/).fill("The payments team has no approver.");
    await role.getByRole("button", { name: "Change role" }).click();
    await expect(role.getByText("Sent for approval.")).toBeVisible();
    expect(await roleOf("jonas@meridian.example")).toBe("engineer");
    await page.reload();
    await expect(page.getByRole("link", { name: /Jonas Weber becomes an approver/ })).toBeVisible();
  });
  await sign();
  expect(await roleOf("jonas@meridian.example")).toBe("approver");

  await olu.step("asks to invite another administrator, and gets no link yet", async (page) => {
    await page.goto("/people/invite");
    await page.getByLabel("Name").fill("Zoe Lind");
    await page.getByLabel("E-mail address").fill("zoe@meridian.example");
    await page.getByRole("radio", { name: /^Administrator/ }).check();
    await page.getByLabel(/^Why/).fill("Olu is away in summer.");
    await page.getByRole("button", { name: "Invite" }).click();
    await expect(page.getByText("Sent for approval.")).toBeVisible();
    await expect(page.getByLabel("Invitation link of Zoe Lind")).toHaveCount(0);
  });
  await sign();
  const link = await olu.step("makes its link", async (page) => {
    await page.goto("/people");
    await page.getByRole("button", { name: "Make a link for the invitation of Zoe Lind" }).click();
    return page.getByLabel("Invitation link of Zoe Lind").inputValue();
  });
  await zoe.step("accepts", async (page) => {
    await page.goto(link);
    await page.getByLabel("Password", { exact: true }).fill("three quiet little rivers");
    await page.getByRole("button", { name: "Accept and sign in" }).click();
    await expect(page).toHaveURL("/");
  });
  expect(await roleOf("zoe@meridian.example")).toBe("admin");

  await olu.step("asks for a reset link for Zoe", async (page) => {
    const [one] = await installation.sql<{ id: string }>(
      `select id from "user" where email = 'zoe@meridian.example'`,
    );
    await page.goto(`/people/${one?.id}`);
    const password = page.getByRole("region", { name: "Password" });
    await password.getByLabel("Why").fill("She has lost hers.");
    await password.getByRole("button", { name: "Make reset link" }).click();
    await expect(password.getByText("Sent for approval.")).toBeVisible();
  });
  await sign();
  await olu.step("has it shown", async (page) => {
    await page.reload();
    await page.getByRole("button", { name: "Show the reset link" }).click();
    await expect(page.getByLabel("Reset link")).toHaveValue(/\/reset\//);
  });
  await mei.step("reads on the page of roles what takes two", async (page) => {
    await page.goto("/people/roles");
    await expect(page.getByText(/Two persons give and take the roles approver/)).toBeVisible();
  });
});
