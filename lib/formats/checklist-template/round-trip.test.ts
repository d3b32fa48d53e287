import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ItemText, TemplateDraft } from "@/lib/domain/checklists/item-text";
import { GOALS, PHASES } from "@/lib/domain/checklists/vocabulary";
import { DATA_CLASSES, SYSTEM_TYPES } from "@/lib/domain/systems/vocabulary";
import { parseCsvTemplate } from "./parse-csv";
import { parseJsonTemplate } from "./parse-json";
import { writeCsvTemplate } from "./write-csv";
import { writeJsonTemplate } from "./write-json";

/** Texts as a draft holds them: trimmed, LF, nothing hidden; formulas, quotes and separators on purpose. */
const nasty = fc.constantFrom(
  "=1+1",
  "'=x",
  "''@y",
  '"',
  '""',
  ";",
  ",",
  "\n",
  "- ",
  "#",
  "a: b",
  "*x",
  "\u00A0",
);
const prose = fc
  .array(fc.oneof(nasty, fc.string({ unit: "grapheme", maxLength: 12 })), { maxLength: 6 })
  .map((parts) =>
    parts
      .join("")
      .replace(/\r\n?/g, "\n")
      .replace(/[\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\n\t]/gu, "")
      .trim(),
  );
/** One line of at most `charsMax` UTF-16 units, never half a character. */
const lineOf = (charsMax: number) =>
  prose.map(
    (text) =>
      text
        .replace(/\s+/g, " ")
        .slice(0, charsMax)
        .replace(/\p{Cs}/gu, "")
        .trim() || "x",
  );
const line = lineOf(60);
const slugs = fc.uniqueArray(fc.constantFrom("mitm", "tls", "rbac-abac", "a1"), { maxLength: 3 });
const item: fc.Arbitrary<ItemText> = fc
  .record({
    key: fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/),
    phase: fc.constantFrom(...PHASES),
    group: line,
    title: line,
    must: fc.boolean(),
    why: prose,
    how: prose,
    proofAccepts: prose,
    evidenceValidDays: fc.option(fc.integer({ min: 1, max: 3650 })),
    appliesTo: fc.oneof(fc.constant("all" as const), fc.subarray([...SYSTEM_TYPES], { minLength: 1 })),
    dataClasses: fc.subarray([...DATA_CLASSES]),
    goals: fc.subarray([...GOALS]),
    threats: slugs,
    mechanisms: slugs,
    proves: slugs,
    refs: fc.dictionary(
      fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/).filter((id) => id !== "constructor" && id !== "prototype"),
      fc.uniqueArray(fc.constantFrom("1.2.3", "AC-6(9)", "32(1)(a)", "A01"), { minLength: 1, maxLength: 3 }),
      { maxKeys: 3 },
    ),
    tags: fc.uniqueArray(
      lineOf(40).map((text) => text.replaceAll(";", ".")),
      { maxLength: 3 },
    ),
    seed: fc.boolean(),
  })
  .map((some) => (some.phase === "design" ? { ...some, proves: [] } : some))
  .map((some) => ({ ...some, refs: { ...some.refs } }));
const draft: fc.Arbitrary<TemplateDraft> = fc.record({
  name: line,
  version: fc.constantFrom("1.0", "2026-03"),
  standards: fc.constantFrom<TemplateDraft["standards"]>(
    {},
    { own_rules: { name: "House rules", edition: "3" } },
  ),
  items: fc.uniqueArray(item, { minLength: 1, maxLength: 5, selector: ({ key }) => key.toLowerCase() }),
});

describe("a template that is written", () => {
  test("as JSON is read back the same", () => {
    fc.assert(
      fc.property(draft, (some) => {
        const read = parseJsonTemplate(writeJsonTemplate(some));
        expect(read.ok ? read.value : read.error).toEqual({ draft: some, warnings: [] });
      }),
    );
  });
  test("as CSV is read back with the same items", () => {
    fc.assert(
      fc.property(draft, fc.boolean(), (some, bom) => {
        const text = writeCsvTemplate(some.items, { bom }).replace(/^\uFEFF/, "");
        const read = parseCsvTemplate(text, { name: some.name, version: some.version });
        expect(read.ok ? read.value : read.error).toEqual({
          draft: { ...some, standards: {} },
          warnings: [],
        });
      }),
    );
  });
  test("as CSV holds no cell that a spreadsheet would run", () => {
    fc.assert(
      fc.property(draft, (some) => {
        const cells = parse(writeCsvTemplate(some.items), { record_delimiter: "\r\n" }).flat();
        expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      }),
    );
  });
});
