import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { PHASES } from "@/lib/domain/checklists/vocabulary";
import { readYamlDocument } from "../yaml/read-document";
import { parseTemplate } from "./parse-template";
import { readStandards } from "./standards";

const file = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../catalogue/${name}`, import.meta.url)), "utf8");
const standardsDocument = readYamlDocument(file("standards.yaml"));
const standards = readStandards(standardsDocument.ok ? standardsDocument.value.data : null);

/** The mechanisms and threats of the catalogue. */
const MECHANISMS =
  `tls mtls pki token-auth sender-constrained-tokens rbac-abac zero-trust-policy mfa-phishing-resistant
  mfa-otp rate-limiting waf-gateway segmentation ddos-absorption encryption-at-rest kms-hsm secrets-manager
  short-lived-certs idempotency-keys atomic-transactions quorum-bft signed-messages artifact-signing logging-audit
  tamper-evident-log idps anomaly-detection config-policy patching sandboxing backup-dr multi-region-isolation
  two-person-approval training dlp-egress input-validation mail-filtering redundancy incident-response
  security-testing`.split(/\s+/);
const THREATS =
  "mitm replay ddos leak privesc insider api byzantine toctou soceng misconfig keys region".split(" ");

const parsed = parseTemplate(
  { fileName: "checklists.yaml", text: file("checklists.yaml") },
  { standards, threats: new Set(THREATS), mechanisms: new Set(MECHANISMS) },
);
const items = parsed.ok ? parsed.value.draft.items : [];

describe("the product's own checklists", () => {
  test("are read without a problem, all ids known", () => {
    expect(parsed.ok ? [] : parsed.error.problems).toEqual([]);
  });
  test("have 95 items, 21 of them baseline and 65 of them blocking a gate", () => {
    expect(items.length).toBe(95);
    expect(PHASES.map((phase) => items.filter((item) => item.phase === phase).length)).toEqual([
      24, 24, 26, 21,
    ]);
    expect(items.filter(({ seed }) => seed).length).toBe(21);
    expect(PHASES.map((phase) => items.filter((item) => item.phase === phase && item.must).length)).toEqual([
      15, 17, 18, 15,
    ]);
  });
  test("have titles of at most 60 characters, each only once", () => {
    expect(items.filter(({ title }) => title.length > 60)).toEqual([]);
    expect(new Set(items.map(({ title }) => title)).size).toBe(95);
  });
  test("say why, how and what counts as proof, everywhere", () => {
    expect(
      items.filter(
        ({ why, how, proofAccepts, goals }) => !why || !how || !proofAccepts || goals.length === 0,
      ),
    ).toEqual([]);
  });
  test.each(PHASES)("read as 4 to 7 groups in %s, each standing together", (phase) => {
    const groups = items.filter((item) => item.phase === phase).map(({ group }) => group);
    const runs = groups.filter((group, index) => group !== groups[index - 1]);
    expect(runs.length).toBe(new Set(runs).size);
    expect(runs.length).toBeGreaterThanOrEqual(4);
    expect(runs.length).toBeLessThanOrEqual(7);
  });
  test("use at most ten group names in all", () => {
    expect(new Set(items.map(({ group }) => group)).size).toBeLessThanOrEqual(10);
  });
  test.each(MECHANISMS)("prove %s by one to three items, none of them a design item", (mechanism) => {
    const proofs = items.filter(({ proves }) => proves.includes(mechanism));
    expect(proofs.length).toBeGreaterThanOrEqual(1);
    expect(proofs.length).toBeLessThanOrEqual(3);
    expect(proofs.filter(({ phase }) => phase === "design")).toEqual([]);
  });
  test("prove only what they concern, with proof that ages", () => {
    expect(items.filter(({ proves, mechanisms }) => proves.some((id) => !mechanisms.includes(id)))).toEqual(
      [],
    );
    expect(items.filter(({ proves, evidenceValidDays }) => proves.length > 0 && !evidenceValidDays)).toEqual(
      [],
    );
  });
  test("refer to ids that exist, and every listed id is in use", () => {
    const used = new Map<string, Set<string>>();
    for (const { refs } of items)
      for (const [standard, ids] of Object.entries(refs))
        for (const id of ids) used.set(standard, (used.get(standard) ?? new Set()).add(id));
    const sorted = (ids: Iterable<string> = []) => [...ids].sort();
    expect([...used.keys()].sort()).toEqual([...standards.keys()].sort());
    for (const [standard, { ids }] of standards) expect(sorted(used.get(standard))).toEqual(sorted(ids));
  });
});

describe("the standards' ids", () => {
  test.each([...standards])("of %s are of their standard's form", (_, { pattern, ids }) => {
    expect([...ids].filter((id) => !pattern.test(id))).toEqual([]);
    expect(pattern.source.startsWith("^") && pattern.source.endsWith("$")).toBe(true);
  });
  test("of another form are told apart", () => {
    const fits = (standard: string, id: string) => standards.get(standard)?.pattern.test(id);
    expect(fits("asvs_5_0", "V1.2.3")).toBe(false);
    expect(fits("asvs_5_0", "18.1.1")).toBe(false);
    expect(fits("nist_csf_2_0", "PR.AC-1")).toBe(false);
    expect(fits("iso_27001_2022", "A.9.1")).toBe(false);
    expect(fits("nist_800_53_r5", "AC-6(9)")).toBe(true);
    expect(fits("gdpr", "32(1)(a)")).toBe(true);
    expect(fits("ccpa", "1798.105(c)(1)")).toBe(true);
  });
});
