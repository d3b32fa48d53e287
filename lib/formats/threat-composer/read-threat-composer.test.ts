import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { modelCatalogue } from "@/lib/server/catalogue";
import { truncated, unsound, wronged } from "@/lib/testing/hostile-files";
import { elementsOfKind } from "@/lib/testing/real-files";
import { RECOGNISES_NOTHING, type Recogniser, recogniserOf } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";
import { readThreatComposerDocument } from "./read-threat-composer";

let recognise: Recogniser = RECOGNISES_NOTHING;
beforeAll(async () => {
  recognise = recogniserOf(await modelCatalogue());
});

const FILE = {
  schema: 1,
  applicationInfo: { name: "Shop" },
  architecture: { image: "data:image/png;base64,AAAA", description: "Words" },
  assumptions: [{ id: "a1", content: "Nobody leaves" }],
  mitigations: [
    { id: "m1", content: "Train the staff: awareness", status: "mitigationInProgress" },
    { id: "m2", content: "Rate limiting at the door" },
    { id: "m3", content: "Paint the fence", status: "mitigationResolvedWillNotAction" },
    { id: "m3", content: "Again" },
  ],
  threats: [
    {
      id: "t1",
      statement: "An attacker can flood the queue",
      threatAction: "flood the queue",
      impactedAssets: ["orders", "<b>the queue</b>", 7],
      status: "threatResolved",
      tags: ["DoS"],
      metadata: [
        { key: "STRIDE", value: ["D", "T"] },
        { key: "Priority", value: "High" },
        { key: "Comments", value: "<script>alert(1)</script>Seen in May" },
        { key: "custom:other", value: "x" },
      ],
    },
    {
      id: "t2",
      threatSource: "thief",
      prerequisites: "with a key",
      threatAction: "steal",
      threatImpact: "loss",
    },
    { id: "t3", statement: "Something odd", status: "threatResolved" },
    { id: "t4" },
  ],
  mitigationLinks: [
    { mitigationId: "m2", linkedId: "t1" },
    { mitigationId: "m2", linkedId: "t1" },
    { mitigationId: "m3", linkedId: "t1" },
    { mitigationId: "ghost", linkedId: "t1" },
  ],
  assumptionLinks: [{ type: "Threat", assumptionId: "a1", linkedId: "t1" }],
};
const read = () => {
  const result = readModelFile(JSON.stringify(FILE, null, 1), recognise);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe("a workspace of threat-composer", () => {
  test("states its threats on the whole system, whose status is words", () => {
    const model = read();
    expect(model).toMatchObject({ format: "threat-composer 1", source: "threat-composer:Shop" });
    const [first, second] = elementsOfKind(model, "stated-threat");
    expect(first).toMatchObject({
      name: "Flood the queue",
      threat: "ddos",
      stride: "D",
      placeKeys: ["system:whole"],
    });
    for (const words of [
      "Status in the file: resolved. Priority in the file: High.",
      "Rate limiting at the door (no status); Paint the fence (resolved will not action)",
      "Assumption: Nobody leaves",
      "Assets that it names: orders, the queue.",
      "Seen in May",
    ])
      expect(first?.note).toContain(words);
    expect(first?.note).not.toContain("<");
    expect(second?.note).toContain("A thief with a key can steal, which leads to loss");
    expect(second?.note).toContain("Status in the file: none.");
  });
  test("does not take a missing status for open, or resolved for safe", () => {
    const { found, notes } = read();
    expect(found).toMatchObject({
      threats: 3,
      threatsResolved: 2,
      threatsWithoutStatus: 1,
      threatsWithoutMitigation: 2,
    });
    expect(notes.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Something odd is called resolved/),
    );
  });
  test("proposes what the catalogue puts on a whole system, and nothing else", () => {
    expect(elementsOfKind(read(), "control").map(({ mechanism, standing }) => [mechanism, standing])).toEqual(
      [["training", "proposed"]],
    );
    const messages = read()
      .notes.map(({ message }) => message)
      .join("\n");
    for (const words of [
      '"Rate limiting at the door" has no place on a whole system',
      '"Paint the fence" is not known',
      '"m3" stands there twice',
      "without words",
      "This link leads to something",
      "A picture is no architecture",
      "1 entries of metadata with keys of somebody",
    ])
      expect(messages).toContain(words);
    expect(JSON.stringify(read())).not.toContain("base64");
  });
  test("of another version is refused with what to do", () => {
    const result = readModelFile(JSON.stringify({ ...FILE, schema: 2 }), recognise);
    expect(result.ok ? "" : result.error.problems[0]?.message).toContain("Version 1 of threat-composer");
  });
});

describe("hostile threat-composer", () => {
  test("ends too early: refused", () => {
    for (const text of truncated(JSON.stringify(FILE))) expect(readModelFile(text, recognise).ok).toBe(false);
  });
  test("has parts of the wrong type: always an answer, and always a sound model", () => {
    fc.assert(
      fc.property(wronged(FILE), (data) => {
        const result = readThreatComposerDocument({ data, lineOf: () => 1 }, recognise);
        if (result.ok) expect(unsound(result.value)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
  test("10,000 of anything are refused, or answered quickly", () => {
    const start = performance.now();
    const many = Array.from({ length: 10_000 }, (_, n) => ({
      id: `n${n}`,
      content: "a",
      statement: "b",
      mitigationId: "m1",
      assumptionId: "a1",
      linkedId: "t1",
    }));
    for (const list of Object.keys(FILE).slice(3))
      readThreatComposerDocument({ data: { ...FILE, [list]: many }, lineOf: () => 1 }, recognise);
    const threats = readThreatComposerDocument(
      { data: { ...FILE, threats: many }, lineOf: () => 1 },
      recognise,
    );
    expect(threats.ok ? "" : threats.error.problems[0]?.message).toContain("500 stated threats");
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
