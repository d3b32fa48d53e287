import { describe, expect, test } from "vitest";
import type { ImportedElement, ImportedModel } from "@/lib/domain/architecture/imported-model";
import { RECOGNISES_NOTHING } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";

const of = <K extends ImportedElement["kind"]>({ elements }: ImportedModel, kind: K) =>
  elements.filter((one): one is Extract<ImportedElement, { kind: K }> => one.kind === kind);
const fileOf = (detail: object, rest: object = {}) =>
  JSON.stringify({ version: "2.3.0", summary: { title: "Shop" }, detail, ...rest }, null, 1);
const read = (...diagrams: readonly (readonly object[])[]) =>
  readText(fileOf({ diagrams: diagrams.map((cells, id) => ({ id, title: `D${id}`, cells })) }));
const readText = (text: string) => {
  const result = readModelFile(text, RECOGNISES_NOTHING);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const refusal = (text: string) => {
  const result = readModelFile(text, RECOGNISES_NOTHING);
  return result.ok ? null : result.error.problems[0];
};

const at = (x: number, y: number, width = 100, height = 100) => ({
  position: { x, y },
  size: { width, height },
});
const shape = (
  kind: "Actor" | "Process" | "Store",
  id: string,
  data: object = {},
  place: object = at(0, 0),
) => ({
  id,
  shape: kind.toLowerCase(),
  ...place,
  data: { type: `tm.${kind}`, name: id.toUpperCase(), ...data },
});
const box = (id: string, name: string, place: object) => ({
  id,
  shape: "trust-boundary-box",
  ...place,
  data: { type: "tm.BoundaryBox", name, isTrustBoundary: true },
});
const flow = (id: string, source: object, target: object, data: object = {}) => ({
  id,
  shape: "flow",
  source,
  target,
  data: { type: "tm.Flow", name: id, ...data },
});
const cell = (id: string) => ({ cell: id });
const threat = (over: object = {}) => ({
  title: "T",
  type: "Tampering",
  status: "Open",
  severity: "High",
  description: "",
  mitigation: "",
  ...over,
});

describe("a model of Threat Dragon", () => {
  test("without boundaries has its actors outside, all else in the application", () => {
    const model = read([
      shape("Actor", "user"),
      shape("Process", "web"),
      shape("Store", "db"),
      flow("query", cell("web"), cell("db")),
    ]);
    expect(model).toMatchObject({ format: "Threat Dragon 2.3.0", source: "threat-dragon:Shop", notes: [] });
    expect(of(model, "zone").map(({ name, trust }) => [name, trust])).toEqual([
      ["Outside", 0],
      ["Application", 2],
    ]);
    expect(of(model, "component").map(({ name, zoneKey }) => [name, zoneKey])).toEqual([
      ["USER", "zone:outside"],
      ["WEB", "zone:application"],
      ["DB", "zone:application"],
    ]);
    expect(of(model, "flow")).toMatchObject([{ name: "query", sourceKey: "web", targetKey: "db" }]);
    expect(of(model, "system")).toEqual([]);
  });
  test("puts a component into the smallest box around its middle", () => {
    const model = read([
      box("outer", "DMZ", at(0, 0, 1000, 1000)),
      box("inner", "Data", at(100, 100, 200, 200)),
      box("empty", "Admin", at(5000, 0)),
      shape("Store", "deep", {}, at(150, 150)),
      shape("Process", "half-in", {}, at(249, 100)),
      shape("Process", "half-out", {}, at(251, 100)),
      shape("Actor", "away", {}, at(2000, 2000)),
      shape("Process", "nowhere", {}, {}),
    ]);
    expect(of(model, "component").map(({ key, zoneKey }) => [key, zoneKey])).toEqual([
      ["deep", "zone:inner"],
      ["half-in", "zone:inner"],
      ["half-out", "zone:outer"],
      ["away", "zone:outside"],
      ["nowhere", "zone:application"],
    ]);
    expect(of(model, "zone").map(({ name, trust }) => [name, trust])).toEqual([
      ["Data", 3],
      ["DMZ", 1],
      ["Outside", 0],
      ["Application", 2],
    ]);
    const messages = model.notes.map(({ message }) => message).join("\n");
    expect(messages).toContain("The boundary Admin has no component in it");
    expect(messages).toContain("How far the zone DMZ is trusted");
    expect(model.notes.every(({ line }) => line !== null)).toBe(true);
  });
  test("of several diagrams has a name in two of them once, and two of one name in one diagram twice", () => {
    const model = read(
      [
        shape("Process", "a1", { name: "API" }),
        shape("Store", "b1", { name: "Log", isALog: true }),
        shape("Store", "b2", { name: "log" }),
        flow("f1", cell("a1"), cell("b1"), { name: "write" }),
      ],
      [
        shape("Process", "a2", { name: "api", isWebApplication: true, threats: [threat()] }),
        shape("Store", "b3", { name: "LOG", storesCredentials: true }),
        box("z", "Secure", at(0, 0, 500, 500)),
        flow("f2", cell("a2"), cell("b3"), { name: "Write", isEncrypted: true, threats: [threat()] }),
      ],
    );
    expect(of(model, "component").map(({ key, name, zoneKey }) => [key, name, zoneKey])).toEqual([
      ["a1", "API", "zone:z"],
      ["b1", "Log", "zone:z"],
      ["b2", "log (2)", "zone:application"],
    ]);
    expect(of(model, "component").map(({ properties }) => properties)).toEqual([
      { kind: "service" },
      { kind: "log-store", storesData: true, storesCredentials: true },
      { storesData: true },
    ]);
    expect(of(model, "flow").map(({ key, properties }) => [key, properties])).toEqual([
      ["f1", { encryption: "tls" }],
    ]);
    expect(of(model, "stated-threat").map(({ placeKeys }) => placeKeys)).toEqual([["a1"], ["f1"]]);
    expect(model.found).toMatchObject({ diagrams: 2, processes: 2, stores: 3, flows: 2, boundaries: 1 });
  });
  test("keeps the threats of a flow with a loose end at its other end, or at the whole system", () => {
    const point = { x: 1, y: 2 };
    const model = read([
      shape("Process", "a"),
      flow("half", point, cell("a"), { threats: [threat({ title: "At A" })] }),
      flow("loose", point, point, { threats: [threat({ title: "Anywhere" })] }),
      flow("ghost", cell("a"), cell("nobody"), { threats: [threat({ title: "At A too" })] }),
      flow("circle", cell("a"), cell("a")),
    ]);
    expect(of(model, "flow")).toEqual([]);
    expect(of(model, "stated-threat").map(({ name, placeKeys }) => [name, placeKeys])).toEqual([
      ["At A", ["a"]],
      ["Anywhere", ["system"]],
      ["At A too", ["a"]],
    ]);
    expect(of(model, "system")).toMatchObject([{ key: "system", name: "Shop" }]);
    expect(model.notes.map(({ message }) => message)).toEqual([
      expect.stringContaining('The flow "half" has a loose end'),
      expect.stringContaining('The flow "loose" has a loose end'),
      expect.stringContaining("leads to what is no component"),
      expect.stringContaining("back to where it starts"),
    ]);
    expect(model.found).toMatchObject({ flows: 4, looseFlows: 2 });
  });
  test("counts statuses, keeps them as words first in the note, and never as more", () => {
    const statuses = ["Open", "Mitigated", "NotApplicable", "N/A", "Accepted", "Abierta", undefined, 7];
    const threats = statuses.map((status, index) =>
      threat({
        id: `t${index}`,
        status,
        score: "5.1",
        description: "<b>Bad</b> things",
        mitigation: "Do it",
      }),
    );
    const model = read([shape("Process", "a", { threats })]);
    expect(model.found).toMatchObject({
      threats: 8,
      threatsOpen: 1,
      threatsMitigated: 1,
      threatsNotApplicable: 2,
      threatsOther: 4,
    });
    const stated = of(model, "stated-threat");
    expect(stated.map(({ note }) => note.split("\n")[0])).toEqual([
      "Status in the file: Open.",
      "Status in the file: Mitigated.",
      "Status in the file: NotApplicable.",
      "Status in the file: N/A.",
      "Status in the file: Accepted.",
      "Status in the file: Abierta.",
      "The file gives no status.",
      "The file gives no status.",
    ]);
    expect(stated[0]?.note).toBe(
      "Status in the file: Open.\nSeverity in the file: High.\nScore in the file: 5.1.\nType in the file: Tampering.\n\nBad  things\n\nMitigation in the file: Do it",
    );
    expect(stated.every((one) => !("likelihood" in one) && one.key.startsWith("threat:t"))).toBe(true);
    expect(of(model, "control")).toEqual([]);
  });
  test.each([
    ["Spoofing", "S"],
    ["Suplantación de identidad", "S"],
    ["Tampering / Manipulación", "T"],
    ["Offenlegung von Informationen", "I"],
    ["Divulgation d'informations", "I"],
    ["サービス拒否", "D"],
    ["特権の昇格", "E"],
    ["Elevation of privilege", "E"],
    ["Confidentiality", "I"],
    ["Availability", "D"],
    ["Linkability", "I"],
    ["Non-repudiation", null],
    ["Unawareness", null],
    ["Whatever", null],
  ])("takes the type %s for %s", (type, stride) => {
    const model = read([shape("Process", "a", { threats: [threat({ type })] })]);
    expect(of(model, "stated-threat")).toMatchObject([{ stride }]);
    expect(of(model, "stated-threat")[0]?.note).toContain(`Type in the file: ${type}.`);
    expect(model.notes).toHaveLength(stride === null ? 1 : 0);
  });
});

describe("what the tool says by default stays unknown", () => {
  test.each([
    [
      "nothing ticked",
      "Store",
      { isALog: false, storesCredentials: false, isEncrypted: false },
      { storesData: true },
    ],
    [
      "a ticked store",
      "Store",
      { storesInventory: true, isEncrypted: true },
      { storesData: true, holdsValue: true, encryptedAtRest: "volume" },
    ],
    ["true as a text", "Store", { isEncrypted: "true" }, { storesData: true }],
    ["a process", "Process", { isWebApplication: false, privilegeLevel: "root" }, {}],
    ["card payments", "Process", { handlesCardPayment: true }, { dataClasses: ["payment"] }],
    ["an actor", "Actor", { providesAuthentication: false }, { kind: "client" }],
  ] as const)("of %s", (_, kind, data, properties) => {
    expect(of(read([shape(kind, "a", data)]), "component")[0]?.properties).toEqual(properties);
  });
  test.each([
    ["nothing ticked", { isEncrypted: false, isPublicNetwork: false, protocol: "" }, {}],
    [
      "HTTP/S and encrypted",
      { isEncrypted: true, protocol: "HTTP/S" },
      { protocol: "https", encryption: "tls" },
    ],
    ["HTTP/S alone", { protocol: "HTTP/S" }, {}],
    ["HTTPS alone", { protocol: "https" }, { protocol: "https", encryption: "tls" }],
    [
      "a public network",
      { isPublicNetwork: true, protocol: "gRPC" },
      { protocol: "grpc", publicNetwork: true },
    ],
    ["what nobody knows", { protocol: "carrier pigeon" }, {}],
  ])("of a flow with %s", (_, data, properties) => {
    const model = read([shape("Process", "a"), shape("Store", "b"), flow("f", cell("a"), cell("b"), data)]);
    expect(of(model, "flow")[0]?.properties).toEqual(properties);
  });
});

describe("files that break the tool's own schema", () => {
  test("of version 1 have their cells deeper and their names in the drawing", () => {
    const old = (type: string, id: string, rest: object = {}) => ({
      type: `tm.${type}`,
      id,
      ...at(0, 0),
      attrs: { text: { text: `${type}\n${id}` } },
      ...rest,
    });
    const cells = [
      old("Actor", "u"),
      old("Store", "s", {
        storesCredentials: true,
        threats: [threat({ threatId: "x", status: "Mitigated" })],
      }),
      { type: "tm.Boundary", id: "b", source: { x: 1, y: 1 }, target: { x: 2, y: 2 } },
      {
        type: "tm.Flow",
        id: "f",
        source: { id: "u" },
        target: { id: "s" },
        labels: [{ attrs: { text: { text: "Web Request" } } }],
        isEncrypted: true,
      },
    ];
    const model = readText(
      JSON.stringify({ summary: { title: "Old" }, detail: { diagrams: [{ diagramJson: { cells } }] } }),
    );
    expect(model.format).toBe("Threat Dragon 1");
    expect(of(model, "component").map(({ name }) => name)).toEqual(["Actor u", "Store s"]);
    expect(of(model, "flow")).toMatchObject([{ name: "Web Request", properties: { encryption: "tls" } }]);
    expect(of(model, "stated-threat")).toMatchObject([{ key: "threat:x", placeKeys: ["s"] }]);
    expect(model.found).toMatchObject({ boundaries: 1, boundaryCurves: 1, threatsMitigated: 1 });
  });
  test("may have threats beside the data, shapes without data, ids that repeat and shapes of other kinds", () => {
    const model = read([
      { id: "a", shape: "process", threats: [threat()] },
      { id: "a", shape: "store", data: { threats: [threat()] } },
      { shape: "process" },
      { shape: "hexagon", id: "h", data: { name: "Model" } },
      { shape: "td-text-block", id: "t", data: { type: "tm.Text", name: "Remark" } },
    ]);
    expect(of(model, "component").map(({ key, name }) => [key, name])).toEqual([
      ["a", "Unnamed process"],
      ["a 2", "Unnamed store"],
      ["component:Unnamed process (2)", "Unnamed process (2)"],
      ["h", "Model"],
    ]);
    expect(of(model, "stated-threat").map(({ key, placeKeys }) => [key, placeKeys])).toEqual([
      ["threat:a:T", ["a"]],
      ["threat:a 2:T", ["a 2"]],
    ]);
    expect(model.notes.map(({ message }) => message)).toEqual([
      expect.stringContaining("Model is of a kind"),
    ]);
  });
});

describe("refused with what to do", () => {
  test("a model without anything drawn", () => {
    expect(refusal(fileOf({ diagrams: [] }))?.message).toContain("choose another file");
    expect(refusal(fileOf({ diagrams: "none" }))?.message).toContain("choose another file");
  });
  test.each([
    ["500 components", Array.from({ length: 10_000 }, (_, n) => shape("Store", `s${n}`))],
    [
      "98 boundary boxes",
      Array.from({ length: 101 }, (_, n) => [
        box(`b${n}`, `B${n}`, at(n * 200, 0)),
        shape("Store", `s${n}`, {}, at(n * 200, 0)),
      ]).flat(),
    ],
    [
      "1500 flows",
      [
        shape("Store", "a"),
        shape("Store", "b"),
        ...Array.from({ length: 1_501 }, (_, n) => flow(`f${n}`, cell("a"), cell("b"))),
      ],
    ],
    ["500 threats", [shape("Store", "a", { threats: Array.from({ length: 501 }, () => threat()) })]],
  ])("more than %s", (most, cells) => {
    expect(refusal(fileOf({ diagrams: [{ cells }] }))?.message).toContain(`At most ${most}`);
  });
});
