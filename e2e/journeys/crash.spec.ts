import { openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample", ownDatabase: true });

test("kill -9 of the app and of the database between two writes loses nothing that was confirmed", async ({
  installation,
  playwright,
}) => {
  test.setTimeout(120_000);
  const { name, value } = await openSession(installation, "jonas@meridian.example");
  const [item] = await installation.sql<{ id: string; system_id: string }>(
    "select id, system_id from checklist_item limit 1",
  );
  const prove = async (title: string) => {
    const request = await playwright.request.newContext({
      baseURL: installation.baseURL,
      extraHTTPHeaders: {
        cookie: `${name}=${value}`,
        origin: installation.baseURL,
        accept: "application/json",
      },
    });
    const response = await request.post("/api/evidence", {
      multipart: {
        systemId: item?.system_id ?? "",
        itemId: item?.id ?? "",
        title,
        effectiveOn: "2026-01-02",
        note: "",
        file: { name: "proof.txt", mimeType: "text/plain", buffer: Buffer.alloc(700_000, title) },
      },
    });
    expect([response.status(), await response.text()]).toEqual([200, expect.stringContaining("id")]);
    await request.dispose();
  };
  const titles = ["before", "after the app was killed", "after the database was killed"];

  await prove(titles[0] ?? "");
  await installation.killHard();
  await installation.start();
  await prove(titles[1] ?? "");
  await installation.killDatabase();
  await installation.startDatabase();
  await expect
    .poll(async () => (await fetch(`${installation.baseURL}/api/health/ready`)).status, { timeout: 30_000 })
    .toBe(200);
  await prove(titles[2] ?? "");

  const kept = await installation.sql<{ title: string }>(
    "select title from evidence where item_id = $1 and title like any ($2) order by added_at",
    [item?.id, ["before", "after%"]],
  );
  expect(kept.map(({ title }) => title)).toEqual(titles);
  const [{ entries, bytes } = { entries: "", bytes: "" }] = await installation.sql<{
    entries: string;
    bytes: string;
  }>(
    `select (select count(*) from audit_entry where action = 'checklists.add-file' and outcome = 'done') as entries,
            (select sum(length(bytes)) from file_chunk) as bytes`,
  );
  expect([entries, bytes]).toEqual(["3", String(3 * 700_000)]);
});
