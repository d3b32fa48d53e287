import { expect, test } from "vitest";
import { ok } from "../kernel/result";
import type { TemplateDraft } from "./item-text";
import { templatePreview } from "./template-preview";

const draft: TemplateDraft = { name: "Ours", version: "1", standards: {}, items: [] };
const version = (number: number, label: string) => ({ id: `v${number}`, number, label });
const offered = (fileName: string, found: { same?: string; newest?: string } = {}) => {
  const preview = templatePreview(fileName, {
    parsed: ok({ draft, warnings: [] }),
    names: new Map(),
    same: found.same === undefined ? null : version(1, found.same),
    newest: found.newest === undefined ? null : version(2, found.newest),
    reserved: false,
  });
  return preview.status === "ready" ? preview.version : preview;
};

test("the first table of a name is offered as the version that the file stands for", () => {
  expect(offered("Ours.csv")).toBe("1");
});

test("a changed table is offered as the next version, not as the same once more", () => {
  expect(offered("Ours.csv", { newest: "1" })).toBe("2");
  expect(offered("Ours.TSV", { newest: "9" })).toBe("10");
});

test("where the team counts in its own way, nothing is offered", () => {
  expect(offered("Ours.csv", { newest: "2026-11" })).toBe("");
});

test("a table that says the same keeps its version", () => {
  expect(offered("Ours.csv", { same: "2026-10", newest: "2026-11" })).toBe("2026-10");
});

test("a file that says its version is believed", () => {
  expect(offered("ours.yaml", { newest: "1" })).toBe("1");
});
