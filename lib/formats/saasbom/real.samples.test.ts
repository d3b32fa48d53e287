import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { ImportedElement, ImportedModel } from "@/lib/domain/architecture/imported-model";
import { RECOGNISES_NOTHING } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";

/** Runs in the group `samples`: SAMPLES_DIR names the folder with the files of other projects. */
describe("the CycloneDX example of an API gateway with microservices, the real file", () => {
  let model: ImportedModel;
  beforeAll(() => {
    const { SAMPLES_DIR: folder } = process.env;
    if (!folder) throw new Error("Set SAMPLES_DIR to the folder of the samples, as in ../shared/data.");
    const name = "cyclonedx-saasbom-apigateway-microservices.json";
    const read = readModelFile(readFileSync(join(folder, "grc", name), "utf8"), RECOGNISES_NOTHING);
    if (!read.ok) throw new Error(JSON.stringify(read.error.problems.slice(0, 5)));
    model = read.value;
  });
  const of = <K extends ImportedElement["kind"]>(kind: K) =>
    model.elements.filter((one): one is Extract<ImportedElement, { kind: K }> => one.kind === kind);

  test("has 6 services in three zones, and the application that calls them", () => {
    expect(model).toMatchObject({ format: "CycloneDX 1.4", systemName: "Acme Cloud Example" });
    expect(of("component").map(({ name, zoneKey }) => [name, zoneKey])).toEqual([
      ["Acme Cloud Example", "zone:outside"],
      ["API Gateway", "zone:edge"],
      ["Microservice 1", "zone:application"],
      ["Microservice 2", "zone:application"],
      ["Microservice 3", "zone:application"],
      ["Postgres", "zone:application"],
      ["S3", "zone:outside"],
    ]);
    expect(of("zone").map(({ name, trust }) => [name, trust])).toEqual([
      ["Outside", 0],
      ["Edge", 1],
      ["Application", 2],
    ]);
  });
  test("makes a flow of every call, with what the called service says of itself", () => {
    const flows = of("flow").map(({ name, properties }) => [name, properties]);
    expect(flows).toEqual([
      [
        "Acme Cloud Example to API Gateway",
        {
          protocol: "https",
          dataClasses: ["personal", "payment", "public"],
          encryption: "tls",
          authentication: "none",
        },
      ],
      ["API Gateway to Microservice 1", { protocol: "https", dataClasses: ["personal"], encryption: "tls" }],
      ["API Gateway to Microservice 2", { protocol: "https", dataClasses: ["payment"], encryption: "tls" }],
      ["API Gateway to Microservice 3", { protocol: "https", dataClasses: ["public"], encryption: "tls" }],
      ["Microservice 1 to Postgres", { protocol: "sql", dataClasses: ["personal"] }],
      ["Microservice 3 to S3", { protocol: "https", dataClasses: ["public"], encryption: "tls" }],
    ]);
  });
  test("notes what it can't know: how five services ask who calls, and https on PostgreSQL's port", () => {
    expect(model.notes.filter(({ path }) => path.endsWith("authenticated"))).toHaveLength(5);
    expect(model.notes.filter(({ path }) => !path.endsWith("authenticated"))).toEqual([
      expect.objectContaining({ line: expect.any(Number), path: "services[0].services[3].endpoints" }),
    ]);
  });
});
