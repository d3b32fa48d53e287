import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ElementId } from "../kernel/ids";
import type { ImportedElement } from "./imported-model";
import type { ElementDraft } from "./model-change";
import { Bench, component, draftOf, file, zone } from "./testdata/import-bench";
import { levelsOf } from "./zone-tree";

const within = (key: string, parentKey: string | null | undefined): ImportedElement => {
  const one = zone(key, key.toUpperCase());
  return parentKey === undefined ? one : ({ ...one, parentKey } as ImportedElement);
};
/** What stands in what, by names. */
const nesting = ({ model }: Bench) => {
  const names = new Map<ElementId | null, string>(model.zones.map(({ id, name }) => [id, name]));
  return Object.fromEntries(model.zones.map(({ name, parentId }) => [name, names.get(parentId) ?? null]));
};
function place(bench: Bench, name: string, outer: string | null): void {
  const parentId = outer === null ? null : bench.named(outer).id;
  bench.edit(
    (one) => ({ ...draftOf(one), parentId }) as ElementDraft,
    (one) => one.name === name,
  );
}
const three = file(within("c", "b"), within("a", null), within("b", "a"), component("x", "X", "c"));

describe("an import of zones in zones", () => {
  test("makes them so, also where the inner one comes first, and changes nothing the second time", () => {
    const bench = new Bench();
    const { preview } = bench.import(three);
    expect(nesting(bench)).toEqual({ A: null, B: "A", C: "B" });
    expect(preview.lines[0]?.changes[0]).toEqual({ field: "Inside", before: null, after: "B" });
    expect(bench.merge(three).changes).toEqual([]);
  });
  test("follows the file where no person placed them, into others and out again", () => {
    const bench = new Bench();
    bench.import(three);
    const { preview } = bench.import(file(within("a", null), within("b", null), within("c", "a")));
    expect(nesting(bench)).toEqual({ A: null, B: null, C: "A" });
    expect(preview.lines[1]?.changes).toEqual([{ field: "Inside", before: "A", after: "no other zone" }]);
  });
  test("turns them around where the file does", () => {
    const bench = new Bench();
    bench.import(file(within("a", null), within("b", "a")));
    bench.import(file(within("a", "b"), within("b", null)));
    expect(nesting(bench)).toEqual({ A: "B", B: null });
  });
  test("leaves them where they stand where the file says nothing", () => {
    const bench = new Bench();
    bench.import(three);
    expect(bench.merge(file(within("a", undefined), within("b", undefined))).changes).toEqual([]);
  });
  test("never moves one that a person placed, into another or out of all", () => {
    const bench = new Bench();
    bench.import(three);
    place(bench, "C", "A");
    place(bench, "B", null);
    const { changes, preview } = bench.merge(three);
    expect(changes).toEqual([]);
    expect(preview.lines[0]?.kept).toMatchObject([
      { field: "Inside", before: "A", after: "B", why: expect.stringContaining("Somebody wrote this") },
    ]);
  });
  test("keeps what stands where a person’s placing and the file’s would make a circle", () => {
    const bench = new Bench();
    bench.import(file(within("a", null), within("b", null)));
    place(bench, "A", "B");
    const { changes, preview } = bench.merge(file(within("a", null), within("b", "a")));
    expect(changes).toEqual([]);
    expect(preview.lines[1]?.kept).toMatchObject([
      { field: "Inside", after: "A", why: expect.stringContaining("inside itself") },
    ]);
  });
  test("keeps what stands where more than five would stand in one another, new zones beside it", () => {
    const bench = new Bench();
    bench.import(file(within("a", null), within("b", "a"), within("c", "b"), within("d", "c")));
    bench.import(file(within("top", null)));
    place(bench, "A", "TOP");
    const more = file(within("d", "c"), within("e", "d"), within("c", undefined));
    const { preview } = bench.import(more);
    expect(nesting(bench)).toMatchObject({ D: "C", E: null });
    expect(preview.lines[1]?.kept).toMatchObject([{ why: expect.stringContaining("more than 5") }]);
    expect(bench.merge(more).changes).toEqual([]);
  });
  test("leaves a zone whose outer one somebody took out where it is", () => {
    const bench = new Bench();
    bench.import(three);
    place(bench, "B", null);
    bench.take(({ name }) => name === "A");
    expect(bench.merge(three).changes).toEqual([]);
    const fresh = file(...three.elements, within("d", "a"));
    bench.import(fresh);
    expect(nesting(bench)).toEqual({ B: null, C: "B", D: null });
  });
});

test("whatever files say and people place: importing twice is importing once, no circle, nobody overruled", () => {
  const key = fc.constantFrom("a", "b", "c", "d", "e", "f", "g");
  /** As readers hand it over: without circles. */
  const sound = fc
    .array(fc.tuple(key, fc.option(fc.option(key, { nil: null }), { nil: undefined })), { maxLength: 7 })
    .map((rows) => {
      const parents = new Map(rows.map(([one, parent]) => [one, parent ?? null]));
      const { circled } = levelsOf(parents);
      const asSaid = new Map(rows);
      return file(
        ...[...asSaid].map(([one, parent]) =>
          within(one, circled.has(one) || (parent && !asSaid.has(parent)) ? undefined : parent),
        ),
      );
    });
  const step = fc.oneof(
    sound.map((one) => ({ kind: "file" as const, file: one })),
    fc.record({ kind: fc.constant("person" as const), name: key, outer: fc.option(key) }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const bench = new Bench();
      const persons = new Map<string, string | null>();
      for (const one of steps) {
        if (one.kind === "person") {
          const [name, outer] = [one.name.toUpperCase(), one.outer?.toUpperCase() ?? null];
          if (placedByPerson(bench, name, outer)) persons.set(name, outer);
        } else {
          bench.import(one.file);
          expect(bench.merge(one.file).changes).toEqual([]);
        }
        expect(nesting(bench)).toMatchObject(Object.fromEntries(persons));
        const parents = new Map(bench.model.zones.map(({ id, parentId }) => [id, parentId]));
        expect(levelsOf(parents).circled.size).toBe(0);
      }
    }),
  );
});

/** Whether a person could do that and something changed. */
function placedByPerson(bench: Bench, name: string, outer: string | null): boolean {
  const now = nesting(bench);
  if (!(name in now) || (outer !== null && !(outer in now)) || now[name] === outer) return false;
  try {
    place(bench, name, outer);
    return true;
  } catch {
    return false;
  }
}
