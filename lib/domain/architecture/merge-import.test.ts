import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NAME_MAX } from "./check-element";
import type { ModelElement } from "./element";
import { flowsIn } from "./flow-tree";
import { countPreview } from "./import-preview";
import type { ImportedElement, ImportedModel } from "./imported-model";
import type { ElementDraft } from "./model-change";
import { personsFields } from "./persons-fields";
import { elementsOf } from "./system-model";
import {
  ANA,
  asset,
  Bench,
  component,
  control,
  draftOf,
  ENCRYPTIONS,
  file,
  flow,
  path,
  shop,
  zone,
} from "./testdata/import-bench";

describe("an import", () => {
  test("makes what the file says, as a claim of whoever imports it", () => {
    const bench = new Bench();
    const { preview } = bench.import(shop());
    expect(countPreview(preview)).toEqual({ made: 4, changed: 0, unchanged: 0, kept: 0 });
    expect(bench.model.flows[0]).toMatchObject({
      callsPerRequest: 1,
      origin: { source: "test", externalId: "a>b" },
      stated: { encryption: { by: ANA, on: "2026-03-01" } },
    });
  });
  test("follows the file where no person wrote since", () => {
    const bench = new Bench();
    bench.import(shop());
    const { preview } = bench.import(shop("app", "Web shop"));
    expect(preview.lines.filter(({ outcome }) => outcome === "changed")).toEqual([
      expect.objectContaining({
        readable: "C-1",
        name: "Web shop",
        changes: [{ field: "Name", before: "Web", after: "Web shop" }],
      }),
      expect.objectContaining({ changes: [{ field: "encryption", before: "TLS", after: "App" }] }),
    ]);
  });
  test("leaves what a person wrote, the second time too, and follows the file in the rest", () => {
    const bench = new Bench();
    bench.import(shop());
    bench.edit(
      (one) => ({ ...draftOf(one), name: "Shop front" }),
      ({ name }) => name === "Web",
    );
    for (const round of [1, 2]) {
      const { preview } = bench.import(shop("app", "Web 2"));
      expect(bench.named("Shop front").kind).toBe("component");
      expect(bench.model.flows[0]?.properties).toEqual({ encryption: "app" });
      expect(preview.lines[1]).toMatchObject({
        outcome: "unchanged",
        kept: [{ field: "Name", before: "Shop front", after: "Web 2" }],
      });
      expect(countPreview(preview).changed).toBe(round === 1 ? 1 : 0);
    }
  });
  test("leaves a value that a person took back to unknown", () => {
    const bench = new Bench();
    bench.import(shop());
    bench.edit(
      (one) => ({ ...draftOf(one), properties: {} }) as ElementDraft,
      ({ kind }) => kind === "flow",
    );
    const { preview, changes } = bench.merge(shop());
    expect(changes).toEqual([]);
    expect(preview.lines[3]?.kept).toMatchObject([{ field: "encryption", before: null, after: "TLS" }]);
  });
  test("keeps the day and the name of a claim that it finds unchanged", () => {
    const bench = new Bench();
    bench.import(shop());
    expect(bench.merge(shop()).changes).toEqual([]);
  });
  test("takes nothing away: what is no longer in the file stays and is named", () => {
    const bench = new Bench();
    bench.import(shop());
    const { changes, preview } = bench.merge(file(zone("z", "Edge"), component("a", "Web")));
    expect(changes).toEqual([]);
    expect(preview.gone).toEqual(["C-2 API", "F-1 a>b"]);
  });
  test("brings nothing back that somebody took out, nor what stood on it", () => {
    const bench = new Bench();
    bench.import(shop());
    bench.take(({ kind, name }) => kind === "flow" || name === "API");
    const again = file(...shop().elements, path("p", ["a>b"], null), control("c", ["b", "a>b"]));
    const { changes, preview } = bench.merge(again);
    expect(changes).toEqual([]);
    expect(preview.leftOut.map(({ name, reason }) => [name, reason.split(".")[0]])).toEqual([
      ["API", "C-2 API was taken out here, and stays out"],
      ["a>b", "F-1 a>b was taken out here, and stays out"],
      ["p", "One of its flows is left out"],
      ["c", "All that it stands on is left out"],
    ]);
  });
  test("takes what a person drew for what the file means where name or ends are the same", () => {
    const bench = new Bench();
    bench.import({ ...shop(), source: "by hand" });
    bench.history.clear();
    const drawn = elementsOf(bench.model).slice(1);
    for (const element of drawn)
      bench.edit(
        (one) => ({ ...draftOf(one), origin: null }),
        ({ id }) => id === element.id,
      );
    const { preview } = bench.import(shop("app"));
    expect(countPreview(preview)).toEqual({ made: 0, changed: 4, unchanged: 0, kept: 1 });
    expect(bench.model.flows[0]?.properties).toEqual({ encryption: "tls" });
    expect(bench.merge(shop("app")).changes).toEqual([]);
  });
  test("gives a new element another name where a stranger has it", () => {
    const bench = new Bench();
    bench.import(shop());
    bench.edit(
      (one) => ({ ...draftOf(one), name: "Cart" }),
      ({ name }) => name === "Web",
    );
    const withCart = file(...shop().elements, component("cart", "cart"));
    bench.import(withCart);
    expect(bench.model.components.map(({ name }) => name)).toEqual(["Cart", "API", "cart (2)"]);
    expect(bench.merge(withCart).changes).toEqual([]);
  });
});

test("a new element gets another name where a stranger has it, however long that is", () => {
  const bench = new Bench();
  const long = "x".repeat(NAME_MAX);
  bench.import(shop());
  bench.edit(
    (one) => ({ ...draftOf(one), name: long }),
    ({ name }) => name === "Web",
  );
  const withLong = file(...shop().elements, component("c", long), component("d", long));
  bench.import(withLong);
  expect(bench.model.components.map(({ name }) => name.slice(-5))).toEqual([
    "xxxxx",
    "API",
    "x (2)",
    "x (3)",
  ]);
});

describe("what may need a second person", () => {
  const base = (limit: number, flows: readonly string[], ...controls: readonly ImportedElement[]) =>
    file(...shop().elements, flow("b>a", "b", "a"), path("p", flows, limit), ...controls);
  test("is left out of an import: a budget is not loosened, by its limit or by its hops", () => {
    const bench = new Bench();
    bench.import(base(60, ["a>b", "b>a"]));
    for (const looser of [base(80, ["a>b", "b>a"]), base(60, ["a>b"])]) {
      const { changes, preview } = bench.merge(looser);
      expect(changes).toEqual([]);
      expect(preview.lines.at(-1)?.kept).toMatchObject([{ why: expect.stringContaining("second person") }]);
    }
    expect(bench.import(base(40, ["a>b"])).preview.lines.at(-1)).toMatchObject({
      changes: [{ field: "Budget" }],
      kept: [{ field: "Flows" }],
    });
  });
  test("is not kept back for a flow that nobody waits for: dropping it loosens no budget", () => {
    const bench = new Bench();
    const shopped = (flows: readonly string[], limit: number | null) =>
      file(...shop().elements, flow("b>a", "b", "a", { asynchronous: true }), path("p", flows, limit));
    bench.import(shopped(["a>b", "b>a"], 60));
    expect(bench.import(shopped(["a>b"], 60)).preview.lines.at(-1)).toMatchObject({
      changes: [{ field: "Flows" }],
      kept: [],
    });
  });
  test("counts against the budget that stands: hops may go in the same file that sets a first one", () => {
    const bench = new Bench();
    const first = file(...shop().elements, flow("b>a", "b", "a"), path("p", ["a>b", "b>a"], null));
    bench.import(first);
    expect(bench.import(base(60, ["a>b"])).preview.lines.at(-1)?.kept).toEqual([]);
  });
  test("is left out of an import: a control is neither taken back nor narrowed", () => {
    const bench = new Bench();
    bench.import(base(60, ["a>b"], control("c", ["a>b"])));
    const { changes, preview } = bench.merge(base(60, ["a>b"], control("c", ["b>a"], "retired")));
    const [change] = changes;
    expect(change?.op === "save" && change.draft).toMatchObject({
      standing: "in-place",
      scope: bench.model.flows.map(({ id }) => id),
    });
    expect(preview.lines.at(-1)?.kept.map(({ field }) => field)).toEqual(["Stands on", "Standing"]);
  });
});

test("a control keeps the threats whose condition it meets, and gets those that the file adds", () => {
  const bench = new Bench();
  const meeting = (...meetsConditionFor: readonly string[]) =>
    file(...shop().elements, { ...control("c", ["a"]), meetsConditionFor } as ImportedElement);
  bench.import(meeting("mitm", "spoofing"));
  for (const _round of [1, 2]) {
    const { preview } = bench.import(meeting("mitm", "ddos"));
    expect(bench.model.controls[0]?.meetsConditionFor).toEqual(["mitm", "spoofing", "ddos"]);
    expect(preview.lines.at(-1)?.kept).toMatchObject([
      { field: "Meets the condition for", why: expect.stringContaining("takes no credit away") },
    ]);
  }
  expect(bench.merge(meeting()).preview.lines.at(-1)?.kept).toEqual([]);
});

const KEYS = ["a", "b", "c", "d"] as const;
const NAMES = ["Web", "web", "API", "Store", "API (2)"] as const;
const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
const components = fc.uniqueArray(
  fc.record({ key: some(KEYS), name: some(NAMES), zone: some(["z", "y"]), stores: fc.boolean() }),
  { minLength: 2, selector: ({ key }) => key },
);
const step15 = fc.option(some([1, 3, 5] as const));
/** Files about the same few things, with names of their own each. */
const anyFile: fc.Arbitrary<ImportedModel> = fc
  .record({
    components: components.filter(
      (list) => new Set(list.map(({ name }) => name.toLowerCase())).size === list.length,
    ),
    flows: fc.uniqueArray(
      fc.record({ from: fc.nat(3), to: fc.nat(3), encryption: fc.option(some(ENCRYPTIONS)) }),
      { maxLength: 5, selector: ({ from, to }) => `${from} ${to}` },
    ),
    limit: fc.option(fc.integer({ min: 1, max: 5 })),
    standing: some(["proposed", "planned", "in-place", "retired"] as const),
    trust: some([0, 1, 2] as const),
    pathFlows: fc.nat(2),
    assets: fc.uniqueArray(
      fc.record({
        key: some(["o1", "o2"]),
        name: some(["Orders", "orders", "Keys"]),
        worth: fc.record({ confidentiality: step15, integrity: step15, availability: step15 }),
        dataClasses: fc.subarray(["public", "personal"] as const),
        at: fc.nat(3),
        places: fc.nat(3),
      }),
      { maxLength: 2, selector: ({ key }) => key },
    ),
  })
  .map(({ components: list, flows, limit, standing, trust, pathFlows, assets }) => {
    const keyAt = (index: number) => list[index % list.length]?.key ?? "";
    const ends = flows.map((one) => ({ ...one, source: keyAt(one.from), target: keyAt(one.to) }));
    const drawn = [...new Map(ends.map((one) => [`${one.source}>${one.target}`, one]))].filter(
      ([, { source, target }]) => source !== target,
    );
    const keys = drawn.map(([key]) => key);
    return file(
      zone("z", "Edge", trust),
      zone("y", "Inside"),
      ...list.map(({ key, name, zone: in_, stores }) => component(key, name, in_, { storesData: stores })),
      ...drawn.map(([key, { source, target, encryption }]) =>
        flow(key, source, target, encryption ? { encryption } : {}),
      ),
      ...(keys.length > 0 ? [path("p", keys.slice(0, pathFlows + 1), limit)] : []),
      control("ct", [keyAt(0), ...keys.slice(0, 2)], standing),
      ...assets.map(({ key, name, at, places, ...rest }) =>
        asset(key, name, [keyAt(at), ...keys].slice(0, places), rest),
      ),
    );
  });

/** What people do in between. */
const step = fc.oneof(
  fc.record({ do: fc.constant("rename" as const), nth: fc.nat(3), name: some(NAMES) }),
  fc.record({ do: fc.constant("encrypt" as const), nth: fc.nat(3), value: fc.option(some(ENCRYPTIONS)) }),
  fc.record({ do: fc.constant("take" as const), nth: fc.nat(3) }),
  fc.record({ do: fc.constant("rate" as const), nth: fc.nat(1), integrity: step15 }),
  fc.record({ do: fc.constant("import" as const), file: anyFile }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function doStep(bench: Bench, one: Step): void {
  if (one.do === "import") bench.import(one.file);
  if (one.do === "rename") rename(bench, one.nth, one.name);
  if (one.do === "rate") rate(bench, one.nth, one.integrity);
  const flow = one.do === "encrypt" || one.do === "take" ? bench.model.flows[one.nth] : undefined;
  if (!flow) return;
  const isFlow = ({ id }: ModelElement) => id === flow.id;
  const isUsed = JSON.stringify([bench.model.paths, bench.model.controls, bench.model.assets]).includes(
    flow.id,
  );
  if (one.do === "take" && !isUsed) bench.take(isFlow);
  const properties = one.do === "encrypt" && one.value ? { encryption: one.value } : {};
  if (one.do === "encrypt")
    bench.edit((element) => ({ ...draftOf(element), properties }) as ElementDraft, isFlow);
}

function rename(bench: Bench, nth: number, name: string): void {
  const { components: list } = bench.model;
  const target = list[nth];
  if (!target || list.some((other) => other.name.toLowerCase() === name.toLowerCase())) return;
  bench.edit(
    (element) => ({ ...draftOf(element), name }),
    ({ id }) => id === target.id,
  );
}

function rate(bench: Bench, nth: number, integrity: 1 | 3 | 5 | null): void {
  const { id, worth } = bench.model.assets[nth] ?? {};
  if (!worth) return;
  bench.edit(
    (element) => ({ ...draftOf(element), worth: { ...worth, integrity } }) as ElementDraft,
    (element) => element.id === id,
  );
}

/** What must not have become of an element, whatever a file says. */
function expectKept(old: ModelElement, now: ModelElement | undefined, persons: ReadonlySet<string>): void {
  expect(now?.kind).toBe(old.kind);
  if (persons.has("name")) expect(now?.name).toBe(old.name);
  if (old.kind === "flow" && now?.kind === "flow" && persons.has("properties.encryption"))
    expect(now.properties["encryption"]).toBe(old.properties["encryption"]);
  if (old.kind === "asset" && now?.kind === "asset" && persons.has("worth.integrity"))
    expect(now.worth.integrity).toBe(old.worth.integrity);
  if (old.kind === "control" && now?.kind === "control") {
    expect(old.scope.filter((id) => !now.scope.includes(id))).toEqual([]);
    expect(now.standing === "retired" && old.standing !== "retired").toBe(false);
  }
  if (old.kind === "path" && old.budget && now?.kind === "path") {
    expect(now.budget?.msLimit).toBeLessThanOrEqual(old.budget.msLimit);
    expect(flowsIn(old.tree).filter((id) => !flowsIn(now.tree).includes(id))).toEqual([]);
  }
}

describe("whatever was imported, edited and taken out before", () => {
  test("importing a file twice is importing it once", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), anyFile, (steps, last) => {
        const bench = new Bench();
        for (const one of steps) doStep(bench, one);
        bench.import(last);
        const again = bench.merge(last);
        expect(again.changes).toEqual([]);
        expect(again.preview.lines.filter(({ outcome }) => outcome !== "unchanged")).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
  test("no import writes over a field that a person wrote last, and none takes anything out", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), anyFile, (steps, last) => {
        const bench = new Bench();
        for (const one of steps) doStep(bench, one);
        const before = elementsOf(bench.model);
        const written = new Map(before.map(({ id }) => [id, personsFields(bench.history.get(id) ?? [])]));
        bench.import(last);
        for (const old of before)
          expectKept(
            old,
            elementsOf(bench.model).find(({ id }) => id === old.id),
            written.get(old.id) ?? new Set(),
          );
      }),
      { numRuns: 300 },
    );
  });
});
