import { describe, expect, test } from "vitest";
import type { ElementId, SystemId } from "../kernel/ids";
import { budgetNeed, pathBudgets } from "./budget-need";
import type { Flow, RequestPath } from "./element";
import { emptyModel, type SystemModel } from "./system-model";

const id = (text: string) => text as ElementId;
const flow = (number: number, properties: Flow["properties"] = {}): Flow => ({
  kind: "flow",
  id: id(`f${number}`),
  number,
  version: 1,
  name: `Flow ${number}`,
  origin: null,
  properties,
  stated: {},
  sourceId: id("a"),
  targetId: id("b"),
  callsPerRequest: 1,
  msRoundTrip: null,
});
const path = (number: number, flows: readonly number[], msLimit: number | null): RequestPath => ({
  kind: "path",
  id: id(`p${number}`),
  number,
  version: 1,
  name: `Path ${number}`,
  origin: null,
  properties: {},
  stated: {},
  tree: { kind: "series", parts: flows.map((one) => ({ kind: "flow", flowId: id(`f${one}`) })) },
  budget: msLimit === null ? null : { percentile: 0.95, msLimit },
});
const model = (flows: readonly Flow[], paths: readonly RequestPath[]): SystemModel => ({
  ...emptyModel("s" as SystemId, "System"),
  flows,
  paths,
});
const before = model([flow(1), flow(2)], [path(1, [1, 2], 40), path(2, [2], 20), path(3, [1], null)]);

describe("the budgets of a model", () => {
  test("cover the flows that a request waits for, each once; a path without budget has none", () => {
    const flows = [flow(1), flow(2, { asynchronous: true })];
    expect(pathBudgets(model(flows, [path(1, [1, 2, 1], 40), path(3, [1], null)]))).toEqual([
      { pathId: "p1", hopIds: ["f1"], percentile: 0.95, msLimit: 40 },
    ]);
  });
});

describe("an edit", () => {
  const need = (after: SystemModel) => budgetNeed(before, after, [], "Because.");
  test("that tightens or leaves budgets alone takes one person", () => {
    expect(need(before)).toBeNull();
    expect(need(model(before.flows, [path(1, [1, 2], 30), path(2, [2, 1], 20)]))).toBeNull();
  });
  test("of a flow names every path that would no longer wait for it", () => {
    expect(need(model([flow(1), flow(2, { asynchronous: true })], before.paths))).toMatchObject({
      about: "Loosen the budget of P-1 Path 1, P-2 Path 2",
      changes: [
        { field: "P-1 Path 1: Covers F-2 Flow 2", before: "Yes", after: "No" },
        { field: "P-2 Path 2: Covers F-2 Flow 2", before: "Yes", after: "No" },
      ],
    });
  });
  test("that drops a budgeted path says so", () => {
    expect(need(model(before.flows, [path(1, [1, 2], 40)]))).toMatchObject({
      about: "Drop P-2 Path 2 and its budget",
    });
  });
});
