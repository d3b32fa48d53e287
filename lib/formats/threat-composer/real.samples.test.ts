import { beforeAll, describe, expect, test } from "vitest";
import type { ImportedModel } from "@/lib/domain/architecture/imported-model";
import { truncated, unsound } from "@/lib/testing/hostile-files";
import { elementsOfKind, realFile, realModel } from "@/lib/testing/real-files";
import { RECOGNISES_NOTHING } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";

describe("the model of threat-composer of itself, the real file", () => {
  let text: string;
  let model: ImportedModel;
  beforeAll(async () => {
    text = realFile("threat", "08-threat-composer-self-model.tc.json");
    model = await realModel(text);
  });

  test("calls 20 of 20 threats resolved, 5 of them without any mitigation", () => {
    expect(model).toMatchObject({ format: "threat-composer 1", systemName: "Threat composer" });
    expect(model.found).toEqual({
      threats: 20,
      threatsResolved: 20,
      threatsWithoutStatus: 0,
      threatsWithoutMitigation: 5,
      mitigations: 18,
      mitigationsResolved: 18,
      assumptions: 5,
      mitigationLinks: 36,
      assumptionLinks: 21,
    });
    expect(model.notes.filter(({ message }) => message.includes("no mitigation is linked"))).toHaveLength(5);
    expect(unsound(model)).toEqual([]);
  });
  test("states each threat on the whole system, with its own letter of STRIDE", () => {
    const threats = elementsOfKind(model, "stated-threat");
    expect(threats).toHaveLength(20);
    expect(threats.every(({ threat, placeKeys }) => threat !== null && placeKeys[0] === "system:whole")).toBe(
      true,
    );
    expect(threats.map(({ stride }) => stride).join("")).toBe("IIIDTDITITITDDSTIIIT");
  });
  test("proposes those mitigations that the catalogue puts on a system, and has none in place", () => {
    const controls = elementsOfKind(model, "control");
    expect(controls.map(({ mechanism, standing }) => `${mechanism} ${standing}`)).toEqual([
      "logging-audit proposed",
      "config-policy proposed",
      "patching proposed",
      "two-person-approval proposed",
      "ddos-absorption proposed",
      "config-policy proposed",
    ]);
  });
  test("says of 18 threats which assets they name, and makes none of them", () => {
    const naming = elementsOfKind(model, "stated-threat").filter(({ note }) =>
      note.includes("Assets that it names: "),
    );
    expect(naming).toHaveLength(18);
    expect(elementsOfKind(model, "asset")).toEqual([]);
  });
  test("keeps no byte of its pictures", () => {
    expect(model.notes.filter(({ path }) => path.endsWith("image"))).toHaveLength(2);
    expect(JSON.stringify(model)).not.toContain("base64,");
  });
  test("cut anywhere, is refused", () => {
    for (const part of truncated(text)) expect(readModelFile(part, RECOGNISES_NOTHING).ok).toBe(false);
  });
});
