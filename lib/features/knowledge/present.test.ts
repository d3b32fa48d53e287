import { describe, expect, test } from "vitest";
import { CATALOGUE_KINDS, entriesOfKind, parseKnowledgeKind } from "@/lib/domain/catalogue/kinds";
import { traitsOf } from "@/lib/domain/catalogue/system-traits";
import { deriveFindings } from "@/lib/domain/threats/derive-findings";
import { SHOP } from "@/lib/features/kit/sample-models";
import {
  catalogueItems,
  compiledRules,
  modelCatalogue,
  knowledge as readKnowledge,
} from "@/lib/server/catalogue";
import {
  type KnowledgeSources,
  presentEntry,
  presentFound,
  presentIndex,
  presentKind,
  presentSuspected,
} from "./present";

const [knowledge, catalogue, items, rules] = await Promise.all([
  readKnowledge(),
  modelCatalogue(),
  catalogueItems(),
  compiledRules(),
]);
const { findings } = deriveFindings(SHOP, { type: "microservices" }, rules);
const statuses = new Map([
  ["secrets-managed", "done"],
  ["access-reviewed", "to-do"],
] as const);
const shop = {
  slug: "checkout",
  name: "Checkout",
  type: "microservices",
  regulations: ["GDPR"],
  traits: traitsOf(SHOP, findings, statuses, items),
} as const;
const sources: KnowledgeSources = { knowledge, catalogue, items, systems: [shop], more: 0 };
const kinds = CATALOGUE_KINDS.flatMap((kind) => parseKnowledgeKind(kind) ?? []);
const viewOf = (kind: (typeof kinds)[number], id: string) => {
  const found = presentKind(kind, sources)
    .flatMap(({ views }) => views)
    .find(({ entry }) => entry.id === id);
  if (!found) throw new Error(`no ${kind} ${id}`);
  return found;
};

describe("the knowledge catalogue on screen", () => {
  test("shows every entry of every kind once, under a heading where its kind has several", () => {
    for (const kind of kinds) {
      const groups = presentKind(kind, sources);
      expect(groups.flatMap(({ views }) => views)).toHaveLength(entriesOfKind(knowledge, kind).length);
      if (groups.length > 1) expect(groups.map(({ title }) => title)).not.toContain(null);
    }
  });
  test("leads from a goal to what threatens and what serves it, as those say themselves", () => {
    const { threats, mechanisms, uses } = viewOf("goals", "accountability");
    expect(threats.map(({ href }) => href)).toContain("/catalogue/threats/insider");
    expect(mechanisms.map(({ href }) => href)).toContain("/catalogue/mechanisms/tamper-evident-log");
    expect(uses?.lines[0]?.remark).toMatch(/^\d+ findings?$/);
  });
  test("names the systems that an entry concerns, and where that is seen", () => {
    expect(viewOf("system-types", "microservices").uses?.lines).toEqual([
      { href: "/systems/checkout", name: "Checkout", remark: "" },
    ]);
    expect(viewOf("trust-levels", "weak").uses?.lines).toEqual([
      { href: "/systems/checkout/architecture", name: "Checkout", remark: "2 zones" },
    ]);
    expect(viewOf("failure-modes", "auth-service-down").uses?.lines).toHaveLength(1);
    expect(viewOf("standards", "gdpr").uses?.lines).toEqual([]);
    expect(viewOf("standards", "iso-27001-2022").uses?.lines[0]).toMatchObject({
      href: "/systems/checkout/standards/iso_27001_2022",
    });
    expect(viewOf("trends", "read-owasp-top-10").uses).toBeNull();
  });
  test("names at most six systems and counts the rest", () => {
    const systems = Array.from({ length: 9 }, (_, place) => ({
      ...shop,
      slug: `s${place}`,
      name: `S${place}`,
    }));
    const type = knowledge.systemTypes.find(({ id }) => id === "microservices");
    if (!type) throw new Error("no such type");
    const { uses } = presentEntry("system-types", type, { ...sources, systems });
    expect([uses?.lines.length, uses?.more]).toEqual([6, 3]);
  });
});

test("an anti-pattern names the places on each system, and what nobody stated", () => {
  const [first] = presentSuspected("security-through-obscurity", [shop]);
  expect(first?.places).toContainEqual({ number: "F-1", name: "Browser → Edge gateway" });
  expect(first?.open).toBeGreaterThan(0);
  expect(presentSuspected("ignored-warnings", [shop])).toEqual([]);
});

test("the index counts every kind, and a search groups what it found", () => {
  const listed = presentIndex(knowledge, catalogue).flatMap((shelf) => shelf.kinds);
  expect(listed.map(({ kind }) => kind).toSorted()).toEqual([...CATALOGUE_KINDS].toSorted());
  expect(listed.find(({ kind }) => kind === "mechanisms")?.count).toBe(39);
  const found = presentFound([{ kind: "metrics", id: "log-silence", name: "n", text: "t" }]);
  expect(found).toMatchObject([{ kind: "metrics", entries: [{ href: "/catalogue/metrics#log-silence" }] }]);
});
