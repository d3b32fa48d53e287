import { openSession } from "../fixtures/session";
import { expect, test } from "../fixtures/test";

test.use({ scenario: "sample" });

const EMAIL = {
  viewer: "sara@meridian.example",
  engineer: "jonas@meridian.example",
  approver: "mei@meridian.example",
  "security-lead": "ana@meridian.example",
  admin: "olu@meridian.example",
} as const;
type Role = keyof typeof EMAIL;
const ROLES = Object.keys(EMAIL) as Role[];

/** Written by hand: who gets which page. Everybody else gets 403; without a session it is 401. */
const EVERYBODY: readonly Role[] = ROLES;
const WORKERS: readonly Role[] = ["engineer", "security-lead", "admin"];
const PAGES: Readonly<Record<string, readonly Role[]>> = {
  "/": EVERYBODY,
  "/systems": EVERYBODY,
  "/systems/new": WORKERS,
  "/systems/checkout": EVERYBODY,
  "/systems/checkout/checklists/design": EVERYBODY,
  "/systems/checkout/checklists/all?item=IM-01": EVERYBODY,
  "/systems/checkout/standards": EVERYBODY,
  "/systems/checkout/standards/nist_csf_2_0": EVERYBODY,
  "/systems/checkout/settings": WORKERS,
  "/templates": EVERYBODY,
  "/templates/import": ["security-lead", "admin"],
  "/people": EVERYBODY,
  "/people/roles": EVERYBODY,
  "/people/invite": ["admin"],
  "/account": EVERYBODY,
  "/audit": ["approver", "security-lead", "admin"],
  "/kit": EVERYBODY,
  "/api/search?q=tls": EVERYBODY,
};

for (const role of ROLES)
  test(`a ${role} gets exactly the pages of a ${role}`, async ({ installation, playwright }) => {
    const { name, value } = await openSession(installation, EMAIL[role]);
    const request = await playwright.request.newContext({
      baseURL: installation.baseURL,
      extraHTTPHeaders: { cookie: `${name}=${value}` },
    });
    const found: Record<string, number> = {};
    const wanted: Record<string, number> = {};
    for (const [path, roles] of Object.entries(PAGES)) {
      found[path] = (await request.get(path, { maxRedirects: 0 })).status();
      wanted[path] = roles.includes(role) ? 200 : 403;
    }
    expect(found).toEqual(wanted);
    await request.dispose();
  });

test("without a session every page leads to sign-in and back, every route says 401, and neither says more", async ({
  installation,
}) => {
  for (const path of [...Object.keys(PAGES), "/systems/nothing-here", "/people/x", "/templates/x"]) {
    const response = await fetch(installation.baseURL + path, { redirect: "manual" });
    expect([path, response.status]).toEqual([path, path.startsWith("/api/") ? 401 : 307]);
    const to = path === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(path)}`;
    if (response.status === 307) expect(response.headers.get("location")).toBe(to);
    if (path !== "/kit") expect(await response.text()).not.toContain("Checkout");
  }
});

test("a hidden system looks like one that does not exist, on every way to it", async ({
  installation,
  playwright,
}) => {
  const [jonas] = await installation.sql<{ id: string }>(`select id from "user" where email = $1`, [
    EMAIL.engineer,
  ]);
  const [ledger] = await installation.sql<{ id: string }>(`select id from system where slug = 'ledger'`);
  const [proof] = await installation.sql<{ id: string }>(
    `select id from evidence where system_id = $1 limit 1`,
    [ledger?.id],
  );
  await installation.sql(`insert into membership values ($1, $2, 'none')`, [jonas?.id, ledger?.id]);
  const { name, value } = await openSession(installation, EMAIL.engineer);
  const request = await playwright.request.newContext({
    baseURL: installation.baseURL,
    extraHTTPHeaders: { cookie: `${name}=${value}` },
  });
  for (const path of [
    "/systems/ledger",
    "/systems/ledger/settings",
    "/systems/ledger/checklists/design",
    "/systems/ledger/standards",
    "/api/systems/ledger/items.csv",
    `/api/systems/ledger/evidence/${proof?.id}`,
  ])
    expect([path, (await request.get(path)).status()]).toEqual([path, 404]);
  expect(await (await request.get("/systems")).text()).not.toContain("ledger");
  expect(await (await request.get("/")).text()).not.toContain("systems/ledger");
  expect(await (await request.get("/api/search?q=ledger")).json()).toEqual([]);
  await request.dispose();
});

test("every answer carries the security headers, and no script runs without this answer's nonce", async ({
  installation,
}) => {
  const nonces = new Set<string>();
  for (const path of ["/sign-in", "/", "/nothing", "/api/health/live", "/robots.txt"]) {
    const { headers } = await fetch(installation.baseURL + path, { redirect: "manual" });
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("x-powered-by"), path).toBeNull();
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "");
  }
  expect(nonces.size).toBe(5);
});
