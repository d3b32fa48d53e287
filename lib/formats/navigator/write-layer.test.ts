import { beforeAll, describe, expect, test } from "vitest";
import type { ModelCatalogue } from "@/lib/domain/catalogue/model-catalogue";
import type { ScenarioView } from "@/lib/domain/posture/posture-view";
import { modelCatalogue } from "@/lib/server/catalogue";
import { elementsOfKind } from "@/lib/testing/real-files";
import { recogniserOf } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";
import { writeCoverageLayer, writeGapLayer } from "./write-layer";

let catalogue: ModelCatalogue;
beforeAll(async () => {
  catalogue = await modelCatalogue();
});

const scenario = (id: string, more: Partial<ScenarioView>): ScenarioView => ({
  threat: { id, name: `Threat ${id}`, stride: ["T"], goals: [], layer: "network" },
  findings: 4,
  gaps: 0,
  accepted: 0,
  notApplicable: 0,
  residual: 0.5,
  lossReduction: 0,
  layers: { network: 0, application: 0, data: 0, operations: 0 },
  cells: [],
  money: null,
  ...more,
});
const source = (scenarios: readonly ScenarioView[]) => ({
  systemName: 'Shop <script>"',
  asOf: "2026-12-01",
  view: { scenarios },
  threats: catalogue.threats,
  attackVersion: catalogue.versions.attack,
});
/** Techniques of each threat, and one that two of them use. */
const shared = () => {
  const uses = (id: string) =>
    catalogue.threats.filter(({ references }) => references.attack.some((one) => one.id === id));
  const ids = catalogue.threats.flatMap(({ references }) => references.attack.map(({ id }) => id));
  const found = ids.find((id) => uses(id).length > 1) ?? "";
  const [a, b] = uses(found);
  if (!a || !b) throw new Error("two threats of the catalogue share a technique");
  return { id: found, a: a.id, b: b.id };
};
interface Layer {
  readonly techniques: readonly { techniqueID: string; score?: number; comment: string }[];
  readonly gradient: { readonly maxValue: number };
}
const layerOf = (text: string) => JSON.parse(text) as Layer;

describe("the coverage layer", () => {
  test("scores each technique of a threat by what is not left, the lowest of several", () => {
    const { id, a, b } = shared();
    const layer = layerOf(
      writeCoverageLayer(source([scenario(a, { residual: 0.024 }), scenario(b, { residual: 0.6 })])),
    );
    const one = layer.techniques.find(({ techniqueID }) => techniqueID === id);
    expect(one).toMatchObject({ score: 40 });
    expect(one?.comment).toBe(
      `Threat ${a}: 2 % of its risk is left, over 4 findings\nThreat ${b}: 60 % of its risk is left, over 4 findings`,
    );
    expect(new Set(layer.techniques.map(({ techniqueID }) => techniqueID)).size).toBe(
      layer.techniques.length,
    );
  });
  test("does not score what two people called not applicable", () => {
    const { techniques } = layerOf(writeCoverageLayer(source([scenario("mitm", { residual: null })])));
    expect(techniques.length).toBeGreaterThan(0);
    expect(techniques.every((one) => !("score" in one))).toBe(true);
  });
  test("says which versions it is of", () => {
    expect(JSON.parse(writeCoverageLayer(source([])))).toMatchObject({
      name: 'Shop <script>": coverage',
      versions: { attack: "18", navigator: expect.stringMatching(/^5\./), layer: "4.5" },
      domain: "enterprise-attack",
      techniques: [],
    });
  });
});

describe("the gap layer", () => {
  test("counts open findings over all threats of a technique, and leaves out what has none", () => {
    const { id, a, b } = shared();
    const layer = layerOf(writeGapLayer(source([scenario(a, { gaps: 3 }), scenario(b, { gaps: 1 })])));
    expect(layer.techniques.find(({ techniqueID }) => techniqueID === id)).toMatchObject({ score: 4 });
    expect(layer.gradient.maxValue).toBe(4);
    expect(layerOf(writeGapLayer(source([scenario(a, {})]))).techniques).toEqual([]);
  });
});

test("both are read back, every technique known", () => {
  const scenarios = catalogue.threats.map(({ id }, index) => scenario(id, { gaps: index + 1 }));
  for (const text of [writeCoverageLayer(source(scenarios)), writeGapLayer(source(scenarios))]) {
    const read = readModelFile(text, recogniserOf(catalogue));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.notes).toEqual([]);
    expect(read.value.found["techniquesKnown"]).toBe(layerOf(text).techniques.length);
    expect(elementsOfKind(read.value, "stated-threat")).toHaveLength(layerOf(text).techniques.length);
  }
});
