import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { modelCatalogue } from "@/lib/server/catalogue";
import { truncated, unsound, wronged } from "@/lib/testing/hostile-files";
import { elementsOfKind } from "@/lib/testing/real-files";
import { RECOGNISES_NOTHING, type Recogniser, recogniserOf } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";
import { readLayerDocument } from "./read-layer";

let recognise: Recogniser = RECOGNISES_NOTHING;
beforeAll(async () => {
  recognise = recogniserOf(await modelCatalogue());
});

const LAYER = {
  name: "Red team",
  versions: { attack: "18", navigator: "5.1.0", layer: "4.5" },
  domain: "enterprise-attack",
  techniques: [
    { techniqueID: "T1557", score: 0, comment: "<img src=x onerror=alert(1)>Seen" },
    { techniqueID: "T1557.004", color: "#ff0000", score: 150 },
    { techniqueID: "t1530", tactic: "collection" },
    { techniqueID: "T1530", tactic: "exfiltration", score: 40 },
    { techniqueID: "T1040", score: 9, enabled: false },
    { techniqueID: "T1111", score: 1 },
    { techniqueID: "hello", score: 1 },
  ],
  gradient: { colors: ["#fff", "#f00"], minValue: 0, maxValue: 100 },
};
const read = (layer: object = LAYER) => {
  const result = readModelFile(JSON.stringify(layer, null, 1), recognise);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe("a layer of the ATT&CK Navigator", () => {
  test("states each technique of the catalogue once, on the whole system", () => {
    const model = read();
    expect(model).toMatchObject({
      format: "ATT&CK Navigator layer 4.5",
      found: { techniques: 7, techniquesScored: 6, techniquesDisabled: 1, techniquesKnown: 4 },
    });
    expect(
      elementsOfKind(model, "stated-threat").map(({ name, threat, placeKeys }) => [
        name,
        threat,
        ...placeKeys,
      ]),
    ).toEqual([
      ["T1557 Adversary-in-the-Middle", "mitm", "system:whole"],
      ["T1557.004 of Adversary-in-the-Middle", "mitm", "system:whole"],
      ["T1530 Data from Cloud Storage", expect.any(String), "system:whole"],
    ]);
  });
  test("keeps score, colour and comment as words; no score is not 0", () => {
    const [first, second, third] = elementsOfKind(read(), "stated-threat");
    expect(first?.note).toContain("Score 0 in the layer. Seen");
    expect(first?.note).not.toContain("<");
    expect(second?.note).toContain(
      "Score 150 in the layer. The layer shows it in a colour of its own, #ff0000",
    );
    expect(third?.note).toContain("For collection: No score in the layer.");
    expect(third?.note).toContain("For exfiltration: Score 40 in the layer.");
    expect(third?.note).toContain("It is used for these threats too:");
  });
  test("says what it left out and what is odd about its scores", () => {
    expect(read().notes.map(({ message }) => message)).toEqual([
      "1 entries have no id such as T1557 or T1557.002: left out.",
      "1 techniques belong to no threat of the catalogue and are left out: T1111.",
      "1 techniques have no score, which is not a score of 0.",
      expect.stringContaining("1 scores lie outside of the gradient, 0 to 100"),
    ]);
  });
  test.each([
    [{ version: "3.0", versions: undefined, domain: "mitre-enterprise" }, "3.0"],
    [{ version: 3, versions: undefined }, "3"],
    [{ versions: { layer: "4.1" } }, "4.1"],
  ])("is read in older formats: %j", (rest, version) => {
    const model = read({ ...LAYER, ...rest });
    expect(model.format).toBe(`ATT&CK Navigator layer ${version}`);
    expect(model.notes).toHaveLength(4);
  });
  test.each(["2.2", "1.0", "5.0", "44"])("of format %s is refused with what to do", (layer) => {
    const result = readModelFile(JSON.stringify({ ...LAYER, versions: { layer } }), recognise);
    expect(result.ok ? "" : result.error.problems[0]?.message).toContain("save it again");
  });
  test("of another domain says so", () => {
    const messages = read({ ...LAYER, domain: "mobile-attack" }).notes.map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining('not of "mobile-attack"'));
  });
});

describe("hostile layers", () => {
  test("end too early: refused", () => {
    for (const text of truncated(JSON.stringify(LAYER)))
      expect(readModelFile(text, recognise).ok).toBe(false);
  });
  test("have parts of the wrong type: always an answer, and always a sound model", () => {
    fc.assert(
      fc.property(wronged(LAYER), (data) => {
        const result = readLayerDocument({ data, lineOf: () => 1 }, recognise);
        if (result.ok) expect(unsound(result.value)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
  test("10,000 techniques are answered quickly, or refused", () => {
    const start = performance.now();
    const of = (techniqueID: (n: number) => string) =>
      Array.from({ length: 10_000 }, (_, n) => ({ techniqueID: techniqueID(n), score: n }));
    const pad = (n: number) => String(n % 1_000).padStart(3, "0");
    const one = readLayerDocument(
      { data: { ...LAYER, techniques: of(() => "T1557") }, lineOf: () => 1 },
      recognise,
    );
    expect(one.ok && unsound(one.value)).toEqual([]);
    const many = of((n) => `T1557.${pad(n)}`);
    const refused = readLayerDocument({ data: { ...LAYER, techniques: many }, lineOf: () => 1 }, recognise);
    expect(refused.ok ? "" : refused.error.problems[0]?.message).toContain("500 stated threats");
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
