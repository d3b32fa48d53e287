import { beforeAll, expect, test } from "vitest";
import type { UserId } from "@/lib/domain/kernel/ids";
import { parseTemplate } from "@/lib/formats/checklist-template/parse-template";
import { recogniserOf } from "@/lib/formats/foreign/recognise";
import { readModelFile } from "@/lib/formats/model-file/read-model-file";
import { ensureThreads } from "../../scripts/lib/thread-bundle.mjs";
import { knownStandards, modelCatalogue, readCatalogue } from "./catalogue";
import { readFileOf } from "./read-file";

const ana = "00000000-0000-7000-8000-000000000001" as UserId;
beforeAll(ensureThreads);

const OTM = `otmVersion: 0.2.0
project: {id: p, name: Shop}
trustZones: [{id: z, name: Internet}, {id: y, name: Inside}]
components:
  - {id: a, name: Web, type: web-client, parent: {trustZone: z}}
  - {id: b, name: API, type: service, parent: {trustZone: y}, threats: [{threat: t, state: exposed}]}
dataflows: [{id: f, name: Order, source: a, destination: b}]
threats: [{id: t, name: Man in the middle, description: Somebody reads the traffic, cwes: [CWE-319]}]
`;

test.each([
  ["a model of another tool", OTM],
  ["what is no model", `{"a":\n1}`],
  ["what is no JSON", `{"a":`],
  ["nothing", ""],
])("%s is read as without a thread", async (_, text) => {
  const direct = readModelFile(text, recogniserOf(await modelCatalogue()));
  expect(await readFileOf(ana, { kind: "model", text })).toEqual({ ok: true, value: direct });
});

test.each(["checklists.yaml", "bands.yaml"] as const)(
  "a checklist is read as without a thread: %s",
  async (fileName) => {
    const file = { fileName, text: await readCatalogue(fileName) };
    const direct = parseTemplate(file, { standards: await knownStandards() });
    expect(await readFileOf(ana, { kind: "template", file })).toEqual({ ok: true, value: direct });
  },
);
