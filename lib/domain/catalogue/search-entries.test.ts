import { expect, it } from "vitest";
import { modelCatalogue, knowledge as readKnowledge } from "@/lib/server/catalogue";
import { CATALOGUE_KINDS, entriesAbout, entryHref, listEntries, parseKnowledgeKind } from "./kinds";
import { searchEntries } from "./search-entries";

const [knowledge, catalogue] = await Promise.all([readKnowledge(), modelCatalogue()]);
const found = (query: string) =>
  searchEntries(knowledge, catalogue, query).map(({ kind, id }) => `${kind} ${id}`);

it("lists every entry of every kind once", () => {
  const entries = listEntries(knowledge, catalogue);
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(new Set(CATALOGUE_KINDS));
  expect(new Set(entries.map(({ kind, id }) => entryHref(kind, id))).size).toBe(entries.length);
});

it("finds entries by all words, those named so first, and by ids of public catalogues", () => {
  expect(found("ZERO trust").slice(0, 2)).toEqual(["mechanisms zero-trust-policy", "patterns zero-trust"]);
  expect(found("netflix")).toContain("trends case-netflix");
  expect(found("T1557")).toEqual(["threats mitm"]);
  expect(found("istio linkerd")).toContain("tools service-mesh-security");
});

it("finds nothing for no word, and for words that no entry has", () => {
  expect(found("  ")).toEqual([]);
  expect(found("zero trust xylophone")).toEqual([]);
});

it("knows which entries point to a threat or to a mechanism", () => {
  const about = entriesAbout(knowledge, "threats", "toctou").map(({ kind, id }) => `${kind} ${id}`);
  expect(about).toContain("anti-patterns check-then-act");
  expect(about).toContain("patterns single-use-token");
  expect(entriesAbout(knowledge, "mechanisms", "mtls").map(({ id }) => id)).toContain("zero-trust");
});

it("reads kinds from addresses, and refuses others", () => {
  expect(parseKnowledgeKind("failure-modes")).toBe("failure-modes");
  expect(parseKnowledgeKind("threats")).toBeNull();
  expect(parseKnowledgeKind("constructor")).toBeNull();
});
