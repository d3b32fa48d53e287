import { expect, test } from "vitest";
import type { StatedThreat } from "../architecture/element";
import { emptyModel } from "../architecture/system-model";
import type { ElementId, SystemId } from "../kernel/ids";
import type { CompiledRules } from "./compile-rules";
import { deriveFindings } from "./derive-findings";

const NO_RULES: CompiledRules = { flow: [], component: [], zone: [], path: [], system: [] };
const empty = emptyModel("00000000-0000-7000-8000-000000000001" as SystemId, "Shop");
const zone = {
  kind: "zone" as const,
  parentId: null,
  id: "z" as ElementId,
  number: 1,
  version: 1,
  name: "App",
  origin: null,
  trust: 2 as const,
  coordination: "none" as const,
  properties: {},
  stated: {},
};
const component = (id: string, number: number) => ({
  kind: "component" as const,
  id: id as ElementId,
  number,
  version: 1,
  name: id,
  origin: null,
  zoneId: zone.id,
  properties: {},
  stated: {},
});
const [web, store] = [component("web", 1), component("store", 2)];
const flow = {
  ...component("flow", 1),
  kind: "flow" as const,
  sourceId: web.id,
  targetId: store.id,
  callsPerRequest: 1,
  msRoundTrip: null,
};
const stated = (over: Partial<StatedThreat>): StatedThreat => ({
  kind: "stated-threat",
  id: "t" as ElementId,
  number: 4,
  version: 1,
  name: "A laptop with keys is stolen",
  origin: null,
  threat: "leak",
  stride: "I",
  likelihood: 4,
  places: [flow.id, store.id, empty.whole.id],
  note: "",
  ...over,
});
const findings = (...threats: readonly StatedThreat[]) =>
  deriveFindings(
    { ...empty, zones: [zone], components: [web, store], flows: [flow], statedThreats: threats },
    { type: "microservices" },
    NO_RULES,
  ).findings;

test("each place of a stated threat is a finding that keeps its id", () => {
  expect(findings(stated({}))).toEqual([
    expect.objectContaining({
      id: "stated-4-leak-4@flow",
      element: { kind: "flow", id: "flow" },
      likelihood: 4,
    }),
    expect.objectContaining({ id: "stated-4-leak-4@store", element: { kind: "component", id: "store" } }),
    expect.objectContaining({
      element: { kind: "system", id: empty.whole.id },
      threat: "leak",
      stride: "I",
      text: "A laptop with keys is stolen",
    }),
  ]);
});

test("one of no threat of the catalogue counts nowhere", () => {
  expect(findings(stated({ threat: null }), stated({ stride: null }))).toEqual([]);
});
