import { describe, expect, test } from "vitest";
import type { ElementId } from "../../kernel/ids";
import type { PostureFacts } from "../../posture/facts";
import { control, facts, flow as flowFact, id, mechanism } from "../../posture/testdata/facts";
import type { Component, Flow, Zone } from "../element";
import type { Coordination } from "../vocabulary";
import { coordinatedZones } from "./coordination";
import { defenceInDepth } from "./defence-in-depth";
import { zeroTrust } from "./zero-trust";

const base = { number: 1, version: 1, origin: null, stated: {} };
const zone = (
  name: string,
  properties: Zone["properties"] = {},
  coordination: Coordination = "none",
): Zone => ({
  ...base,
  kind: "zone",
  parentId: null,
  id: id(name),
  name,
  trust: 2,
  coordination,
  properties,
});
const part = (name: string, zoneId: string, properties: Component["properties"] = {}): Component => ({
  ...base,
  kind: "component",
  id: id(name),
  name,
  zoneId: id(zoneId),
  properties,
});
const flow = (source: string, target: string, properties: Flow["properties"] = {}): Flow => ({
  ...base,
  kind: "flow",
  id: id(`${source}-${target}`),
  name: "",
  sourceId: id(source),
  targetId: id(target),
  callsPerRequest: 1,
  msRoundTrip: null,
  properties,
});

describe("zero trust", () => {
  const all = { authentication: "mtls", encryption: "tls", authorization: "user" };
  const look = (properties: Flow["properties"], more: { rights?: string; closed?: boolean } = {}) =>
    zeroTrust({
      zones: [zone("edge"), zone("core", more.closed === undefined ? {} : { defaultDeny: more.closed })],
      components: [
        part("web", "edge", more.rights === undefined ? {} : { permissionScope: more.rights }),
        part("api", "core"),
      ],
      flows: [flow("web", "api", properties)],
    })[0];

  test("holds only where all four are stated", () => {
    expect(look(all, { rights: "least", closed: true })?.verdict).toBe("yes");
  });
  test("what nobody stated is unknown, not no", () => {
    expect(look({})).toMatchObject({
      verdict: "unknown",
      answers: { authenticated: "unknown", "least-privilege": "unknown" },
    });
  });
  test.each([
    ["authenticated", { ...all, authentication: "none" }, {}],
    ["encrypted", { ...all, encryption: "none" }, {}],
    ["authorized", { ...all, authorization: "none" }, {}],
    ["least-privilege", all, { rights: "admin", closed: true }],
    ["least-privilege", all, { rights: "least", closed: false }],
  ] as const)("a flow that is not %s fails, whatever else is unknown", (aspect, properties, more) => {
    const seen = look(properties, more);
    expect(seen?.answers[aspect]).toBe("no");
    expect(seen?.verdict).toBe("no");
  });
  test("within a zone only the caller's rights count", () => {
    const [seen] = zeroTrust({
      zones: [zone("core", { defaultDeny: false })],
      components: [part("a", "core", { permissionScope: "least" }), part("b", "core")],
      flows: [flow("a", "b", all)],
    });
    expect(seen?.answers["least-privilege"]).toBe("yes");
  });
});

describe("defence in depth", () => {
  const tls = mechanism("tls");
  const waf = mechanism("waf", { layer: "application", appliesTo: ["component"] });
  const seen = (controls: PostureFacts["controls"]) =>
    new Map(
      defenceInDepth(
        facts({
          mechanisms: [tls, waf],
          components: [
            { id: id("client"), number: 1, name: "client", zoneId: id("z") },
            { id: id("server"), number: 2, name: "server", zoneId: id("z") },
          ],
          flows: [flowFact("f1")],
          controls,
        }),
      ).map((one) => [one.id, one]),
    );

  test("counts layers, not controls", () => {
    const depth = seen([
      control("ct1", tls, ["f1"]),
      control("ct2", tls, ["f1"]),
      control("ct3", waf, ["server"]),
    ]);
    expect(depth.get(id("f1"))?.standing).toBe(2);
    expect(Object.keys(depth.get(id("server"))?.layers ?? {})).toEqual(["application"]);
    expect(depth.get(id("client"))?.standing).toBe(0);
  });
  test("what is planned stands nowhere; what is unproven is named and does not count", () => {
    expect(seen([control("ct1", tls, ["f1"], { standing: "planned" })]).get(id("f1"))?.layers).toEqual({});
    const unproven = seen([control("ct1", tls, ["f1"], { proof: "gap" })]).get(id("f1"));
    expect(unproven).toMatchObject({ standing: 0, layers: { network: "gap" } });
  });
});

describe("coordination", () => {
  test("lists the closest zones first, with the flows that come from looser ones", () => {
    const zones = coordinatedZones({
      zones: [zone("edge"), zone("ledger", {}, "strong"), zone("keys", {}, "full")],
      components: [part("web", "edge"), part("node", "ledger"), part("vault", "keys")],
      flows: [flow("web", "node"), flow("vault", "node"), flow("node", "vault")],
    });
    expect(zones.map(({ zoneId, level, fromLooser }) => [zoneId, level, fromLooser])).toEqual([
      ["keys", 3, ["node-vault" as ElementId]],
      ["ledger", 2, ["web-node"]],
      ["edge", 0, []],
    ]);
  });
});
