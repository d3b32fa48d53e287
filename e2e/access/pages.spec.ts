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
  "/systems/checkout/architecture": EVERYBODY,
  "/systems/checkout/architecture/draw": EVERYBODY,
  "/systems/checkout/architecture/import": WORKERS,
  "/systems/checkout/architecture/zone/new": WORKERS,
  "/systems/checkout/architecture/flow/1": WORKERS,
  "/systems/checkout/architecture/path/1": WORKERS,
  "/systems/checkout/architecture/system/1": WORKERS,
  "/systems/checkout/architecture/asset/new": WORKERS,
  "/systems/checkout/architecture/asset/1": EVERYBODY,
  "/systems/checkout/controls": EVERYBODY,
  "/systems/checkout/controls/new": WORKERS,
  "/systems/checkout/controls/1": WORKERS,
  "/systems/checkout/threats": EVERYBODY,
  "/systems/checkout/threats?threat=mitm&off=1": EVERYBODY,
  "/systems/checkout/threats?cell=mitm.tls": EVERYBODY,
  "/systems/checkout/latency": EVERYBODY,
  "/systems/checkout/roi": EVERYBODY,
  "/systems/checkout/roi/scenarios/mitm": WORKERS,
  "/catalogue": EVERYBODY,
  "/catalogue?q=tls": EVERYBODY,
  "/catalogue/threats": EVERYBODY,
  "/catalogue/mechanisms": EVERYBODY,
  "/catalogue/anti-patterns": EVERYBODY,
  "/catalogue/anti-patterns/hardcoded-secrets": EVERYBODY,
  "/catalogue/patterns/zero-trust": EVERYBODY,
  "/catalogue/threats/mitm": EVERYBODY,
  "/catalogue/mechanisms/mtls": EVERYBODY,
  "/templates": EVERYBODY,
  "/templates/import": ["security-lead", "admin"],
  "/people": EVERYBODY,
  "/people/roles": EVERYBODY,
  "/people/invite": ["admin"],
  "/approvals": EVERYBODY,
  "/approvals?view=mine": EVERYBODY,
  "/approvals?view=waiting": EVERYBODY,
  "/approvals/1": EVERYBODY,
  "/approvals/metrics": ["approver", "security-lead", "admin"],
  "/notices": EVERYBODY,
  "/api/live/counts": EVERYBODY,
  "/account": EVERYBODY,
  "/audit": ["approver", "security-lead", "admin"],
  "/kit": EVERYBODY,
  "/api/search?q=tls": EVERYBODY,
  "/api/systems/checkout/export/countersign": EVERYBODY,
  "/api/systems/checkout/export/otm": EVERYBODY,
  "/api/systems/checkout/export/threat-dragon": EVERYBODY,
  "/api/systems/checkout/export/navigator-gaps": EVERYBODY,
  "/api/systems/checkout/export/markdown": EVERYBODY,
  "/api/systems/checkout/posture.json": EVERYBODY,
  "/api/systems/checkout/threats.csv": EVERYBODY,
  "/api/systems/checkout/roi.csv": EVERYBODY,
  "/api/systems/checkout/items.csv": EVERYBODY,
};

/** Everything below a system, for those it is hidden from. */
const BELOW_A_SYSTEM = [
  "",
  "/settings",
  "/checklists/design",
  "/standards",
  "/architecture",
  "/architecture/draw",
  "/architecture/import",
  "/architecture/flow/1",
  "/architecture/asset/new",
  "/architecture/asset/1",
  "/controls",
  "/controls/1",
  "/threats",
  "/threats?threat=mitm",
  "/latency",
  "/roi",
  "/roi/scenarios/mitm",
];
const FILES_OF_A_SYSTEM = [
  "items.csv",
  "export/countersign",
  "export/markdown",
  "posture.json",
  "threats.csv",
  "roi.csv",
];
/** They name systems where an entry is used. */
const CATALOGUE_PAGES = [
  "/catalogue/threats/mitm",
  "/catalogue/mechanisms/mtls",
  "/catalogue/patterns/zero-trust",
  "/catalogue/anti-patterns/own-cryptography",
  ...["goals", "system-types", "trust-levels", "practices", "standards", "tools"].map(
    (kind) => `/catalogue/${kind}`,
  ),
];

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
  for (const path of [
    ...Object.keys(PAGES),
    "/systems/nothing-here",
    "/api/systems/nothing-here/posture.json",
    "/people/x",
    "/templates/x",
  ]) {
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
  for (const slug of ["ledger", "nothing-here"])
    for (const path of [
      ...BELOW_A_SYSTEM.map((part) => `/systems/${slug}${part}`),
      ...FILES_OF_A_SYSTEM.map((file) => `/api/systems/${slug}/${file}`),
      `/api/systems/${slug}/evidence/${proof?.id}`,
    ])
      expect([path, (await request.get(path)).status()]).toEqual([path, 404]);
  for (const page of CATALOGUE_PAGES)
    expect(await (await request.get(page)).text()).not.toContain("systems/ledger");
  expect(await (await request.get("/systems")).text()).not.toContain("ledger");
  expect(await (await request.get("/")).text()).not.toContain("systems/ledger");
  const hits: { readonly kind: string }[] = await (await request.get("/api/search?q=ledger")).json();
  expect(hits.filter(({ kind }) => kind !== "Catalogue")).toEqual([]);
  await request.dispose();
});

test("a request about a hidden system looks like one that does not exist", async ({
  installation,
  playwright,
}) => {
  const [found] = await installation.sql<{ number: number; system_id: string }>(
    "select number, system_id from approval_request where system_id is not null limit 1",
  );
  await installation.sql(
    `insert into membership select id, $1, 'none' from "user" where email = $2
     on conflict (user_id, system_id) do update set role = 'none'`,
    [found?.system_id, EMAIL.approver],
  );
  const { name, value } = await openSession(installation, EMAIL.approver);
  const request = await playwright.request.newContext({
    baseURL: installation.baseURL,
    extraHTTPHeaders: { cookie: `${name}=${value}` },
  });
  for (const path of [`/approvals/${found?.number}`, "/approvals/999999", "/approvals/x"])
    expect([path, (await request.get(path)).status()]).toEqual([path, 404]);
  for (const view of ["open", "decided"])
    expect(await (await request.get(`/approvals?view=${view}`)).text()).not.toContain(
      `/approvals/${found?.number}"`,
    );
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
