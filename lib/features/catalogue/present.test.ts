import { describe, expect, test } from "vitest";
import { modelCatalogue, proofItems } from "@/lib/server/catalogue";
import { presentMechanism, presentMechanisms, presentThreat, presentThreats } from "./present";

const catalogue = await modelCatalogue();
const mechanism = (id: string) => {
  const found = catalogue.mechanisms.find((entry) => entry.id === id);
  if (!found) throw new Error(`no ${id}`);
  return presentMechanism(catalogue, found);
};

describe("the catalogue on screen", () => {
  test("lists every threat and every mechanism once, by layer from outside to inside", () => {
    const threats = presentThreats(catalogue);
    expect(threats.map(({ layer }) => layer)).toEqual(["network", "application", "data", "operations"]);
    expect(threats.flatMap(({ entries }) => entries)).toHaveLength(13);
    const lines = presentMechanisms(catalogue, [{ mechanism: "tls" }, { mechanism: "tls" }]).flatMap(
      ({ entries }) => entries,
    );
    expect(lines).toHaveLength(39);
    expect(lines.find((line) => line.mechanism.id === "tls")).toMatchObject({ uses: 2, threats: 4 });
  });
  test("leaves no placeholder and no entry without a name", () => {
    for (const threat of catalogue.threats) {
      const view = presentThreat(catalogue, threat);
      for (const { text, answers } of view.rules) {
        expect(text).not.toMatch(/[{}]/);
        expect(text).toMatch(/^[A-Z]/);
        for (const { name } of answers) expect(name).toMatch(/^[A-Z]/);
      }
      expect(view.strengths.flatMap(({ rows }) => rows)).toHaveLength(threat.strengths.length);
    }
  });
  test("shows the mean of a loss beside its middle, and both are not the same", () => {
    const [mitm] = catalogue.threats;
    const loss = mitm && presentThreat(catalogue, mitm).loss.find(({ what }) => what === "Loss of one event");
    expect(loss?.quantity).toMatchObject({ p5: 50_000, p50: 500_000, p95: 5_000_000 });
    expect(loss?.mean).toBeCloseTo(1_332_000, -4);
  });
  test("keeps hit and miss apart, says what a stated property claims, and what needs what", () => {
    const view = mechanism("mtls");
    expect(view.latency.slice(0, 2)).toMatchObject([
      { name: "Usual, hit", msP50: 1.8, detail: "98 of 100" },
      { name: "Usual, miss", msP50: 4.5, detail: "2 of 100, 1 round trip of 1 ms inside" },
    ]);
    expect(view.requires.map(({ name }) => name)).toEqual(["Certificate authority and validation"]);
    expect(view.claimedBy).toEqual(["Flow, Authentication: mtls or mtls+token"]);
    expect(mechanism("training").latency).toEqual([]);
    expect(mechanism("rate-limiting").claimedBy).toContain("Flow, Rate limited: yes");
    expect(mechanism("patching").claimedBy).toEqual([
      "Component, Age of the oldest open weakness: at most 7 days",
    ]);
  });
});

describe("proof", () => {
  test("is named for every mechanism by one to three items outside the design phase", async () => {
    const proofs = await proofItems();
    for (const { id } of catalogue.mechanisms) {
      const items = proofs.get(id) ?? [];
      expect.soft([id, items.length >= 1 && items.length <= 3]).toEqual([id, true]);
      expect(items.map(({ phase }) => phase)).not.toContain("design");
    }
  });
});
