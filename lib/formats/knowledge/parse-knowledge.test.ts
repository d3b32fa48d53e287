import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { catalogueItems, knowledge, knownStandards, modelCatalogue } from "@/lib/server/catalogue";
import { knownIds } from "./known-ids";
import { parseKnowledge } from "./parse-knowledge";

const text = readFileSync(fileURLToPath(new URL("../../catalogue/knowledge.yaml", import.meta.url)), "utf8");
const known = knownIds(await modelCatalogue(), await catalogueItems(), await knownStandards());
const product = await knowledge();

describe("the product's knowledge", () => {
  test("has a place for everything that the seeds state", () => {
    const counts = Object.fromEntries(
      Object.entries(product).map(([kind, entries]) => [kind, entries.length]),
    );
    expect(counts).toEqual({
      basics: 36,
      goals: 6,
      systemTypes: 5,
      trustLevels: 4,
      patterns: 5,
      antiPatterns: 23,
      practices: 34,
      failureModes: 11,
      metrics: 15,
      tools: 12,
      standards: 10,
      trends: 18,
    });
  });
  test("keeps the seeds' figures", () => {
    const tiers = product.patterns.find(({ id }) => id === "tiered-rate-limiting")?.tiers;
    expect(tiers?.map(({ limitPerS }) => limitPerS)).toEqual([10, 100, 1000]);
    const durations = new Map(product.failureModes.map(({ id, durationSMax }) => [id, durationSMax]));
    expect(durations.get("auth-service-down")).toBe(300);
    expect(durations.get("certificate-rotation-failed")).toBe(3600);
    expect(product.patterns.find(({ id }) => id === "distributed-authentication")?.rule).toContain("3600 s");
  });
  test("knows every standard that items of the checklist point to", async () => {
    const listed = product.standards.flatMap(({ standard }) => standard ?? []);
    expect(listed.toSorted()).toEqual([...(await knownStandards()).keys()].toSorted());
  });
  test("says of an anti-pattern what to do instead, and for most of them computes where it is", () => {
    expect(product.antiPatterns.filter(({ check }) => check !== null)).toHaveLength(20);
    for (const { looksLike } of product.antiPatterns) expect(looksLike.length).toBeGreaterThan(0);
  });
});

describe("knowledge with a mistake is refused, naming entry, line and what to do", () => {
  test.each([
    ["an unknown field", "why_it_fails:", "why_it_breaks:", /anti_patterns\[0\]/, /not known here/],
    [
      "an unknown threat",
      "threats: [misconfig]",
      "threats: [misconfg]",
      /basics\[1\]\.threats/,
      /no threat "misconfg"/,
    ],
    [
      "an unknown item",
      "[infrastructure-as-reviewed-code]",
      "[infrastructure]",
      /basics\[1\]\.items/,
      /no item of the checklist "infra/,
    ],
    [
      "an unknown mechanism",
      "mechanism: ddos-absorption }",
      "mechanism: ddos }",
      /patterns\[1\]/,
      /no mechanism "ddos"/,
    ],
    [
      "a part that the pattern does not list",
      "mechanism: ddos-absorption }",
      "mechanism: sandboxing }",
      /patterns\[1\]\.mechanisms/,
      /List "sandboxing"/,
    ],
    [
      "an id that stands twice",
      "- id: integrity",
      "- id: confidentiality",
      /goals\[1\]\.id/,
      /stands here twice/,
    ],
    ["a goal that is missing", "- id: integrity", "- id: confidentiality", /goals/, /"integrity" is missing/],
    [
      "a check that nothing computes",
      "id: hardcoded-secrets",
      "id: soft-coded-secrets",
      /anti_patterns\[1\]\.check/,
      /Nothing computes/,
    ],
    [
      "a check without its words",
      "    check: A component with cryptography of its own.\n",
      "",
      /anti_patterns/,
      /say here what the check looks at/,
    ],
    [
      "an unknown standard",
      "standard: gdpr",
      "standard: gpdr",
      /standards\[7\]\.standard/,
      /no standard "gpdr"/,
    ],
    [
      "an unknown kind of component",
      "[identity-provider]",
      "[identity]",
      /failure_modes\[0\]\.component_kinds/,
      /no kind of component/,
    ],
    ["an unknown group", "group: definition", "group: word", /basics\[0\]\.group/, /Write one of/],
    [
      "a link that is not https",
      "https://owasp.org/www-project-top-ten/",
      "javascript:alert(1)",
      /trends\[\d+\]\.url/,
      /./,
    ],
    ["a duration below nothing", "max_duration_s: 300", "max_duration_s: -1", /max_duration_s/, /at least 0/],
    ["no YAML", "version: 1", "version: [1", /^$/, /syntax|Correct/],
  ])("%s", (_, from, to, path, message) => {
    expect(text).toContain(from);
    const result = parseKnowledge(text.replace(from, to), known);
    const problems = result.ok ? [] : result.error.problems;
    expect(
      problems.find((problem) => path.test(problem.path) && message.test(problem.message)) ?? problems,
    ).toMatchObject({ line: expect.any(Number) });
  });
});
