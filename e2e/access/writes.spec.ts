import { openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const engineer = "jonas@meridian.example";
const viewer = "sara@meridian.example";

const proofForm = (systemId: string, itemId: string, title: string) => ({
  systemId,
  itemId,
  title,
  effectiveOn: "2026-01-02",
  note: "",
  file: { name: "proof.txt", mimeType: "text/html", buffer: Buffer.from("it was true") },
});

test("writes from elsewhere, or from nowhere, are refused before anything runs", async ({
  installation,
  playwright,
}) => {
  const { name, value } = await openSession(installation, engineer);
  const [item] = await installation.sql<{ id: string; system_id: string }>(
    "select id, system_id from checklist_item limit 1",
  );
  for (const origin of [
    "https://evil.example",
    "null",
    installation.baseURL.replace("http:", "https:"),
    undefined,
  ]) {
    const request = await playwright.request.newContext({
      baseURL: installation.baseURL,
      extraHTTPHeaders: { cookie: `${name}=${value}`, ...(origin ? { origin } : {}) },
    });
    const response = await request.post("/api/evidence", {
      multipart: proofForm(item?.system_id ?? "", item?.id ?? "", "forged"),
    });
    expect([origin, response.status()]).toEqual([origin, 403]);
    await request.dispose();
  }
  expect(await installation.sql("select 1 from evidence where title = 'forged'")).toEqual([]);
});

test("an engineer's proof is stored; a viewer's and a stranger's are refused and the denial is on record", async ({
  installation,
  playwright,
}) => {
  const [item] = await installation.sql<{ id: string; system_id: string }>(
    "select id, system_id from checklist_item limit 1",
  );
  const send = async (cookie: string, title: string) => {
    const request = await playwright.request.newContext({
      baseURL: installation.baseURL,
      extraHTTPHeaders: { cookie, origin: installation.baseURL, accept: "application/json" },
    });
    const response = await request.post("/api/evidence", {
      multipart: proofForm(item?.system_id ?? "", item?.id ?? "", title),
    });
    const status = response.status();
    await request.dispose();
    return status;
  };
  const cookieOf = async (email: string) => {
    const { name, value } = await openSession(installation, email);
    return `${name}=${value}`;
  };
  expect(await send(await cookieOf(engineer), "by an engineer")).toBe(200);
  expect(await send(await cookieOf(viewer), "by a viewer")).toBe(403);
  expect(await send("", "by a stranger")).toBe(401);
  expect(await installation.sql("select title from evidence where title like 'by a%'")).toEqual([
    { title: "by an engineer" },
  ]);
  const denied = await installation.sql(
    "select 1 from audit_entry where action = 'checklists.add-file' and outcome = 'denied'",
  );
  expect(denied.length).toBeGreaterThanOrEqual(1);
});

test("an action that an engineer sent is refused when a viewer sends the very same", async ({
  installation,
  person,
  trouble,
}) => {
  trouble.expect(/40[13]/);
  const jonas = await person("Jonas");
  await jonas.context.addCookies([
    { ...(await openSession(installation, engineer)), url: installation.baseURL },
  ]);
  await jonas.page.goto("/systems/checkout/settings");
  const sent = jonas.page.waitForRequest(
    (request) => request.method() === "POST" && request.headers()["next-action"] !== undefined,
  );
  await jonas.page.getByLabel("Description").fill("Written by an engineer.");
  await jonas.page.getByRole("button", { name: "Save", exact: true }).click();
  const request = await sent;
  await expect
    .poll(
      async () =>
        (
          await installation.sql<{ description: string }>(
            "select description from system where slug = 'checkout'",
          )
        )[0]?.description,
    )
    .toBe("Written by an engineer.");
  const { name, value } = await openSession(installation, viewer);
  const headers = { ...request.headers(), cookie: `${name}=${value}` };
  const body = (request.postDataBuffer() ?? Buffer.alloc(0))
    .toString("utf8")
    .replace("Written by an engineer.", "Written by a viewer..");
  const replay = await fetch(request.url(), { method: "POST", headers, body });
  expect(await replay.text()).toContain("forbidden");
  const [row] = await installation.sql<{ description: string }>(
    "select description from system where slug = 'checkout'",
  );
  expect(row?.description).toBe("Written by an engineer.");
});

test("requests of odd shape get a clear refusal, never a 5xx", async ({ installation }) => {
  const { hostname, port } = new URL(installation.baseURL);
  const { connect } = await import("node:net");
  const raw = (text: string) =>
    new Promise<number>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(text));
      let answer = "";
      socket.on("data", (chunk) => {
        answer += chunk;
        socket.end();
      });
      socket.on("close", () => resolve(Number(answer.split(" ")[1] ?? 0)));
      socket.on("error", reject);
    });
  const host = `Host: ${hostname}:${port}\r\nConnection: close\r\n`;
  expect(await raw(`TRACE / HTTP/1.1\r\n${host}\r\n`)).toBe(405);
  expect(await raw(`GET /%zz HTTP/1.1\r\n${host}\r\n`)).toBe(400);
  expect(await raw(`GET /${"a".repeat(9_000)} HTTP/1.1\r\n${host}\r\n`)).toBe(400);
  expect(await raw(`POST /api/evidence HTTP/1.1\r\n${host}Content-Length: 999999999\r\n\r\n`)).toBe(413);
  for (const path of [
    "/systems/__proto__",
    "/systems/%00",
    "/systems/checkout/checklists/nope",
    "/templates/%27",
    "/api/systems/checkout/evidence/1",
  ])
    expect((await fetch(installation.baseURL + path, { redirect: "manual" })).status, path).toBeLessThan(500);
});
