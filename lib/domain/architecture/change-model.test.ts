import { describe, expect, it } from "vitest";
import type { PropertyDefinition } from "../catalogue/property";
import type { ElementId, SystemId, UserId, UtcDate } from "../kernel/ids";
import { wholeIdOf } from "../kernel/parse-id";
import { CHANGES_MAX, changeModel } from "./change-model";
import type { ElementDraft, ModelChange } from "./model-change";
import { emptyModel, type SystemModel } from "./system-model";
import { withNewIds } from "./with-new-ids";

const systemId = "00000000-0000-7000-8000-00000000feed" as SystemId;
const whole = wholeIdOf(systemId);
const ana = "ana" as UserId;
const jonas = "jonas" as UserId;
const day = (text: string) => text as UtcDate;
const id = (text: string) => text as ElementId;

const property = (one: Partial<PropertyDefinition> & { id: string }): PropertyDefinition => ({
  owner: "flow",
  role: "structural",
  group: "Connection",
  label: one.id,
  meaning: "",
  shape: { type: "boolean" },
  claims: [],
  derivation: null,
  ...one,
});
const properties = [
  property({ id: "publicNetwork" }),
  property({ id: "crossesZone", role: "derived" }),
  property({ id: "encryption", role: "protective", shape: { type: "enum", values: ["none", "tls"] } }),
  property({ id: "logged", role: "protective" }),
  property({
    id: "tokenLifetimeMin",
    role: "protective",
    shape: { type: "number", unit: "min", min: 0, max: 60 },
  }),
  property({ id: "dataClasses", shape: { type: "set", values: ["public", "personal", "payment"] } }),
];
const context = {
  systemId,
  by: ana,
  on: day("2026-11-22"),
  numbersUsed: {},
  properties,
  mechanisms: [
    { id: "tls", appliesTo: ["flow"] },
    { id: "waf", appliesTo: ["component", "system"] },
  ] as never,
  threats: [{ id: "mitm" }] as never,
};

const zone = (name: string, change: object = {}): ElementDraft =>
  ({
    kind: "zone",
    id: id(name),
    name,
    origin: null,
    parentId: null,
    trust: 1,
    coordination: "none",
    properties: {},
    ...change,
  }) as ElementDraft;
const component = (name: string, zoneId = "edge"): ElementDraft => ({
  kind: "component",
  id: id(name),
  name,
  origin: null,
  zoneId: id(zoneId),
  properties: {},
});
const flow = (name: string, change: object = {}): ElementDraft =>
  ({
    kind: "flow",
    id: id(name),
    name,
    origin: null,
    sourceId: id("web"),
    targetId: id("api"),
    callsPerRequest: 1,
    msRoundTrip: null,
    properties: {},
    ...change,
  }) as ElementDraft;
const path = (name: string, change: object = {}): ElementDraft =>
  ({
    kind: "path",
    id: id(name),
    name,
    origin: null,
    tree: { kind: "flow", flowId: id("f1") },
    budget: null,
    properties: {},
    ...change,
  }) as ElementDraft;
const control = (name: string, change: object = {}): ElementDraft =>
  ({
    kind: "control",
    id: id(name),
    name,
    origin: null,
    mechanism: "tls",
    standing: "in-place",
    scope: [id("f1")],
    ownerId: null,
    tool: "",
    note: "",
    oneOffAmount: null,
    perYearAmount: null,
    latency: null,
    meetsConditionFor: [],
    ...change,
  }) as ElementDraft;
const save = (draft: ElementDraft, version: number | null = null, attested?: string[]): ModelChange => ({
  op: "save",
  draft,
  version,
  ...(attested ? { attested } : {}),
});
const retire = (name: string, version = 1): ModelChange => ({ op: "retire", id: id(name), version });

function changed(model: SystemModel, changes: readonly ModelChange[], over: object = {}) {
  const result = changeModel(model, changes, { ...context, ...over });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
function refused(model: SystemModel, changes: readonly ModelChange[]) {
  const result = changeModel(model, changes, context);
  if (result.ok) throw new Error("was not refused");
  return result.error;
}
const messages = (model: SystemModel, changes: readonly ModelChange[]) => {
  const error = refused(model, changes);
  return error.code === "invalid"
    ? error.issues.map(({ path: at, message }) => `${at}: ${message}`)
    : [error.code];
};

const empty = emptyModel(systemId, "Checkout");
const drawn = changed(empty, [
  save(zone("edge")),
  save(component("web")),
  save(component("api")),
  save(flow("f1", { properties: { encryption: "tls", logged: true } })),
]).model;

describe("an edit of a model", () => {
  it("numbers new elements by kind, after every number ever used", () => {
    const { saved } = changed(drawn, [save(flow("f2")), save(flow("f3")), save(zone("core"))], {
      numbersUsed: { flow: 12, zone: 1 },
    });
    expect(saved.map(({ kind, number, version }) => [kind, number, version])).toEqual([
      ["flow", 13, 1],
      ["flow", 14, 1],
      ["zone", 2, 1],
    ]);
  });

  it("is made whole or not at all, and leaves the model that it was given alone", () => {
    const before = JSON.stringify(drawn);
    expect(messages(drawn, [save(zone("core")), save(component("db", "nowhere"))])).toEqual([
      "elements.1.zoneId: Choose a zone that exists.",
    ]);
    expect(JSON.stringify(drawn)).toBe(before);
  });

  it("makes no version of an element that stays the same, whatever the order of its sets and fields", () => {
    const first = changed(drawn, [save(flow("f2", { properties: { dataClasses: ["payment", "public"] } }))]);
    const same = flow("f2", { properties: { dataClasses: ["public", "payment"] } });
    expect(changed(first.model, [save(same, 1)])).toMatchObject({ saved: [], retired: [] });
    expect(changed(first.model, [save({ ...same, name: "other" }, 1)]).saved).toMatchObject([
      { version: 2, number: 1, name: "other" },
    ]);
  });

  it("refuses an element that somebody changed, made or took out meanwhile", () => {
    expect(refused(drawn, [save(zone("core")), save(zone("edge"), 2)])).toMatchObject({
      code: "stale",
      index: 1,
      current: { name: "edge", version: 1 },
    });
    expect(refused(drawn, [save(zone("edge"))])).toMatchObject({ code: "stale", index: 0 });
    expect(refused(drawn, [save(zone("gone"), 3)])).toMatchObject({ code: "stale", current: null });
    expect(refused(drawn, [retire("gone", 1)])).toMatchObject({ code: "stale", current: null });
    expect(refused(drawn, [retire("f1", 4)])).toMatchObject({ code: "stale" });
  });

  it("refuses an element that stands in it twice, changes its kind or poses as the system", () => {
    expect(messages(drawn, [save(zone("edge"), 1), retire("edge", 1)])).toEqual([
      "elements.1: This element stands in the edit twice. Name it once.",
    ]);
    expect(messages(drawn, [save(zone("f1"), 1)])).toEqual(["elements.0: F-1 f1 stays a flow."]);
    expect(messages(drawn, [retire(whole, 0)])).toHaveLength(1);
    expect(messages(drawn, [save(zone(whole))])).toHaveLength(1);
    const other = { kind: "system", id: id("another"), name: "x", origin: null, properties: {} } as const;
    expect(messages(drawn, [save(other)])).toEqual(["elements.0: Only one element is the whole system."]);
  });

  it("saves properties of the whole system once they are stated, whatever version was seen", () => {
    const system = { kind: "system", id: whole, name: "Checkout", origin: null, properties: {} } as const;
    expect(changed(empty, [save(system)]).saved).toMatchObject([{ id: whole, number: 1, version: 1 }]);
  });

  it(`takes ${CHANGES_MAX} elements at once and no more`, () => {
    const zones = (count: number) => Array.from({ length: count }, (_, index) => save(zone(`z${index}`)));
    expect(messages(empty, zones(CHANGES_MAX + 1))).toEqual([
      `: Change at most ${CHANGES_MAX} elements at once.`,
    ]);
    expect(changed(empty, zones(100)).saved).toHaveLength(100);
    expect(messages(empty, zones(101))).toEqual([
      ": A system has at most 100 elements of the kind zone; this would make 101.",
    ]);
  });
});

describe("taking elements out", () => {
  it("keeps the version of the tombstone, and frees the name but not the number", () => {
    const { model, retired } = changed(drawn, [retire("f1")]);
    expect(retired).toMatchObject([{ id: "f1", version: 2 }]);
    expect(model.flows).toEqual([]);
  });

  it("is refused while something still stands on them, naming it", () => {
    expect(messages(drawn, [retire("edge")])).toEqual([
      "elements.0: C-1 web still stands on it. Change that first.",
      "elements.0: C-2 api still stands on it. Change that first.",
    ]);
    const routed = changed(drawn, [save(path("checkout")), save(control("tls"))]).model;
    expect(messages(routed, [retire("f1")])).toEqual([
      "elements.0: P-1 checkout still stands on it. Change that first.",
      "elements.0: CT-1 tls still stands on it. Change that first.",
    ]);
  });

  it("is allowed together with what stands on them, in any order", () => {
    const all = [retire("edge"), retire("api"), retire("f1"), retire("web")];
    expect(changed(drawn, all).model).toMatchObject({ zones: [], components: [], flows: [] });
  });

  it("is not held up by a control that is retired", () => {
    const { model } = changed(drawn, [save(control("tls", { standing: "retired" }))]);
    expect(changed(model, [retire("f1")]).model.controls).toHaveLength(1);
  });
});

describe("claims", () => {
  const at = (model: SystemModel, change: object, on: string, attested?: string[]) =>
    changed(model, [save(flow("f1", { properties: change }), model.flows[0]?.version ?? null, attested)], {
      by: jonas,
      on: day(on),
    }).model;
  const stated = (model: SystemModel) => model.flows[0]?.stated;

  it("carry who stated them and when; what is structural is no claim", () => {
    expect(stated(drawn)).toEqual({
      encryption: { by: ana, on: "2026-11-22" },
      logged: { by: ana, on: "2026-11-22" },
    });
    expect(stated(at(drawn, { publicNetwork: true }, "2026-12-01"))).toEqual({});
  });

  it("keep their day when another field changes, and get a new one when their own value does", () => {
    const later = at(drawn, { encryption: "tls", logged: false, publicNetwork: true }, "2027-01-01");
    expect(stated(later)).toEqual({
      encryption: { by: ana, on: "2026-11-22" },
      logged: { by: jonas, on: "2027-01-01" },
    });
  });

  it("are renewed without a change of value where somebody attests them again", () => {
    const later = at(drawn, { encryption: "tls", logged: true }, "2027-01-01", ["encryption"]);
    expect(later.flows[0]?.version).toBe(2);
    expect(stated(later)).toMatchObject({ encryption: { by: jonas }, logged: { by: ana } });
  });

  it("are gone once the value is not known any more, and dated anew when it comes back", () => {
    const forgotten = at(drawn, { logged: true }, "2026-12-01");
    expect(stated(forgotten)).toEqual({ logged: { by: ana, on: "2026-11-22" } });
    const back = at(forgotten, { logged: true, encryption: "tls" }, "2027-02-01");
    expect(stated(back)).toMatchObject({ encryption: { by: jonas, on: "2027-02-01" } });
  });
});

describe("what an element can't be", () => {
  it.each([
    [flow("f2", { targetId: id("web") }), "targetId"],
    [flow("f2", { callsPerRequest: 0 }), "callsPerRequest"],
    [flow("f2", { callsPerRequest: 51 }), "callsPerRequest"],
    [flow("f2", { callsPerRequest: 1.5 }), "callsPerRequest"],
    [flow("f2", { msRoundTrip: -0.1 }), "msRoundTrip"],
    [flow("f2", { msRoundTrip: Number.NaN }), "msRoundTrip"],
    [flow("f2", { sourceId: id("edge") }), "sourceId"],
    [flow("f2", { targetId: id("nobody") }), "targetId"],
    [flow("f2", { properties: { encryption: "rot13" } }), "properties.encryption"],
    [flow("f2", { properties: { logged: "yes" } }), "properties.logged"],
    [flow("f2", { properties: { tokenLifetimeMin: 61 } }), "properties.tokenLifetimeMin"],
    [flow("f2", { properties: { dataClasses: ["public", "public"] } }), "properties.dataClasses"],
    [flow("f2", { properties: { crossesZone: true } }), "properties.crossesZone"],
    [flow("f2", { properties: { invented: true } }), "properties.invented"],
    [flow("f2", { name: " " }), "name"],
    [flow("x".repeat(121)), "name"],
    [component("EDGE", "f1"), "zoneId"],
    [component("WEB "), "name"],
    [zone("Edge"), "name"],
    [path("p", { tree: { kind: "series", parts: [] } }), "tree"],
    [path("p", { tree: { kind: "flow", flowId: id("web") } }), "tree"],
    [path("p", { budget: { percentile: 0.49, msLimit: 10 } }), "budget.percentile"],
    [path("p", { budget: { percentile: 0.95, msLimit: 0 } }), "budget.msLimit"],
    [control("c", { mechanism: "magic" }), "mechanism"],
    [control("c", { scope: [] }), "scope"],
    [control("c", { scope: [id("web")] }), "scope"],
    [control("c", { scope: [id("f1"), id("f1")] }), "scope"],
    [control("c", { mechanism: "waf" }), "scope"],
    [control("c", { meetsConditionFor: ["flood"] }), "meetsConditionFor"],
    [control("c", { perYearAmount: { kind: "pert", p5: 2, p50: 1, p95: 3 } }), "perYearAmount"],
    [control("c", { oneOffAmount: { kind: "constant", p5: -1, p50: -1, p95: -1 } }), "oneOffAmount"],
  ])("%# is named by its field", (draft, field) => {
    expect(refused(drawn, [save(draft)])).toMatchObject({ issues: [{ path: `elements.0.${field}` }] });
  });

  it("blames both renames of an edit, and not the element that had the name first", () => {
    expect(messages(drawn, [save({ ...component("web"), name: "api" }, 1)])).toEqual([
      "elements.0.name: C-2 api has this name already. Choose another.",
    ]);
  });

  it("lets two components swap their names in one edit", () => {
    const swap = [
      save({ ...component("web"), name: "api" }, 1),
      save({ ...component("api"), name: "web" }, 1),
    ];
    expect(changed(drawn, swap).model.components.map(({ name }) => name)).toEqual(["api", "web"]);
  });
});

describe("ids of an editor", () => {
  it("are replaced by ours, and their references with them", () => {
    const changes = withNewIds(
      [save(zone("z")), save(component("c", "z")), save(control("ct", { scope: [id("whole"), id("c")] }))],
      (() => {
        let next = 0;
        return () => id(`new-${next++}`);
      })(),
    );
    expect(changes).toMatchObject([
      { draft: { id: "new-0" } },
      { draft: { id: "new-1", zoneId: "new-0" } },
      { draft: { id: "new-2", scope: ["new-1", "whole"] } },
    ]);
  });

  it("of elements that stand are kept", () => {
    const changes = [save(zone("edge"), 1), retire("f1")];
    expect(withNewIds(changes, () => id("never"))).toEqual(changes);
  });
});
