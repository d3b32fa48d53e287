import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Asset, Component, Control, Flow, StatedThreat, Zone } from "@/lib/domain/architecture/element";
import { emptyModel, type SystemModel } from "@/lib/domain/architecture/system-model";
import type { ElementId, SystemId, UtcDate } from "@/lib/domain/kernel/ids";
import { gatherFacts } from "@/lib/domain/posture/gather-facts";
import { deriveFindings } from "@/lib/domain/threats/derive-findings";
import { bands, compiledRules, modelCatalogue } from "@/lib/server/catalogue";
import { markdownTable, markdownText } from "./text";
import { type ThreatModelSources, writeThreatsMarkdown } from "./write-threats";

const SYSTEM = "01900000-0000-7000-8000-000000000001" as SystemId;
const TODAY = "2026-12-01" as UtcDate;
const idOf = (number: number) => `01900000-0000-7000-8000-1${String(number).padStart(11, "0")}` as ElementId;
const element = <K extends string>(kind: K, number: number, name: string) => ({
  kind,
  id: idOf(number),
  number,
  version: 1,
  name,
  origin: null,
});
const described = { properties: {}, stated: {} };

/** A caller outside, a shop inside, and one of everything; all under one name. */
function modelWith(name: string): SystemModel {
  const zone = (number: number, trust: Zone["trust"], parentId: ElementId | null = null): Zone => ({
    ...element("zone", number, `${name} ${trust}`),
    ...described,
    parentId,
    trust,
    coordination: "none",
  });
  const component = (number: number, zoneId: ElementId): Component => ({
    ...element("component", number, `${name} ${number}`),
    ...described,
    zoneId,
  });
  const flow: Flow = {
    ...element("flow", 5, name),
    ...described,
    properties: { protocol: "https", encryption: "tls", publicNetwork: true },
    sourceId: idOf(3),
    targetId: idOf(4),
    callsPerRequest: 1,
    msRoundTrip: null,
  };
  const control: Control = {
    ...element("control", 6, name),
    mechanism: "tls",
    standing: "in-place",
    scope: [idOf(5)],
    ownerId: null,
    tool: name,
    note: name,
    oneOffAmount: null,
    perYearAmount: null,
    latency: null,
    meetsConditionFor: [],
  };
  const statedThreat: StatedThreat = {
    ...element("stated-threat", 7, name),
    threat: null,
    stride: null,
    likelihood: 3,
    places: [idOf(4)],
    note: `${name}\n\n# ${name}`,
  };
  const asset: Asset = {
    ...element("asset", 8, name),
    dataClasses: ["payment"],
    worth: { confidentiality: 5, integrity: null, availability: 1 },
    places: [idOf(4), idOf(5)],
    ownerId: null,
    note: name,
  };
  return {
    ...emptyModel(SYSTEM, name),
    zones: [zone(1, 0), zone(2, 2, idOf(1))],
    components: [component(3, idOf(1)), component(4, idOf(2))],
    flows: [flow],
    controls: [control],
    statedThreats: [statedThreat],
    assets: [asset, { ...asset, number: 9, id: idOf(9), dataClasses: [], places: [] }],
  };
}

let sourcesOf: (model: SystemModel, name: string) => ThreatModelSources;
beforeAll(async () => {
  const [catalogue, rules, scales] = await Promise.all([modelCatalogue(), compiledRules(), bands()]);
  sourcesOf = (model, name) => {
    const system = { name, type: "microservices" as const, dataClasses: [] };
    const derivation = deriveFindings(model, system, rules);
    const facts = gatherFacts(
      { system, model, derivation, items: [], exceptions: new Map(), catalogue, bands: scales },
      TODAY,
    );
    return { system, model, items: [], derivation, catalogue, facts };
  };
});

/** Cells of a line of a table, by the bars that are not escaped. */
const cellsIn = (line: string) => line.replace(/\\\\/g, "").replace(/\\\|/g, "").split("|").length;

function expectTablesWhole(markdown: string): void {
  for (const table of markdown.split(/\n\n+/).filter((part) => part.startsWith("|"))) {
    const [header = "", ...rows] = table.trimEnd().split("\n");
    for (const row of rows) expect(cellsIn(row), row).toBe(cellsIn(header));
  }
}

describe("a threat model as Markdown", () => {
  test("has the architecture, the threats with what is left of them, controls and questions", () => {
    const markdown = writeThreatsMarkdown(sourcesOf(modelWith("Shop"), "Shop"));
    for (const words of [
      "# Threat model of Shop",
      "| Z-1 | Shop 0 |  | 0 Outside | Nothing | nothing |",
      "| Z-2 | Shop 2 | Z-1 Shop 0 | 2 Application | Nothing | nothing |",
      "| C-4 | Shop 4 | Z-2 Shop 2 | nothing |",
      "| F-5 | Shop | C-3 Shop 3 | C-4 Shop 4 | Protocol\\: HTTPS; Encryption\\: TLS; Public network\\: Yes |",
      "## Threats",
      "### Man in the middle",
      "| CT-6 | Shop | TLS in transit | In place |",
      "not said, so it counts nowhere",
      "| A-8 | Shop | Payment | 5 of 5 | not said | 1 of 5 | C-4, F-5 | Shop |",
      "| A-9 | Shop | not said | 5 of 5 | not said | 1 of 5 | nowhere yet | Shop |",
      "## Open questions",
    ])
      expect(markdown).toContain(words);
    expectTablesWhole(markdown);
  });
  test("of an empty system says that little is known, not that it is safe", () => {
    const markdown = writeThreatsMarkdown(sourcesOf(emptyModel(SYSTEM, "Empty"), "Empty"));
    expect(markdown).toContain("No components are drawn.");
    expect(markdown).toContain("No controls are stated.");
    expectTablesWhole(markdown);
  });
  test.each([
    ["a bar", "a | b"],
    ["a bar behind a backslash", "a \\| b \\\\| c"],
    ["HTML", "<script>alert(1)</script><img src=x onerror=alert(1)>"],
    ["an entity", "&lt;b&gt; &#60;script&#62;"],
    ["a link and a picture", "[x](javascript:alert(1)) ![y](https://evil.example/z.png)"],
    ["addresses", "http://evil.example www.evil.example a@evil.example <https://evil.example>"],
    ["a heading, a fence and a list", "# a\n```\n- b\n1. c"],
    ["turned text", "a\u202Eb\u0000c"],
  ])("whose names hold %s stays what it is", (_, name) => {
    const markdown = writeThreatsMarkdown(sourcesOf(modelWith(name), name));
    expectTablesWhole(markdown);
    expect(markdown).not.toMatch(/<|[^\\]!\[|[^\\]\]\(|https?:\/\/|\bwww\.|^```/m);
    expect(markdown).not.toMatch(/[^\P{C}\n]/u);
    expect(markdown.split("\n").filter((line) => line.startsWith("# "))).toHaveLength(1);
  });
});

describe("texts in Markdown", () => {
  test.each([
    ["- a", "\\- a"],
    ["1. a", "1\\. a"],
    ["10) a", "10\\) a"],
    ["a - b, 1.2", "a - b, 1.2"],
    ["a_b*c`d", "a\\_b\\*c\\`d"],
    ["A&B", "A&amp;B"],
  ])("%j is %j", (text, written) => {
    expect(markdownText(text)).toBe(written);
  });
  test("never break a table, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 2 }), (cells) => {
        const lines = markdownTable(["a", "b"], [cells], "none").trimEnd().split("\n");
        expect(lines).toHaveLength(3);
        expect(cellsIn(lines[2] ?? "")).toBe(4);
        expect(lines[2]).not.toMatch(/[<>]/);
      }),
    );
  });
});
