import { beforeAll, describe, expect, test } from "vitest";
import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import { truncated, unsound } from "@/lib/testing/hostile-files";
import { elementsOfKind, realFile, realModel } from "@/lib/testing/real-files";
import { RECOGNISES_NOTHING } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";

describe("a heat map of the ATT&CK Navigator in format 3.0, the real file", () => {
  let text: string;
  let model: ImportedModel;
  beforeAll(async () => {
    text = realFile("threat", "10-attack-navigator-layer-3.0-heatmap.json");
    model = await realModel(text);
  });

  test("has 428 techniques with a score, of which the catalogue knows some", () => {
    expect(model.format).toBe("ATT&CK Navigator layer 3.0");
    expect(model.found).toMatchObject({ techniques: 428, techniquesScored: 428, techniquesDisabled: 0 });
    const threats = elementsOfKind(model, "stated-threat");
    expect(threats).toHaveLength(model.found["techniquesKnown"] ?? 0);
    expect(model.found["techniquesKnown"]).toBe(91);
    expect(threats.every(({ threat, stride }) => threat !== null && stride !== null)).toBe(true);
    expect(unsound(model)).toEqual([]);
  });
  test("names all others in one note", () => {
    expect(model.notes.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^337 techniques belong to no threat of the catalogue and are left out: T1001, T1001\.001/,
      ),
    ]);
  });
  test("cut anywhere, is refused", () => {
    for (const part of truncated(text)) expect(readModelFile(part, RECOGNISES_NOTHING).ok).toBe(false);
  });
});
