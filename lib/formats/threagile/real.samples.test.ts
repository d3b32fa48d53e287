import { beforeAll, describe, expect, test } from "vitest";
import type { ImportedElement, ImportedModel } from "@/lib/domain/architecture/imported-model";
import { truncated, unsound } from "@/lib/testing/hostile-files";
import { elementsOfKind, realFile, realModel } from "@/lib/testing/real-files";
import { RECOGNISES_NOTHING } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";

describe("the example of Threagile 1.0, the real file", () => {
  let text: string;
  let model: ImportedModel;
  beforeAll(async () => {
    text = realFile("threat", "06-threagile-1.0-example.yaml");
    model = await realModel(text);
  });
  const of = <K extends ImportedElement["kind"]>(kind: K) => elementsOfKind(model, kind);

  test("holds what it says, merge keys resolved", () => {
    expect(model).toMatchObject({ format: "Threagile 1.0.0", systemName: "Some Example Application" });
    expect(model.found).toEqual({
      technicalAssets: 14,
      trustBoundaries: 5,
      communicationLinks: 20,
      dataAssets: 12,
      sharedRuntimes: 1,
      trackedRisks: 6,
      individualRisks: 2,
      abuseCases: 11,
      securityRequirements: 3,
      questions: 3,
    });
    expect(
      [of("component"), of("flow"), of("zone"), of("stated-threat")].map(({ length }) => length),
    ).toEqual([14, 20, 6, 8]);
    expect(unsound(model)).toEqual([]);
  });
  test("has its 12 data assets with their worth, each in as many places as name it", () => {
    expect(
      of("asset").map(({ name, worth, placeKeys }) => [
        name,
        Object.values(worth).join(" "),
        placeKeys.length,
      ]),
    ).toEqual([
      ["Customer Contracts", "4 4 2", 11],
      ["Customer Contract Summaries", "3 2 2", 1],
      ["Customer Operational Data", "4 4 4", 10],
      ["Customer Accounts", "5 4 4", 17],
      ["Some Internal Business Data", "5 4 4", 8],
      ["Client Application Code", "1 4 3", 12],
      ["Server Application Code", "2 5 3", 8],
      ["Build Job Config", "3 4 2", 2],
      ["Marketing Material", "1 3 3", 8],
      ["ERP Logs", "3 1 1", 5],
      ["ERP Customizing Data", "4 4 4", 2],
      ["Database Customizing and Dumps", "5 4 4", 2],
    ]);
    expect(of("asset").find(({ name }) => name === "Customer Accounts")?.dataClasses).toEqual([
      "confidential",
      "credentials",
    ]);
  });
  test("leaves no word of the file and no property of ours unknown", () => {
    expect(model.notes.filter(({ message }) => /not known|left out/.test(message))).toHaveLength(4);
    expect(of("flow").every(({ properties }) => "encryption" in properties)).toBe(true);
  });
  test("states 6 tracked risks, four of them by wildcards alone on the whole system", () => {
    const tracked = of("stated-threat").slice(0, 6);
    expect(tracked.map(({ threat, placeKeys }) => [threat, ...placeKeys])).toEqual([
      ["api", "erp-system"],
      ["api", "ldap-auth-server"],
      ["leak", "system:whole"],
      ["api", "system:whole"],
      ["misconfig", "system:whole"],
      ["ddos", "system:whole"],
    ]);
    expect(tracked.map(({ note }) => /Status in the file: ([\w ]+)\./.exec(note)?.[1])).toEqual([
      "accepted",
      "mitigated",
      "mitigated",
      "mitigated",
      "mitigated",
      "in progress",
    ]);
  });
  test("cut anywhere, is answered", () => {
    for (const part of truncated(text))
      expect(typeof readModelFile(part, RECOGNISES_NOTHING).ok).toBe("boolean");
  });
});
