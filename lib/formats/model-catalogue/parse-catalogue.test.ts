import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { mean as meanOf } from "@/lib/domain/quantity/distribution";
import { distributionOf } from "@/lib/domain/quantity/quantity";
import { parseModelCatalogue } from "./parse-catalogue";
import type { CatalogueTexts } from "./report";

const textOf = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../catalogue/${name}.yaml`, import.meta.url)), "utf8");
const texts: CatalogueTexts = {
  threats: textOf("threats"),
  mechanisms: textOf("mechanisms"),
  rules: textOf("rules"),
};
const parsed = parseModelCatalogue(texts, "hash");
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error, null, 1));
const catalogue = parsed.value;

describe("the product's catalogue", () => {
  test("has 13 threats, 39 mechanisms and 101 rules that name only one another", () => {
    expect([catalogue.threats.length, catalogue.mechanisms.length, catalogue.rules.length]).toEqual([
      13, 39, 101,
    ]);
    expect(catalogue.versions).toEqual({
      attack: "18.1",
      cwe: "4.17",
      d3fend: "1.2.0",
      nist80053: "Revision 5",
    });
  });
  test("says of every strength, cost, loss and millisecond where it comes from", () => {
    for (const { strengths, loss } of catalogue.threats)
      for (const basis of [...strengths.map((row) => row.basis), loss.rateBasis, loss.lossBasis])
        expect(basis).not.toBe("");
    for (const { cost, latencyBasis } of catalogue.mechanisms)
      for (const basis of [cost.oneOffBasis, cost.perYearBasis, latencyBasis]) expect(basis).not.toBe("");
  });
  test("fills the rest of a variant from the default", () => {
    const tls = catalogue.mechanisms.find(({ id }) => id === "tls");
    expect(tls?.latency).toMatchObject({ kind: "mixture", hitProbability: 0.95, msRoundTrip: 20 });
    expect(tls?.latencyVariants[0]).toMatchObject({
      name: "TLS 1.2 full handshake",
      latency: { hit: { msP50: 0.03 }, miss: { msP50: 42.8 }, roundTrips: 2, step: "handshake" },
    });
    expect(catalogue.mechanisms.find(({ id }) => id === "idps")).toMatchObject({
      latency: { kind: "none" },
      latencyVariants: [{ latency: { kind: "single", step: "inspection" } }],
    });
  });
  test("gives every quantity a distribution, and a loss the mean that the file states", () => {
    const mean = (quantity: Parameters<typeof distributionOf>[0]) => {
      const distribution = distributionOf(quantity);
      if (!distribution.ok) throw new Error(distribution.error.reason);
      return meanOf(distribution.value);
    };
    for (const { cost } of catalogue.mechanisms)
      for (const amount of [cost.oneOffAmount, cost.perYearAmount])
        expect(mean(amount)).toBeGreaterThanOrEqual(0);
    const stated = [...texts.threats.matchAll(/mean_usd: (\d+)/g)].map(([, number]) => Number(number));
    const computed = catalogue.threats.flatMap(({ loss, lossVariants }) => [
      mean(loss.lossAmount),
      ...(loss.secondary ? [mean(loss.secondary.lossAmount)] : []),
      ...lossVariants.map((variant) => mean(variant.loss.lossAmount)),
    ]);
    expect(computed.length).toBe(stated.length);
    for (const [index, number] of computed.entries())
      expect(Math.abs(number / (stated[index] ?? 0) - 1)).toBeLessThan(0.01);
  });
  test("lets a stated protection claim only mechanisms that can stand on such an element", () => {
    const appliesTo = new Map(catalogue.mechanisms.map(({ id, appliesTo: kinds }) => [id, kinds]));
    for (const { owner, claims, id } of catalogue.properties)
      for (const mechanism of claims.flatMap(({ mechanisms }) => mechanisms)) {
        const kinds: readonly string[] = appliesTo.get(mechanism) ?? [];
        const wanted = owner === "zone" || owner === "path" ? ["component", "flow"] : [owner];
        expect
          .soft(
            wanted.some((kind) => kinds.includes(kind)),
            `${owner}.${id} → ${mechanism}`,
          )
          .toBe(true);
      }
  });
});

describe("a catalogue with a mistake is refused, naming file, entry and what to do", () => {
  test.each([
    ["threats", "how_it_shows:", "how_it_looks:", /threats\[0\]\.how_it_looks/, /not known here/],
    [
      "threats",
      "{ id: tls, function",
      "{ id: tsl, function",
      /threats\[0\]\.mechanisms/,
      /mitm: There is no mechanism "tsl"/,
    ],
    ["mechanisms", "requires: [pki]", "requires: [pkii]", /mechanisms\[1\]\.requires/, /no mechanism "pkii"/],
    [
      "mechanisms",
      "round_trips: 1\n      rtt_ms: 20\n",
      "round_trips: 1\n",
      /mechanisms\[0\]/,
      /Give rtt_ms/,
    ],
    [
      "rules",
      "flow.encryption == 'none'\"",
      "flow.encryption == 'nonne'\"",
      /rules\[0\]\.when/,
      /"nonne" is no value/,
    ],
    [
      "rules",
      "flow.crossesZone and flow.encryption",
      "flow.crosses and flow.encryption",
      /rules\[0\]/,
      /no flow\.crosses/,
    ],
    [
      "rules",
      "flow.crossesZone and flow.encryption",
      "flow.crossesZone and and flow.encryption",
      /rules\[0\]/,
      /Character/,
    ],
    [
      "rules",
      "answered_by: [tls, mtls, signed-messages]",
      "answered_by: [tls, training]",
      /answered_by/,
      /no strength against mitm/,
    ],
    ["rules", "threat: mitm", "threat: mim", /rules\[0\]\.threat/, /no threat "mim"/],
    [
      "rules",
      "values: [tls], mechanisms: [tls]",
      "values: [tsl], mechanisms: [tls]",
      /properties\.flow\.encryption/,
      /values of the property/,
    ],
    [
      "rules",
      "{flow} goes from {sourceZone}",
      "{flow} goes from {zone}",
      /rules\[0\]\.text/,
      /\{zone\} is no element/,
    ],
  ] as const)("%s: %s", (file, from, to, path, message) => {
    expect(texts[file]).toContain(from);
    const result = parseModelCatalogue({ ...texts, [file]: texts[file].replace(from, to) }, "hash");
    const problems = result.ok ? [] : result.error.problems;
    expect(
      problems.find((problem) => path.test(problem.path) && message.test(problem.message)) ?? problems,
    ).toMatchObject({
      path: expect.stringMatching(new RegExp(`^${file}\\.yaml`)),
      line: expect.any(Number),
    });
  });
});
