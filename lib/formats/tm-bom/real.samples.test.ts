import { beforeAll, describe, expect, test } from "vitest";
import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import { truncated, unsound } from "@/lib/testing/hostile-files";
import { elementsOfKind, realFile, realModel } from "@/lib/testing/real-files";
import { RECOGNISES_NOTHING } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";

describe("the TM-BOM of HashiCorp Vault, the real file", () => {
  let text: string;
  let model: ImportedModel;
  beforeAll(async () => {
    text = realFile("threat", "12-tmbom-1.0-hashicorp-vault.json");
    model = await realModel(text);
  });

  test("holds what it says: 3 of 23 controls active, 5 of 8 threats without any", () => {
    expect(model).toMatchObject({ format: "TM-BOM 1.0", systemName: "HashiCorp Vault" });
    expect(model.found).toEqual({
      trustZones: 4,
      trustBoundaries: 3,
      components: 12,
      dataStores: 3,
      actors: 3,
      dataSets: 3,
      dataFlows: 24,
      threats: 8,
      threatsUncovered: 5,
      controls: 23,
      controlsActive: 3,
      risks: 4,
      assumptions: 10,
    });
    expect(unsound(model)).toEqual([]);
  });
  test("has every component, flow and threat, and a zone for each of two names that it does not describe", () => {
    const counts = (["zone", "component", "flow", "stated-threat"] as const).map(
      (kind) => elementsOfKind(model, kind).length,
    );
    expect(counts).toEqual([6, 18, 24, 8]);
    expect(model.notes.filter(({ message }) => message.startsWith("No trust zone is called"))).toHaveLength(
      2,
    );
    expect(elementsOfKind(model, "stated-threat").every(({ threat }) => threat !== null)).toBe(true);
  });
  test("has its 3 data sets as assets, each in the store that keeps it", () => {
    expect(
      elementsOfKind(model, "asset").map(({ name, dataClasses, placeKeys }) => [
        name,
        dataClasses,
        placeKeys,
      ]),
    ).toEqual([
      [
        "Vault Stored Secrets",
        ["confidential", "personal", "credentials"],
        ["data_stores:vault-raft-storage"],
      ],
      ["Vault Audit Log Records", ["confidential", "personal"], ["data_stores:vault-audit-logs"]],
      ["Vault Master Key and Unseal Keys", ["credentials"], ["data_stores:cloud-kms"]],
    ]);
  });
  test("takes only what is active as in place, and only where it says where that stands", () => {
    const inPlace = elementsOfKind(model, "control").filter(({ standing }) => standing === "in-place");
    expect(inPlace.map(({ mechanism }) => mechanism)).toEqual(["segmentation"]);
    const tls = elementsOfKind(model, "stated-threat").find(({ name }) => name.startsWith("TLS termination"));
    expect(tls?.note).toMatch(/Enforce end-to-end TLS .*\(active\)/);
  });
  test("says that two risks of one score have two levels", () => {
    expect(model.notes.filter(({ path }) => path.endsWith(".level"))).toEqual([
      expect.objectContaining({ path: "risks[3].level", message: expect.stringContaining("score 10") }),
    ]);
  });
  test("cut anywhere, is refused", () => {
    for (const part of truncated(text)) expect(readModelFile(part, RECOGNISES_NOTHING).ok).toBe(false);
  });
});
