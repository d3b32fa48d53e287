import { beforeAll, describe, expect, test } from "vitest";
import { modelCatalogue } from "@/lib/server/catalogue";
import { type Recogniser, recogniserOf } from "./recognise";
import { MECHANISM_WORDS, THREAT_WORDS } from "./words";

let recognise: Recogniser;
let ids: ReadonlySet<string>;
beforeAll(async () => {
  const catalogue = await modelCatalogue();
  recognise = recogniserOf(catalogue);
  ids = new Set([...catalogue.mechanisms, ...catalogue.threats].map(({ id }) => id));
});

test("every word leads into the catalogue, and hostile texts are answered", () => {
  for (const [id] of [...MECHANISM_WORDS, ...THREAT_WORDS]) expect(ids.has(id), id).toBe(true);
  const hostile = `${"encrypt ".repeat(200)}${"updates ".repeat(200)}`;
  for (let round = 0; round < 200; round++) {
    recognise.mechanism(hostile);
    recognise.threat({ text: hostile });
  }
});

describe("mechanisms", () => {
  test.each([
    ["Use mTLS between the services", "mtls"],
    ["Mutual TLS", "mtls"],
    ["Encrypt the database at rest with AES-256", "encryption-at-rest"],
    ["Enforce HTTPS everywhere", "tls"],
    ["Require MFA for administrators", "mfa-otp"],
    ["Use parameterized queries", "input-validation"],
    ["Rate limit the login endpoint", "rate-limiting"],
    ["Store secrets in HashiCorp Vault", "secrets-manager"],
    ["Paint the fence", null],
    ["", null],
  ])("“%s”", (text, mechanism) => {
    expect(recognise.mechanism(text)).toBe(mechanism);
  });
});

describe("threats", () => {
  test.each([
    [{ text: "An attacker can eavesdrop on the connection" }, "mitm", "T"],
    [{ text: "SQL injection in the search form", stride: "T" as const }, "api", "T"],
    [{ text: "Flooding the queue" }, "ddos", "D"],
    [{ text: "Something odd", ids: ["cwe-367"] }, "toctou", "T"],
    [{ text: "Something odd", ids: ["T1557.002", "CWE-295", "CWE-862"] }, "mitm", "T"],
    [{ text: "Something odd", stride: "R" as const }, null, "R"],
    [{ text: "" }, null, null],
  ])("%j", (foreign, threat, stride) => {
    expect(recognise.threat(foreign)).toEqual({ threat, stride });
  });
});
