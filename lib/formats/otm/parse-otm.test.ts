import { beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { ImportedElement, ImportedModel } from "@/lib/domain/architecture/imported-model";
import { modelCatalogue } from "@/lib/server/catalogue";
import { type Recogniser, recogniserOf } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";

let recognise: Recogniser;
beforeAll(async () => {
  recognise = recogniserOf(await modelCatalogue());
}, 60_000);

const of = <K extends ImportedElement["kind"]>({ elements }: ImportedModel, kind: K) =>
  elements.filter((one): one is Extract<ImportedElement, { kind: K }> => one.kind === kind);
const otm = (rest: object) => ({
  otmVersion: "0.2.0",
  project: { name: "Shop", id: "shop" },
  trustZones: [zone("z")],
  ...rest,
});
const readText = (text: string) => {
  const result = readModelFile(text, recognise);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const read = (rest: object) => readText(JSON.stringify(otm(rest), null, 1));
const refusal = (rest: object) => {
  const result = readModelFile(JSON.stringify(otm(rest)), recognise);
  return result.ok ? null : result.error.problems[0];
};
const zone = (id: string, rest: object = {}) => ({
  id,
  name: id.toUpperCase(),
  risk: { trustRating: 60 },
  ...rest,
});
const component = (id: string, rest: object = {}) => ({
  id,
  name: id.toUpperCase(),
  type: "web-service",
  parent: { trustZone: "z" },
  ...rest,
});
const flow = (id: string, source: string, destination: string, rest: object = {}) => ({
  id,
  name: id,
  source,
  destination,
  ...rest,
});
const definition = (id: string, rest: object = {}) => ({
  id,
  name: `Threat ${id}`,
  risk: { likelihood: 50, impact: 80 },
  ...rest,
});
const mitigation = (id: string, name: string) => ({ id, name, riskReduction: 100 });
const against = (threat: string, ...mitigations: readonly (readonly [string, string])[]) => ({
  threat,
  state: "exposed",
  mitigations: mitigations.map(([id, state]) => ({ mitigation: id, state })),
});

describe("an Open Threat Model", () => {
  test("becomes zones, components and flows", () => {
    const model = read({
      trustZones: [zone("z"), zone("i", { name: "Internet", risk: { trustRating: 1 } })],
      components: [
        component("db", { type: "CD-MICROSOFT-AZURE-DB-POSTGRESQL" }),
        component("app", { type: "android-device-client", parent: { trustZone: "i" } }),
        component("odd", { type: "flux-capacitor" }),
      ],
      dataflows: [flow("f", "app", "db", { tags: ["HTTPS", "nightly"], bidirectional: true })],
    });
    expect(model).toMatchObject({
      format: "Open Threat Model 0.2.0",
      source: "otm:shop",
      systemName: "Shop",
    });
    expect(of(model, "zone").map(({ key, name, trust }) => [key, name, trust])).toEqual([
      ["zone:z", "Z", 2],
      ["zone:i", "Internet", 0],
    ]);
    expect(of(model, "component").map(({ key, zoneKey, properties }) => [key, zoneKey, properties])).toEqual([
      ["component:db", "zone:z", { kind: "database", storesData: true }],
      ["component:app", "zone:i", { kind: "client" }],
      ["component:odd", "zone:z", {}],
    ]);
    expect(of(model, "flow")).toMatchObject([
      {
        sourceKey: "component:app",
        targetKey: "component:db",
        properties: { protocol: "https", encryption: "tls" },
      },
    ]);
    const messages = model.notes.map(({ message }) => message).join("\n");
    expect(messages).toContain('the type "flux-capacitor" is not known');
    expect(messages).toContain("goes both ways");
    expect(model.notes.every(({ line }) => line !== null)).toBe(true);
  });
  test("in YAML says the same as in JSON, numbers as ids too", () => {
    const data = otm({
      components: [component("a", { threats: [against("7", ["8", "RECOMMENDED"])] })],
      threats: [definition("7")],
      mitigations: [mitigation("8", "Use TLS")],
    });
    const text = `# A remark\n---\n${stringify(data).replaceAll('"7"', "7").replaceAll('"8"', "8")}`;
    expect(text).toContain("threat: 7\n");
    const [yaml, json] = [readText(text), readText(JSON.stringify(data))];
    const plain = ({ elements }: ImportedModel) => elements.map((one) => ({ ...one, line: 0 }));
    expect(plain(yaml)).toEqual(plain(json));
    expect(yaml.found).toEqual(json.found);
  });
  test("finds the zone of components in components, and of circles and dangling parents none", () => {
    const model = read({
      trustZones: [zone("z", { parent: { trustZone: "y" } }), zone("y", { parent: { trustZone: "z" } })],
      components: [
        component("leaf", { parent: { component: "branch" } }),
        component("branch", { parent: { component: "root" } }),
        component("root", { parent: { trustZone: "y" } }),
        component("c1", { parent: { component: "c2" } }),
        component("c2", { parent: { component: "c1" } }),
        component("self", { parent: { component: "self" } }),
        component("ghost", { parent: { trustZone: "nowhere" } }),
        component("orphan", { parent: null }),
      ],
    });
    expect(of(model, "component").map(({ name, zoneKey }) => [name, zoneKey])).toEqual([
      ["LEAF", "zone:y"],
      ["BRANCH", "zone:y"],
      ["ROOT", "zone:y"],
      ...["C1", "C2", "SELF", "GHOST", "ORPHAN"].map((name) => [name, "place:application"]),
    ]);
    expect(model.notes.filter(({ message }) => message.includes("lead to no trust zone"))).toHaveLength(5);
    expect(model.notes.filter(({ message }) => message.includes("stand inside itself"))).toHaveLength(2);
  });
  test("has zones in zones; of a parent that leads nowhere the zone is kept and a note says so", () => {
    const parent = (trustZone: string) => ({ parent: { trustZone } });
    const model = read({
      trustZones: [
        zone("inner", parent("outer")),
        zone("outer"),
        zone("lost", parent("ghost")),
        zone("odd", { parent: { component: "a" } }),
        zone("a", parent("b")),
        zone("b", parent("a")),
        zone("self", parent("self")),
      ],
      components: [component("a", parent("inner"))],
    });
    expect(of(model, "zone").map(({ name, parentKey }) => [name, parentKey])).toEqual([
      ["INNER", "zone:outer"],
      ["OUTER", null],
      ["LOST", undefined],
      ["ODD", undefined],
      ["A", undefined],
      ["B", undefined],
      ["SELF", undefined],
    ]);
    const messages = model.notes.map(({ message }) => message).join("\n");
    expect(messages).toContain('"LOST" should stand in one that is not there');
    expect(messages).toContain('"ODD" stands in what is no zone');
    for (const name of ["A", "B", "SELF"]) expect(messages).toContain(`"${name}" would stand inside itself`);
  });
  test("whose zones all have one rating is told by their names", () => {
    const zones = ["Internet", "DMZ", "Data", "Private Secured Cloud"].map((name) =>
      zone(name, { name, risk: { trustRating: 10 } }),
    );
    const model = read({ trustZones: zones, components: [component("a", { parent: { trustZone: "DMZ" } })] });
    expect(of(model, "zone").map(({ trust }) => trust)).toEqual([0, 1, 3, 2]);
  });
});

describe("threats of a file", () => {
  test("stand at components and flows, with their state first and their likelihood from 1 to 5", () => {
    const likelihoods = [null, 0, 20, 21, 50, 100, 900, "high"];
    const model = read({
      components: [
        component("a", { threats: likelihoods.map((_, index) => against(`t${index}`)) }),
        component("b"),
      ],
      dataflows: [flow("f", "a", "b", { threats: [against("t1")] })],
      threats: likelihoods.map((likelihood, index) =>
        definition(`t${index}`, { risk: { likelihood, impact: 70 } }),
      ),
    });
    const stated = of(model, "stated-threat");
    expect(stated.map(({ likelihood }) => likelihood)).toEqual([undefined, 1, 1, 2, 3, 5, 5, undefined, 1]);
    expect(stated.at(-1)).toMatchObject({ placeKeys: ["flow:f"], key: "threat:t1@flow:f" });
    expect(stated[4]?.note).toBe(
      "State in the file: exposed.\nLikelihood in the file: 50 of 100.\nImpact in the file: 70 of 100.",
    );
    expect(model.found).toMatchObject({ threats: 8, threatInstances: 9 });
  });
  test("are recognised by their words, categories and CWEs", () => {
    const model = read({
      components: [component("a", { threats: ["1", "2", "3"].map((id) => against(id)) })],
      threats: [
        definition("1", { name: "Sniffing traffic to the API", categories: ["Information Disclosure"] }),
        definition("2", { name: "Odd", cwes: ["CWE-367"] }),
        definition("3", { name: "Odd", categories: [null, "Elevation of Privileges"] }),
      ],
    });
    expect(of(model, "stated-threat").map(({ threat, stride }) => [threat, stride])).toEqual([
      ["mitm", "I"],
      ["toctou", "T"],
      [null, "E"],
    ]);
  });
  test("that nobody defines are kept by their ids, those of lost flows at an end, or at the whole", () => {
    const model = read({
      components: [
        component("a", { threats: [against("ghost", ["nobody", "RECOMMENDED"]), null, { state: 7 }] }),
      ],
      dataflows: [
        flow("f", "a", "lost", { threats: [against("1")] }),
        flow("g", "lost", "lost", { threats: [against("1")] }),
      ],
      threats: [definition("1"), definition("1"), { name: "No id" }],
    });
    expect(of(model, "stated-threat").map(({ name, placeKeys }) => [name, placeKeys])).toEqual([
      ["Threat ghost", ["component:a"]],
      ["Threat 1", ["component:a"]],
      ["Threat 1", ["system"]],
    ]);
    const messages = model.notes.map(({ message }) => message).join("\n");
    for (const words of [
      'what the threat "ghost" is',
      'what the mitigation "nobody" is',
      "names no threat",
      'leads to "lost"',
      'starts at "lost"',
      'The id "1" stands there twice',
      "has no id",
    ])
      expect(messages).toContain(words);
  });
});

describe("mitigations of a file", () => {
  const model = (state: unknown) =>
    read({
      components: [
        component("a", {
          threats: [
            {
              threat: "1",
              state: "mitigated",
              mitigations: [
                { mitigation: "m", state },
                { mitigation: "x", state },
              ],
            },
          ],
        }),
        component("b", { threats: [against("1", ["m", "IMPLEMENTED"])] }),
      ],
      threats: [definition("1")],
      mitigations: [mitigation("m", "Rate limit the login"), mitigation("x", "Paint the fence")],
    });
  test.each(["RECOMMENDED", "REQUIRED", "not implemented", "Rejected", "TO BE IMPLEMENTED", "", null, 7])(
    "of the state %s are ideas, whatever they are said to take off the risk",
    (state) => {
      const controls = of(model(state), "control");
      expect(controls.map(({ mechanism, standing, scopeKeys }) => [mechanism, standing, scopeKeys])).toEqual([
        ["rate-limiting", "proposed", ["component:a"]],
        ["rate-limiting", "in-place", ["component:b"]],
      ]);
    },
  );
  test.each(["IMPLEMENTED", "implemented ", "In place", "Done"])("of the state %s are in place", (state) => {
    const controls = of(model(state), "control");
    expect(controls.map(({ standing, scopeKeys }) => [standing, scopeKeys])).toEqual([
      ["in-place", ["component:a", "component:b"]],
    ]);
  });
  test("are what their names say, before what their descriptions mention", () => {
    const described = read({
      components: [component("a", { threats: [against("1", ["m", "RECOMMENDED"])] })],
      threats: [definition("1", { name: "SQL injection", description: "An attacker could eavesdrop, too." })],
      mitigations: [{ ...mitigation("m", "Manage access by RBAC"), description: "Ask for MFA as well." }],
    });
    expect(of(described, "control")).toMatchObject([{ mechanism: "rbac-abac" }]);
    expect(of(described, "stated-threat")).toMatchObject([{ threat: "api" }]);
  });
  test("that name no mechanism stay words", () => {
    const [first] = of(model("RECOMMENDED"), "stated-threat");
    expect(first?.note).toContain(
      "Mitigation in the file: Paint the fence (RECOMMENDED; the file says it takes 100 % of the risk).",
    );
  });
});

describe("assets of a file", () => {
  test("give data classes where their names are known, and are noted where not", () => {
    const model = read({
      assets: [
        { id: "p", name: "PII" },
        { id: "u", name: "Unicorns" },
      ],
      components: [
        component("a", { assets: { processed: ["p"], stored: null } }),
        component("b", { type: "", assets: { processed: null, stored: ["p", "u", null, "ghost"] } }),
      ],
      dataflows: [flow("f", "a", "b", { assets: ["p", null] })],
    });
    expect(of(model, "component").map(({ properties }) => properties)).toEqual([
      { kind: "service" },
      { storesData: true, dataClasses: ["personal"] },
    ]);
    expect(of(model, "flow")[0]?.properties).toEqual({ dataClasses: ["personal"] });
    expect(model.notes.map(({ message }) => message).join("\n")).toContain(
      'Which class of data "Unicorns" is',
    );
    expect(model.found).toMatchObject({ assets: 2 });
  });
  test("come in with where they lie and with 0 to 100 as 1 to 5, which their notes and the import say", () => {
    const rated = (confidentiality: unknown, integrity: unknown, availability: unknown) => ({
      risk: { confidentiality, integrity, availability, comment: "By guess" },
    });
    const model = read({
      assets: [
        { id: "p", name: "PII", description: "<b>Who</b> they are", ...rated(100, 20, 0) },
        { id: "q", name: "pii", ...rated(20.5, 81, 60) },
        { id: "r", name: "Keys", ...rated(101, "high", null) },
      ],
      components: [
        component("a", { assets: { processed: ["p", "p", "ghost"], stored: ["q"] } }),
        component("b", { assets: { processed: null, stored: ["p"] } }),
      ],
      dataflows: [
        flow("f", "a", "b", { assets: ["p"] }),
        flow("gone", "a", "nowhere", { assets: ["p", "q"] }),
      ],
    });
    expect(
      of(model, "asset").map(({ name, dataClasses, worth, placeKeys }) => [
        name,
        dataClasses,
        Object.values(worth),
        placeKeys,
      ]),
    ).toEqual([
      ["PII", ["personal"], [5, 1, 1], ["component:a", "component:b", "flow:f"]],
      ["pii (2)", ["personal"], [2, 5, 3], ["component:a"]],
      ["Keys", [], [null, null, null], []],
    ]);
    expect(of(model, "asset")[0]?.note).toBe(
      "Who  they are\n\nWorth in the file, of 100: confidentiality 100, integrity 20, availability 0.\n\nBy guess",
    );
    const said = model.notes.map(({ message }) => message).join("\n");
    expect(said).toContain("rated from 0 to 100 here: taken as 1 to 5");
    expect(said).toContain('No asset has the id "ghost"');
  });
});

describe("refused with what to do", () => {
  test.each([
    ["no components", { components: null }, "lists no components"],
    ["components that are no list", { components: "all" }, "lists no components"],
    [
      "10,000 components",
      { components: Array.from({ length: 10_000 }, (_, n) => component(`c${n}`)) },
      "At most 500",
    ],
    [
      "100 zones beside our own",
      { trustZones: Array.from({ length: 100 }, (_, n) => zone(`z${n}`)), components: [component("a")] },
      "At most 99 zones",
    ],
    [
      "501 assets",
      {
        components: [component("a")],
        assets: Array.from({ length: 501 }, (_, n) => ({ id: `a${n}`, name: `A ${n}` })),
      },
      "At most 500 assets",
    ],
    [
      "501 threats",
      { components: [component("a", { threats: Array.from({ length: 501 }, () => against("1")) })] },
      "At most 500 stated threats",
    ],
  ])("%s", (_, rest, message) => {
    expect(refusal(rest)?.message).toContain(message);
  });
  test.each([
    ["YAML of another kind", "name: x\nsteps: []\n", "no file of a kind that is read"],
    ["YAML past 2 MB", `otmVersion: 0.2.0\n${"#".repeat(2 * 1024 * 1024)}`, "2 MB"],
  ])("%s", (_, text, message) => {
    const result = readModelFile(text, recognise);
    expect(result.ok ? "" : result.error.problems.map((one) => one.message).join()).toContain(message);
  });
});
