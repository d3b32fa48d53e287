import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { beforeAll, describe, expect, test } from "vitest";
import { bands, modelCatalogue } from "@/lib/server/catalogue";
import { makeShop, type Shop } from "@/lib/testing/shop";
import { writeOtm } from "../otm/write-otm";
import { writeThreatDragon } from "../threat-dragon/write-threat-dragon";

/** Runs in the group `samples`: SAMPLES_DIR names the folder with the schemas of other projects. */
describe("what we write for other tools", () => {
  let shop: Shop;
  let folder: string;
  beforeAll(async () => {
    shop = makeShop(await modelCatalogue(), await bands());
    folder = process.env["SAMPLES_DIR"] ?? "";
    if (!folder) throw new Error("Set SAMPLES_DIR to the folder of the samples, as in ../shared/data.");
  }, 60_000);
  const problems = (schema: string, text: string) => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(
      JSON.parse(readFileSync(join(folder, "threat", "schemas", schema), "utf8")),
    );
    validate(JSON.parse(text));
    return validate.errors ?? [];
  };

  test("is valid by the schema of the Open Threat Model", () => {
    const text = writeOtm(shop.model, shop.findings, shop.facts);
    expect(problems("otm-0.2.0.schema.json", text)).toEqual([]);
  });
  test("is valid by the schema of Threat Dragon 2", () => {
    const text = writeThreatDragon(shop.model, shop.findings, shop.facts);
    expect(problems("threat-dragon-v2.schema.json", text)).toEqual([]);
  });
});
