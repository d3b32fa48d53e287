import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { ImportedElement, ImportedModel } from "@/lib/domain/architecture/imported-model";
import { modelCatalogue } from "@/lib/server/catalogue";
import { recogniserOf } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";

/** Runs in the group `samples`: SAMPLES_DIR names the folder with the files of other projects. */
describe("Threat Dragon's own demo of version 2, the real file", () => {
  let model: ImportedModel;
  beforeAll(async () => {
    const { SAMPLES_DIR: folder } = process.env;
    if (!folder) throw new Error("Set SAMPLES_DIR to the folder of the samples, as in ../shared/data.");
    const text = readFileSync(join(folder, "threat", "01-threat-dragon-v2-demo.json"), "utf8");
    const read = readModelFile(text, recogniserOf(await modelCatalogue()));
    if (!read.ok) throw new Error(JSON.stringify(read.error.problems.slice(0, 5)));
    model = read.value;
  }, 60_000);
  const of = <K extends ImportedElement["kind"]>(kind: K) =>
    model.elements.filter((one): one is Extract<ImportedElement, { kind: K }> => one.kind === kind);

  test("has what the tool shows", () => {
    expect(model).toMatchObject({ format: "Threat Dragon 2.3.0", systemName: "Demo Threat Model" });
    expect(model.found).toEqual({
      diagrams: 1,
      actors: 1,
      processes: 2,
      stores: 4,
      others: 0,
      flows: 10,
      looseFlows: 1,
      boundaries: 3,
      boundaryCurves: 3,
      threats: 14,
      threatsOpen: 10,
      threatsMitigated: 4,
      threatsNotApplicable: 0,
      threatsOther: 0,
    });
  });
  test("becomes 7 components, 9 flows and 14 stated threats, one of them at the end of the loose flow", () => {
    expect(of("component").map(({ name, zoneKey }) => [name, zoneKey])).toEqual([
      ["Worker Config", "zone:application"],
      ["Database", "zone:application"],
      ["Web Application Config", "zone:application"],
      ["Message Queue", "zone:application"],
      ["Background Worker Process", "zone:application"],
      ["Web Application", "zone:application"],
      ["Browser", "zone:outside"],
    ]);
    expect(of("flow")).toHaveLength(9);
    expect(of("stated-threat")).toHaveLength(14);
    const web = of("component").find(({ name }) => name === "Web Application");
    expect(of("stated-threat").filter(({ placeKeys }) => placeKeys.includes(web?.key ?? ""))).toMatchObject([
      {
        name: "Data flow should use HTTP/S",
        stride: "I",
        note: expect.stringMatching(/^Status in the file: Mitigated\./),
      },
    ]);
  });
  test("notes its three open boundaries, the loose flow, and what is out of scope", () => {
    const count = (words: string) => model.notes.filter(({ message }) => message.includes(words)).length;
    expect([count("open line"), count("loose end"), count("out of scope")]).toEqual([3, 1, 3]);
    expect(model.notes.every(({ line }) => line !== null)).toBe(true);
  });
});
