import { expect, test } from "vitest";
import { checkElement } from "@/lib/domain/architecture/check-element";
import type { ElementDraft } from "@/lib/domain/architecture/model-change";
import { Bench, control, draftOf, file, shop } from "@/lib/domain/architecture/testdata/import-bench";
import { saveControlInput } from "@/lib/features/controls/schema";
import { saveLossScenarioInput } from "@/lib/features/roi/schema";
import { TEXT_MAX } from "@/lib/formats/model-json/schema";

const SYSTEM = "01900000-0000-7000-8000-000000000001";
const long = (most: number) => "x".repeat(most);
const fieldsOf = (parsed: { readonly error?: { readonly issues: readonly { path: PropertyKey[] }[] } }) =>
  parsed.error?.issues.map(({ path }) => path.join(".")) ?? [];

const controlForm = (over: number) => ({
  systemId: SYSTEM,
  name: long(TEXT_MAX.name + over),
  mechanism: "tls",
  standing: "planned",
  tool: long(TEXT_MAX.tool + over),
  note: long(TEXT_MAX.prose + over),
});

test("what a file may say of a control its form takes, and no more", () => {
  expect(fieldsOf(saveControlInput.safeParse(controlForm(0)))).toEqual([]);
  expect(fieldsOf(saveControlInput.safeParse(controlForm(1)))).toEqual(["name", "tool", "note"]);
});

test("what a file may say of the basis of numbers their form takes, and no more", () => {
  const form = (basis: string) => ({ systemId: SYSTEM, threat: "mitm", basis });
  const taken = (basis: string) => !fieldsOf(saveLossScenarioInput.safeParse(form(basis))).includes("basis");
  expect([taken(long(TEXT_MAX.prose)), taken(long(TEXT_MAX.prose + 1))]).toEqual([true, false]);
});

test("no model takes more, whatever wrote it", () => {
  const bench = new Bench();
  bench.import(file(...shop().elements, control("k", ["a"])));
  const [standing] = bench.model.controls;
  if (!standing) throw new Error("no control");
  const context = { properties: [], mechanisms: [{ id: "tls" }], threats: [] } as never;
  const issues = (over: number) => {
    const { tool, note } = controlForm(over);
    const draft = { ...draftOf(standing), tool, note } as ElementDraft;
    return checkElement(draft, context, "e").map(({ path }) => path);
  };
  expect([issues(0), issues(1)]).toEqual([[], ["e.tool", "e.note"]]);
});
