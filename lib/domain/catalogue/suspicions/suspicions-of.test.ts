import { describe, expect, it } from "vitest";
import type { Component, Control, Flow, RequestPath, Zone } from "../../architecture/element";
import { emptyModel, type SystemModel } from "../../architecture/system-model";
import type { PropertyValues } from "../../catalogue/property";
import type { ElementId, SystemId } from "../../kernel/ids";
import { CHECK_IDS, type CheckId, PLACES_KEPT_MAX, suspicionsOf } from "./suspicions-of";

const id = (text: string) => text as unknown as ElementId;
const base = { version: 1, origin: null, stated: {} } as const;
const zone = (name: string, trust: Zone["trust"], properties: PropertyValues = {}): Zone => ({
  ...base,
  kind: "zone",
  parentId: null,
  id: id(name),
  number: trust + 1,
  name,
  properties,
  trust,
  coordination: "weak",
});
const component = (
  name: string,
  zoneName: string,
  properties: PropertyValues = {},
  number = 1,
): Component => ({
  ...base,
  kind: "component",
  id: id(name),
  number,
  name,
  properties,
  zoneId: id(zoneName),
});
const flow = (source: string, target: string, properties: PropertyValues = {}): Flow => ({
  ...base,
  kind: "flow",
  id: id(`${source}>${target}`),
  number: 7,
  name: "",
  properties,
  sourceId: id(source),
  targetId: id(target),
  callsPerRequest: 1,
  msRoundTrip: null,
});
const control = (mechanism: string, standing: Control["standing"], ...scope: readonly string[]): Control =>
  ({
    ...base,
    kind: "control",
    id: id(mechanism),
    number: 1,
    name: "",
    mechanism,
    standing,
    scope: scope.map(id),
  }) as unknown as Control;

const EMPTY = emptyModel("system" as unknown as SystemId, "Shop");
const model = (parts: Partial<SystemModel>): SystemModel => ({
  ...EMPTY,
  zones: [zone("net", 0), zone("app", 2), zone("data", 3)],
  ...parts,
});
const found = (
  check: CheckId,
  parts: Partial<SystemModel>,
  items: Parameters<typeof suspicionsOf>[1] = [],
) => {
  const { fires, open } = suspicionsOf(model(parts), items)[check];
  return [fires, open];
};
const drawn = (properties: PropertyValues, controls: readonly Control[] = []): Partial<SystemModel> => ({
  components: [component("web", "net", { kind: "client" }), component("api", "app")],
  flows: [flow("web", "api", properties)],
  controls,
});
const one = (properties: PropertyValues, ...controls: readonly Control[]): Partial<SystemModel> => ({
  components: [component("api", "app", properties)],
  controls,
});
const whole = (properties: PropertyValues): Partial<SystemModel> => ({
  whole: { ...EMPTY.whole, properties },
});

describe("what is stated decides, and what nobody stated is never passed", () => {
  it.each<[CheckId, Partial<SystemModel>, Partial<SystemModel>, Partial<SystemModel>]>([
    [
      "security-through-obscurity",
      drawn({ authentication: "none" }),
      drawn({ authentication: "mtls" }),
      drawn({}),
    ],
    ["hardcoded-secrets", one({ secretSource: "config" }), one({ secretSource: "manager" }), one({})],
    ["own-cryptography", one({ ownCryptography: true }), one({ ownCryptography: false }), one({})],
    ["failing-open", drawn({ failsOpen: true }), drawn({ failsOpen: false }), drawn({})],
    [
      "shared-identity",
      one({ humanAdmins: 2, sharedAdminAccounts: true }),
      one({ humanAdmins: 2, sharedAdminAccounts: false }),
      one({ humanAdmins: 2 }),
    ],
    [
      "shared-fate",
      one({ storesData: true, backup: "same-account" }),
      one({ storesData: true, backup: "immutable" }),
      one({ storesData: true }),
    ],
    [
      "passwords-only",
      one({ humanAdmins: 1, adminMfa: "none" }),
      one({ humanAdmins: 1, adminMfa: "otp" }),
      one({ humanAdmins: 1 }),
    ],
    ["unpatched-software", one({ patchAgeDays: 31 }), one({ patchAgeDays: 30 }), one({})],
    ["assumed-awareness", whole({ trainingAgeMonths: 13 }), whole({ trainingAgeMonths: 12 }), whole({})],
    [
      "single-point-of-trust",
      one({ humanAdmins: 1, twoPersonForCritical: false }),
      one({ humanAdmins: 1, twoPersonForCritical: true }),
      one({ humanAdmins: 1 }),
    ],
    ["inadequate-encryption", drawn({ encryption: "none" }), drawn({ encryption: "tls" }), drawn({})],
    [
      "overlooked-insiders",
      one({ kind: "log-store", logTamperEvident: false }),
      one({ kind: "log-store", logTamperEvident: true }),
      one({ kind: "log-store" }),
    ],
    ["no-central-policy", one({ configAsCode: false }), one({ configAsCode: true }), one({})],
  ])("%s", (check, fires, quiet, open) => {
    expect(found(check, fires)).toEqual([1, 0]);
    expect(found(check, quiet)).toEqual([0, 0]);
    expect(found(check, open)).toEqual([0, 1]);
  });

  it("trusting the client: values taken as they are, and flows from outside that nothing authorizes", () => {
    const taken = drawn({ authorization: "user" });
    const [web, api] = [component("web", "net"), component("api", "app", { trustsClientValues: true })];
    expect(found("trusting-the-client", { ...taken, components: [web, api] })).toEqual([1, 0]);
    expect(found("trusting-the-client", drawn({ authorization: "none" }))).toEqual([1, 1]);
  });

  it("flat trust looks only inside zones that share little, never at calls of a component to itself", () => {
    const inside = (zoneName: string, properties: PropertyValues) => ({
      components: [component("a", zoneName), component("b", zoneName)],
      flows: [flow("a", "b", properties), flow("a", "a", properties)],
    });
    expect(found("flat-trust", inside("app", { authentication: "none" }))).toEqual([1, 0]);
    expect(found("flat-trust", inside("net", { authentication: "none" }))).toEqual([0, 0]);
    const strong = { ...zone("app", 2), coordination: "strong" } as const;
    expect(found("flat-trust", { zones: [strong], ...inside("app", { authentication: "none" }) })).toEqual([
      0, 0,
    ]);
  });

  it("check-then-act: a path without one atomic step, a write without a condition", () => {
    const path = {
      ...base,
      kind: "path",
      id: id("p"),
      number: 1,
      name: "Pay",
      properties: { checksThenActs: true },
      tree: { kind: "flow", flowId: id("web>api") },
      budget: null,
    } as const satisfies RequestPath;
    const acted = { ...drawn({}), paths: [path] };
    expect(found("check-then-act", acted)).toEqual([0, 1]);
    const split = { ...path, properties: { checksThenActs: true, singleTransaction: false } };
    expect(found("check-then-act", { ...acted, paths: [split] })).toEqual([1, 0]);
    const atomic = [control("atomic-transactions", "in-place", "web>api")];
    expect(found("check-then-act", { ...acted, paths: [split], controls: atomic })).toEqual([0, 0]);
    expect(found("check-then-act", drawn({ readModifyWrite: true, conditionalWrite: false }))).toEqual([
      1, 0,
    ]);
  });

  it("misconfigured perimeter: an open administration port, a zone that lets in what nobody forbade", () => {
    const components = [component("api", "app", { adminPortExposed: true })];
    expect(
      found("misconfigured-perimeter", { components, zones: [zone("app", 2, { defaultDeny: false })] }),
    ).toEqual([2, 0]);
  });

  it("what does not scale: only what other zones call, and only where no limiter stands", () => {
    const capped = (properties: PropertyValues) => ({
      ...drawn({}),
      components: [component("web", "net", { kind: "client" }), component("api", "app", properties)],
    });
    expect(found("security-that-does-not-scale", capped({ queueBounded: false }))).toEqual([1, 0]);
    expect(found("security-that-does-not-scale", capped({}))).toEqual([0, 1]);
    const limited = { ...capped({}), controls: [control("rate-limiting", "in-place", "api")] };
    expect(found("security-that-does-not-scale", limited)).toEqual([0, 0]);
  });

  it("complexity: a component that no flow touches", () => {
    expect(found("complexity", one({}))).toEqual([1, 0]);
    expect(found("complexity", drawn({}))).toEqual([0, 0]);
  });

  it("bolt-on: must-items of design are open while implementation is under way", () => {
    const design = { phase: "design", must: true, status: "to-do" } as const;
    const built = { phase: "implementation", must: false, status: "done" } as const;
    expect(found("bolt-on-security", {}, [design, built])).toEqual([1, 0]);
    expect(found("bolt-on-security", {}, [{ ...design, status: "done" }, built])).toEqual([0, 0]);
    expect(found("bolt-on-security", {}, [design])).toEqual([0, 0]);
  });
});

describe("a protection silences a check", () => {
  const suspicious = { authentication: "none", encryption: "none" };
  it("where a control of it is in place, on the flow, on its receiver or on the whole system", () => {
    for (const place of ["web>api", "api", EMPTY.whole.id])
      expect(
        found("security-through-obscurity", drawn(suspicious, [control("mtls", "in-place", place)])),
      ).toEqual([0, 0]);
  });
  it("but not where it is only planned, or stands elsewhere", () => {
    expect(
      found("security-through-obscurity", drawn(suspicious, [control("mtls", "planned", "api")])),
    ).toEqual([1, 0]);
    expect(
      found("security-through-obscurity", drawn(suspicious, [control("mtls", "in-place", "web")])),
    ).toEqual([1, 0]);
  });
});

describe("the list of suspicions", () => {
  it("names places as people do, and counts those past the first twenty", () => {
    const flows = Array.from({ length: PLACES_KEPT_MAX + 3 }, () => flow("web", "api", { failsOpen: true }));
    const { places, fires, looked } = suspicionsOf(model({ ...drawn({}), flows }), [])["failing-open"];
    expect(places).toHaveLength(PLACES_KEPT_MAX);
    expect(places[0]).toEqual({ number: "F-7", name: "web → api" });
    expect([fires, looked]).toEqual([23, 23]);
  });
  it("of a system that nobody has drawn finds nothing and promises nothing", () => {
    const all = suspicionsOf(EMPTY, []);
    for (const check of CHECK_IDS) expect([check, all[check].fires]).toEqual([check, 0]);
    expect(all["assumed-awareness"].open).toBe(1);
  });
});
