import { describe, expect, test } from "vitest";
import type { ImportedElement } from "@/lib/domain/architecture/imported-model";
import { RECOGNISES_NOTHING } from "../foreign/recognise";
import { readModelFile } from "../model-file/read-model-file";

const bom = (rest: object) =>
  JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.5", version: 1, ...rest }, null, 1);
const read = (rest: object) => {
  const result = readModelFile(bom(rest), RECOGNISES_NOTHING);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const refusal = (text: string) => {
  const result = readModelFile(text, RECOGNISES_NOTHING);
  return result.ok ? null : result.error.problems[0];
};
const of = <K extends ImportedElement["kind"]>(elements: readonly ImportedElement[], kind: K) =>
  elements.filter((one): one is Extract<ImportedElement, { kind: K }> => one.kind === kind);
const service = (ref: string, rest: object = {}) => ({
  "bom-ref": ref,
  name: ref.toUpperCase(),
  "x-trust-boundary": false,
  ...rest,
});
const flowTo = (rest: object) =>
  of(
    read({
      services: [service("a"), service("b", rest)],
      dependencies: [{ ref: "a", dependsOn: ["b"] }],
    }).elements,
    "flow",
  )[0]?.properties;

describe("a SaaSBOM", () => {
  test("of a circle of calls has a flow for each, and none for a call of oneself", () => {
    const { elements, notes } = read({
      services: [service("a"), service("b")],
      dependencies: [
        { ref: "a", dependsOn: ["b", "b", "a"] },
        { ref: "b", dependsOn: ["a"] },
      ],
    });
    expect(of(elements, "flow").map(({ key }) => key)).toEqual(["a > b", "b > a"]);
    expect(notes).toEqual([
      {
        line: expect.any(Number),
        path: "dependencies[0].dependsOn[2]",
        message: expect.stringContaining("itself"),
      },
    ]);
  });
  test("reads services inside services, however deep, and says that no calls are named", () => {
    const { elements, notes } = read({
      services: [service("a", { services: [service("b", { services: [service("c")] })] })],
    });
    expect(of(elements, "component").map(({ key }) => key)).toEqual(["a", "b", "c"]);
    expect(of(elements, "flow")).toEqual([]);
    expect(notes.map(({ message }) => message)).toEqual([expect.stringContaining("draw the flows by hand")]);
  });
  test("names the line of a call of nobody, of a repeated reference and of a service without any", () => {
    const { elements, notes } = read({
      services: [service("a"), service("a", { name: "Other" }), { name: "Nameless", group: "org" }, {}],
      dependencies: [{ ref: "a", dependsOn: ["ghost", "service:org/Nameless"] }],
    });
    expect(of(elements, "component").map(({ key }) => key)).toEqual(["a", "service:org/Nameless"]);
    expect(of(elements, "flow").map(({ key }) => key)).toEqual(["a > service:org/Nameless"]);
    const messages = notes.map(({ message }) => message).join("\n");
    expect(messages).toContain('No service has the bom-ref "ghost"');
    expect(messages).toContain('"a" stands there twice');
    expect(messages).toContain("without bom-ref and name");
    expect(notes.every(({ line }) => line !== null)).toBe(true);
  });
  test("tells services of one name apart", () => {
    const { elements } = read({
      services: [service("x", { name: "Postgres" }), service("y", { name: "postgres" })],
    });
    expect(of(elements, "component").map(({ name }) => name)).toEqual(["Postgres (x)", "postgres (y)"]);
  });
  test("leaves software and what belongs to it out, and counts it", () => {
    const { notes, elements } = read({
      services: [service("a"), service("b")],
      components: [{ "bom-ref": "lib", name: "lib", components: [{ "bom-ref": "inner", name: "inner" }] }],
      dependencies: [{ ref: "a", dependsOn: ["lib", "inner", "b"] }],
    });
    expect(of(elements, "flow")).toHaveLength(1);
    expect(notes.map(({ message }) => message).sort()).toEqual([
      expect.stringContaining("1 entries under components"),
      expect.stringContaining("2 dependencies on software"),
    ]);
  });
  test("takes trust zones by their names where it has them", () => {
    const { elements } = read({
      services: [
        service("a", { trustZone: "DMZ" }),
        service("b", { trustZone: "Data" }),
        service("c", { trustZone: "dmz" }),
      ],
    });
    expect(of(elements, "zone").map(({ name, trust }) => [name, trust])).toEqual([
      ["DMZ", 1],
      ["Data", 3],
    ]);
  });
  test("puts a boundary service that only others inside call outside, one that outsiders call at the edge", () => {
    const { elements } = read({
      metadata: { component: { "bom-ref": "app", name: "App" } },
      services: [
        service("gate", { "x-trust-boundary": true }),
        service("in"),
        service("mail", { "x-trust-boundary": true }),
      ],
      dependencies: [
        { ref: "app", dependsOn: ["gate"] },
        { ref: "gate", dependsOn: ["in"] },
        { ref: "in", dependsOn: ["mail"] },
      ],
    });
    expect(of(elements, "component").map(({ name, zoneKey }) => [name, zoneKey])).toEqual([
      ["App", "zone:outside"],
      ["GATE", "zone:edge"],
      ["IN", "zone:application"],
      ["MAIL", "zone:outside"],
    ]);
  });
});

describe("what is not stated stays unknown", () => {
  test("of a service that says nothing about itself", () => {
    expect(flowTo({})).toEqual({});
  });
  test.each([
    ["authenticated: true, since it does not say how", { authenticated: true }, {}],
    ["authenticated: false", { authenticated: false }, { authentication: "none" }],
    ['authenticated: "false", which is no boolean', { authenticated: "false" }, {}],
    ["a class of data that nobody knows", { data: [{ classification: "X-9", flow: "inbound" }] }, {}],
    [
      "some classes of data",
      { data: [{ classification: "phi" }, { classification: "?" }, {}, 7] },
      { dataClasses: ["health"] },
    ],
    ["https", { endpoints: ["https://b"] }, { protocol: "https", encryption: "tls" }],
    ["http", { endpoints: ["http://b"] }, { protocol: "http", encryption: "none" }],
    ["two schemes at their worst", { endpoints: ["https://b", "http://b"] }, { encryption: "none" }],
    ["an address without scheme", { endpoints: ["b:5432"] }, { protocol: "sql" }],
    ["https on a database's port", { endpoints: ["https://b:5432"] }, { protocol: "sql" }],
    ["postgres with a password", { endpoints: ["postgres://u:secret@b/db"] }, { protocol: "sql" }],
    ["rediss", { endpoints: ["rediss://b:6379"] }, { protocol: "redis", encryption: "tls" }],
    ["a scheme that nobody knows", { endpoints: ["gopher://b"] }, {}],
    ["https beside what nobody knows", { endpoints: ["https://b", "gopher://b"] }, { protocol: "https" }],
    ["endpoints that are no texts", { endpoints: [7, null, {}] }, {}],
  ])("%s", (_, rest, properties) => {
    expect(flowTo(rest)).toEqual(properties);
  });
  test("and no address with a password in it is repeated", () => {
    expect(
      JSON.stringify(read({ services: [service("b", { endpoints: ["x://u:secret@b", "u:secret@b"] })] })),
    ).not.toContain("secret");
  });
});

describe("refused with what to do", () => {
  test.each([
    ["XML", '<?xml version="1.0"?>\n<bom/>', "as JSON"],
    ["another version", bom({ specVersion: "2.0", services: [service("a")] }), "1.4, 1.5, 1.6"],
    ["no version", JSON.stringify({ bomFormat: "CycloneDX", services: [] }), "1.4, 1.5, 1.6"],
    ["no services", bom({}), "SaaSBOM"],
    ["another kind of file", "[]", "no file of a kind that is read"],
    ["nothing", "  ", "nothing in it"],
    ["half a file", '{"bomFormat": "CycloneDX", ', "Correct the JSON"],
    ["repeated fields", '{"bomFormat": "CycloneDX", "bomFormat": "SPDX"}', "twice"],
    ["__proto__", '{"bomFormat": "CycloneDX", "__proto__": {}}', "can't be a field name"],
    ["a NUL byte", "{\0}", "plain text"],
    ["6 MB and one byte", " ".repeat(6 * 1024 * 1024 + 1), "6 MB"],
  ])("%s", (_, text, message) => {
    expect(refusal(text)?.message).toContain(message);
  });
  test("nested deeper than anything real", () => {
    const deep = `${'{"services":['.repeat(30)}${"]}".repeat(30)}`;
    expect(refusal(`{"bomFormat":"CycloneDX","specVersion":"1.5","x":${deep}}`)?.message).toContain("levels");
  });
  test("more services than a system holds", () => {
    const services = Array.from({ length: 1_000 }, (_, index) => service(`s${index}`));
    expect(refusal(bom({ services }))?.message).toContain("at most 500 components");
  });
});
