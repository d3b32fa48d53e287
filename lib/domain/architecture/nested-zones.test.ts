import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ElementId, SystemId, UserId, UtcDate } from "../kernel/ids";
import { changeModel } from "./change-model";
import type { Zone } from "./element";
import { elementChanges } from "./element-fields";
import { mergeDraft } from "./merge-draft";
import type { ElementDraft, ModelChange } from "./model-change";
import { storedElement } from "./stored-element";
import { emptyModel, type SystemModel } from "./system-model";
import { withNewIds } from "./with-new-ids";
import { levelsOf, ZONE_LEVELS_MAX } from "./zone-tree";

const systemId = "00000000-0000-7000-8000-00000000feed" as SystemId;
const id = (text: string) => text as ElementId;
const context = {
  systemId,
  by: "ana" as UserId,
  on: "2026-11-22" as UtcDate,
  numbersUsed: {},
  properties: [],
  mechanisms: [],
  threats: [],
};
const zone = (name: string, parentId: string | null = null) => ({
  kind: "zone" as const,
  id: id(name),
  name,
  origin: null,
  parentId: parentId === null ? null : id(parentId),
  trust: 1 as const,
  coordination: "none" as const,
  properties: {},
});
const component = (name: string, zoneId: string): ElementDraft => ({
  kind: "component",
  id: id(name),
  name,
  origin: null,
  zoneId: id(zoneId),
  properties: {},
});
const save = (draft: ElementDraft, version: number | null = null): ModelChange => ({
  op: "save",
  draft,
  version,
});
const retire = (name: string, version = 1): ModelChange => ({ op: "retire", id: id(name), version });

function changed(model: SystemModel, ...changes: readonly ModelChange[]): SystemModel {
  const result = changeModel(model, changes, context);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.model;
}
function messages(model: SystemModel, ...changes: readonly ModelChange[]): readonly string[] {
  const result = changeModel(model, changes, context);
  if (result.ok || result.error.code !== "invalid") throw new Error("was not refused");
  return result.error.issues.map(({ path, message }) => `${path}: ${message}`);
}

const empty = emptyModel(systemId, "Checkout");
const nested = changed(
  empty,
  save(zone("outer")),
  save(zone("middle", "outer")),
  save(zone("inner", "middle")),
);

describe("an edit of zones in zones", () => {
  test("puts one into another, also into one of the same edit that comes later, and out again", () => {
    const drawn = changed(empty, save(zone("inner", "outer")), save(zone("outer")));
    expect(drawn.zones.map(({ parentId }) => parentId)).toEqual(["outer", null]);
    const out = changed(drawn, save(zone("inner"), 1));
    expect(out.zones[0]?.parentId).toBeNull();
  });
  test("is refused where the zone around is none or not there", () => {
    const drawn = changed(empty, save(zone("edge")), save(component("web", "edge")));
    expect(messages(drawn, save(zone("lost", "gone")))).toEqual([
      "elements.0.parentId: Choose a zone that exists.",
    ]);
    expect(messages(drawn, save(zone("lost", "web")))).toEqual([
      "elements.0.parentId: This takes only a zone.",
    ]);
  });
  test("is refused where a zone would stand inside itself, at once or by way of others", () => {
    const why = "A zone can’t stand inside itself, not by way of others either: choose another.";
    expect(messages(empty, save(zone("self", "self")))).toEqual([`elements.0.parentId: ${why}`]);
    expect(messages(nested, save(component("web", "inner")), save(zone("outer", "inner"), 1))).toEqual([
      `elements.1.parentId: ${why}`,
    ]);
  });
  test("is refused past five zones in one another, and names the zone that was moved", () => {
    const five = changed(
      nested,
      save(zone("fourth", "inner")),
      save(zone("fifth", "fourth")),
      save(zone("top")),
    );
    const why = "At most 5 zones stand in one another: choose one that is less deep.";
    expect(messages(five, save(zone("sixth", "fifth")))).toEqual([`elements.0.parentId: ${why}`]);
    expect(messages(five, save(zone("another")), save(zone("outer", "top"), 1))).toEqual([
      `elements.1.parentId: ${why}`,
    ]);
  });
  test("takes out no zone in which another stands, unless that goes too or stands elsewhere", () => {
    expect(messages(nested, retire("middle"))).toEqual([
      "elements.0: Z-3 inner still stands on it. Change that first.",
    ]);
    expect(changed(nested, retire("middle"), retire("inner")).zones).toHaveLength(1);
    expect(changed(nested, retire("middle"), save(zone("inner", "outer"), 1)).zones[1]?.parentId).toBe(
      "outer",
    );
  });
  test("gives new zones ids of ours also where others name them", () => {
    let made = 0;
    const makeId = () => {
      made += 1;
      return id(`ours-${made}`);
    };
    const drafts = withNewIds([save(zone("inner", "outer")), save(zone("outer"))], makeId).map((change) =>
      change.op === "save" ? change.draft : null,
    );
    expect(drafts).toMatchObject([
      { id: "ours-1", parentId: "ours-2" },
      { id: "ours-2", parentId: null },
    ]);
  });
  test("is told in words", () => {
    const [outer, middle] = nested.zones;
    const naming = {
      element: (one: ElementId) => nested.zones.find((each) => each.id === one),
      person: () => "",
      properties: [],
      mechanisms: [],
      threats: [],
    };
    expect(elementChanges(middle!, { ...middle!, parentId: null }, naming)).toEqual([
      { field: "Inside", before: "Z-1 outer", after: null },
    ]);
    expect(elementChanges(outer!, outer!, naming)).toEqual([]);
  });
  test("by two people joins where only one moved the zone, and clashes where both did", () => {
    const [, seen] = nested.zones;
    const mine = (parentId: string | null) => ({ ...zone("middle", parentId), name: "Mine" });
    const joined = mergeDraft(seen!, { ...seen!, parentId: null, version: 2 }, mine("outer"));
    expect(joined).toMatchObject({ conflicts: false, merged: { name: "Mine", parentId: null } });
    const clash = mergeDraft(seen!, { ...seen!, parentId: id("a"), version: 2 }, mine("b"));
    expect(clash).toMatchObject({ conflicts: true, merged: { parentId: "b" }, standing: { parentId: "a" } });
  });
});

test("a zone that was written before zones could stand in one another stands in none", () => {
  const { parentId: _none, ...old } = nested.zones[0] as Zone;
  expect(storedElement(old as Zone)).toMatchObject({ parentId: null });
  expect(storedElement(nested.zones[1]!)).toMatchObject({ parentId: "outer" });
});

test("whatever is edited, no zone stands inside itself, none in one that is gone, none too deep", () => {
  const name = fc.constantFrom("a", "b", "c", "d", "e", "f", "g");
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ name, parent: fc.option(name), isRetired: fc.constant(false) }) },
    { weight: 1, arbitrary: fc.record({ name, parent: fc.constant(null), isRetired: fc.constant(true) }) },
  );
  const edit = fc.uniqueArray(step, { minLength: 1, maxLength: 4, selector: (one) => one.name });
  const seven = changed(empty, ...["a", "b", "c", "d", "e", "f", "g"].map((one) => save(zone(one))));
  let done = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
      let model = seven;
      for (const steps of edits) {
        const changes = steps.flatMap(({ name: one, parent, isRetired }): readonly ModelChange[] => {
          const version = model.zones.find((each) => each.id === one)?.version ?? null;
          if (isRetired) return version === null ? [] : [retire(one, version)];
          return [save(zone(one, parent), version)];
        });
        const result = changeModel(model, changes, context);
        if (result.ok) model = result.value.model;
        if (result.ok) done += 1;
        else refused += 1;
        const parents = new Map(model.zones.map((one) => [one.id, one.parentId]));
        const { levelOf, circled } = levelsOf(parents);
        expect(circled.size).toBe(0);
        expect(Math.max(0, ...levelOf.values())).toBeLessThan(ZONE_LEVELS_MAX);
        for (const parent of parents.values()) expect(parent === null || parents.has(parent)).toBe(true);
      }
    }),
  );
  expect(done).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(100);
});
