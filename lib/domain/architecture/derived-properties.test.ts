import { describe, expect, test } from "vitest";
import type { PropertyValues } from "../catalogue/property";
import type { ElementId, SystemId } from "../kernel/ids";
import { indexModel, pathProperties } from "./derived-properties";
import type { Component, Flow, FlowTree, RequestPath, Zone } from "./element";
import { emptyModel } from "./system-model";

const id = (text: string) => text as ElementId;
const base = { number: 1, version: 1, origin: null, stated: {}, properties: {} };
const zone = (name: string, trust: Zone["trust"]): Zone => ({
  ...base,
  kind: "zone",
  parentId: null,
  id: id(name),
  name,
  trust,
  coordination: "weak",
});
const component = (name: string, zoneName: string): Component => ({
  ...base,
  kind: "component",
  id: id(name),
  name,
  zoneId: id(zoneName),
});
const flow = (name: string, source: string, properties: PropertyValues): Flow => ({
  ...base,
  kind: "flow",
  id: id(name),
  name,
  sourceId: id(source),
  targetId: id("api"),
  callsPerRequest: 1,
  msRoundTrip: null,
  properties,
});
const step = (name: string): FlowTree => ({ kind: "flow", flowId: id(name) });

const compute = (tree: FlowTree, flows: Readonly<Record<string, PropertyValues>>) => {
  const model = {
    ...emptyModel("00000000-0000-7000-8000-000000000001" as SystemId, "Shop"),
    zones: [zone("outside", 0), zone("app", 2)],
    components: [component("browser", "outside"), component("api", "app")],
    flows: Object.entries(flows).map(([name, properties]) =>
      flow(name, name === "enter" ? "browser" : "api", properties),
    ),
  };
  const path: RequestPath = { ...base, kind: "path", id: id("path"), name: "Path", tree, budget: null };
  return pathProperties(path, indexModel(model));
};

describe("what is computed of a request path", () => {
  const both: FlowTree = { kind: "series", parts: [step("enter"), step("store")] };

  test("says the best and worst of its flows", () => {
    expect(
      compute(both, {
        enter: { changesState: false, dataClasses: ["public"], encryption: "tls", carriesUserIdentity: true },
        store: {
          changesState: true,
          dataClasses: ["payment"],
          encryption: "none",
          carriesUserIdentity: false,
        },
      }),
    ).toEqual({
      values: {
        hops: 2,
        startsOutside: true,
        changesState: true,
        sensitive: true,
        strongestEncryption: "tls",
        weakestEncryption: "none",
        userIdentityOnEveryHop: false,
      },
      unknown: {},
    });
  });
  test("leaves out what is not known and names the flows where it can be stated", () => {
    const { values, unknown } = compute(both, {
      enter: { changesState: false },
      store: { encryption: "tls" },
    });
    expect(values).toEqual({ hops: 2, startsOutside: true });
    expect(unknown["changesState"]).toEqual([{ flowId: "store", property: "changesState" }]);
    expect(unknown["weakestEncryption"]).toEqual([{ flowId: "enter", property: "encryption" }]);
    expect(unknown["sensitive"]).toHaveLength(2);
  });
  test("is known as soon as one flow decides it", () => {
    const { values } = compute(both, {
      enter: { changesState: true, carriesUserIdentity: false },
      store: {},
    });
    expect(values).toMatchObject({ changesState: true, userIdentityOnEveryHop: false });
  });
  test("counts a flow that is taken twice twice, and begins outside when any first flow does", () => {
    const side: FlowTree = { kind: "parallel", parts: [step("store"), step("enter")] };
    const tree: FlowTree = { kind: "series", parts: [side, step("store")] };
    expect(compute(tree, { enter: {}, store: {} }).values).toMatchObject({ hops: 3, startsOutside: true });
    const inside: FlowTree = { kind: "series", parts: [step("store"), side] };
    expect(compute(inside, { enter: {}, store: {} }).values).toMatchObject({ startsOutside: false });
  });
});
