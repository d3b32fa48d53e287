import fc from "fast-check";
import { expect, test } from "vitest";
import { criticalChange } from "../controls/critical-change";
import { looseningsOf } from "../latency/budget";
import { lessStated } from "../threats/less-stated";
import { pathBudgets } from "./budget-need";
import { criticalParts } from "./critical-parts";
import { withCritical } from "./import-preview";
import type { ImportedElement } from "./imported-model";
import type { SystemModel } from "./system-model";
import { Bench, component, control, file, flow, path, zone } from "./testdata/import-bench";

const FLOWS = ["a>b", "b>c", "a>c"];
const some = (keys: readonly string[]) => fc.subarray([...keys], { minLength: 1 });

/** Files about one small system that say anything about its controls, budgets and threats. */
const files = fc
  .record({
    scope: some([...FLOWS, "a", "b"]),
    standing: fc.constantFrom(
      "in-place" as const,
      "planned" as const,
      "proposed" as const,
      "retired" as const,
    ),
    hops: some(FLOWS),
    msLimit: fc.option(fc.integer({ min: 10, max: 90 })),
    percentile: fc.constantFrom(0.5, 0.95, 0.99),
    unwaited: fc.subarray([...FLOWS]),
    threat: fc.record({
      threat: fc.constantFrom("mitm", null),
      likelihood: fc.integer({ min: 1, max: 5 }),
      name: fc.constantFrom("Read on the way", "Nothing much"),
      placeKeys: some(["a", "b", "a>b"]),
    }),
  })
  .map(({ scope, standing, hops, msLimit, percentile, unwaited, threat }) => {
    const bought = path("buy", hops, msLimit) as Extract<ImportedElement, { kind: "path" }>;
    return file(
      zone("z", "Edge"),
      ...["a", "b", "c"].map((key) => component(key, key)),
      ...FLOWS.map((key) => {
        const [from = "", to = ""] = key.split(">");
        return flow(key, from, to, unwaited.includes(key) ? { asynchronous: true } : { asynchronous: false });
      }),
      { ...bought, budget: bought.budget && { ...bought.budget, percentile } },
      control("k", scope, standing),
      { kind: "stated-threat", key: "t", line: null, origin: null, stride: "I", note: "", ...threat },
    );
  });

/** All that a second person is asked about and that got less between two states. */
function losses(before: SystemModel, after: SystemModel): readonly unknown[] {
  return [
    ...before.statedThreats.flatMap((threat) =>
      lessStated(threat, after.statedThreats.find(({ id }) => id === threat.id) ?? null),
    ),
    ...before.controls.flatMap((one) =>
      criticalChange(one, after.controls.find(({ id }) => id === one.id) ?? null, true),
    ),
    ...looseningsOf(pathBudgets(before), pathBudgets(after)),
  ];
}

test("whatever files say, importing them lessens no threat, no proven control and no budget", () => {
  fc.assert(
    fc.property(fc.array(files, { minLength: 2, maxLength: 5 }), (all) => {
      const bench = new Bench();
      for (const one of all) {
        const before = bench.model;
        bench.import(one);
        expect(losses(before, bench.model)).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

test("each part that is asked for does lessen something, and with it done the file has nothing more to ask of that element", () => {
  fc.assert(
    fc.property(files, files, fc.nat(), (first, second, pick) => {
      const bench = new Bench();
      bench.import(first);
      const { barred } = bench.import(second);
      const parts = criticalParts(bench.model, barred, () => true);
      const part = parts[pick % Math.max(1, parts.length)];
      fc.pre(part !== undefined);
      const { draft, standing, reason } = part!;
      const before = bench.model;
      bench.write([{ op: "save", draft, version: standing.version }], false);
      expect(losses(before, bench.model)).not.toEqual([]);
      expect(reason).toContain("a second person decides");
      const left = criticalParts(bench.model, bench.merge(second).barred, () => true);
      expect(left.filter((one) => one.draft.id === draft.id)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test("a control that nobody has proven is asked about with nobody", () => {
  const bench = new Bench();
  const elements = [zone("z", "Edge"), component("a", "a"), component("b", "b"), flow("a>b", "a", "b")];
  bench.import(file(...elements, control("k", ["a", "a>b"])));
  const { barred } = bench.import(file(...elements, control("k", ["a"], "planned")));
  expect(barred).toMatchObject([{ fields: ["scope", "standing"] }]);
  expect(criticalParts(bench.model, barred, () => false)).toEqual([]);
  expect(criticalParts(bench.model, barred, () => true)).toHaveLength(1);
});

test("what is asked for is listed apart, what was rejected stays with its number", () => {
  const bench = new Bench();
  const elements = [zone("z", "Edge"), component("a", "a"), component("b", "b"), flow("a>b", "a", "b")];
  bench.import(file(...elements, path("buy", ["a>b"], 60)));
  const { preview, barred } = bench.import(file(...elements, path("buy", ["a>b"], 90)));
  const [part] = criticalParts(bench.model, barred, () => true);
  const settled = { id: part!.draft.id, line: part!.line, fields: part!.fields, reason: part!.reason };
  const asked = withCritical(preview, [{ ...settled, request: { state: "asked" } }]);
  expect(asked.lines.at(-1)?.kept).toEqual([]);
  expect(asked.critical).toMatchObject([{ kind: "path", name: "buy", changes: [{ field: "Budget" }] }]);
  const rejected = withCritical(preview, [{ ...settled, request: { state: "rejected", number: 7 } }]);
  expect(rejected.lines.at(-1)?.kept).toMatchObject([{ field: "Budget", why: "Rejected in AR-7." }]);
});
