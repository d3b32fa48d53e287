import { describe, expect, test } from "vitest";
import type { Mechanism } from "../catalogue/mechanism";
import { criticalParts } from "./critical-parts";
import type { ImportedElement } from "./imported-model";
import { keepKnown } from "./known-parts";
import type { ElementDraft } from "./model-change";
import { asset, Bench, component, control, draftOf, file, shop, stated } from "./testdata/import-bench";

const withC = (...attached: readonly ImportedElement[]) =>
  file(...shop().elements, component("c", "Cache"), ...attached);
const TLS = { id: "tls", name: "TLS", appliesTo: ["component"] } as unknown as Mechanism;
const isCache = ({ name }: { readonly name: string }) => name === "Cache";

describe("a retired control of which a place was taken out", () => {
  const retired = () => {
    const bench = new Bench();
    bench.import(withC(control("k", ["b", "c"], "retired")));
    bench.take(isCache);
    return bench;
  };
  test.each([["its other place"], ["nothing"]])("stays as it is where the file still names %s", (what) => {
    const bench = retired();
    const on = what === "nothing" ? [] : ["b"];
    const { changes, preview } = bench.merge(file(...shop().elements, control("k", on, "retired")));
    expect(changes).toEqual([]);
    expect(preview.leftOut).toEqual([]);
    expect(preview.lines.at(-1)).toMatchObject({ outcome: "unchanged", kept: [] });
  });
  test("is not taken for one that stands on nothing its mechanism goes on", () => {
    const read = file(...shop().elements, control("k", [], "retired"));
    const known = keepKnown(read, { properties: [], mechanisms: [TLS], threats: [] });
    expect(known.elements.at(-1)).toMatchObject({ kind: "control", key: "k" });
  });
  test("is not brought back by a file, and the rest of the file comes in", () => {
    const bench = retired();
    const { preview } = bench.import(file(...shop("app").elements, control("k", ["b"], "in-place")));
    expect(bench.model.controls).toMatchObject([{ standing: "retired" }]);
    expect(bench.model.flows[0]?.properties).toEqual({ encryption: "app" });
    expect(preview.lines.at(-1)?.kept).toMatchObject([
      { field: "Standing", why: expect.stringContaining("taken out") },
    ]);
  });
  test("is left out of another system where the file names nothing that it stands on", () => {
    const bench = new Bench();
    const { preview } = bench.import(file(...shop().elements, control("k", [], "retired")));
    expect(bench.model.controls).toEqual([]);
    expect(preview.leftOut).toMatchObject([{ reason: "It stands on nothing in the file." }]);
  });
});

describe("what a file puts only where somebody took everything out", () => {
  test.each([
    ["a control", control("k", ["b"]), control("k", ["c"]), "Stands on"],
    ["a threat that counts", stated("t", ["b"]), stated("t", ["c"]), "Threatens"],
    [
      "a threat that counts nowhere",
      stated("t", ["b"], { threat: null }),
      stated("t", ["c"], { threat: null }),
      "Threatens",
    ],
    ["an asset", asset("o", "Orders", ["b"]), asset("o", "Orders", ["c"]), "Lies in"],
  ])("stays where it is, and is asked about with nobody: %s", (_, first, second, field) => {
    const bench = new Bench();
    bench.import(withC(first));
    bench.take(isCache);
    const before = bench.model;
    const { changes, preview, barred } = bench.import(withC(second));
    expect(changes).toEqual([]);
    expect(bench.model).toEqual(before);
    expect(preview.lines.at(-1)?.kept).toMatchObject([
      { field, before: "API", after: "what is left out", why: expect.stringContaining("left out") },
    ]);
    expect(criticalParts(bench.model, barred, () => true)).toEqual([]);
  });
  test("stays where a person put it", () => {
    const bench = new Bench();
    bench.import(withC(control("k", ["c"])));
    const [api] = bench.model.components.slice(1);
    bench.edit(
      (one) => ({ ...draftOf(one), scope: [api?.id] }) as ElementDraft,
      ({ kind }) => kind === "control",
    );
    bench.take(isCache);
    expect(bench.merge(withC(control("k", ["c"]))).changes).toEqual([]);
  });
});
