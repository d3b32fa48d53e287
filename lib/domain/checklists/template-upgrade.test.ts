import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Sha256Hex } from "../kernel/ids";
import type { ItemText } from "./item-text";
import { canonicalContent, contentHash, type Digest, questionHash } from "./item-text-canonical";
import { textDifferences, upgradeTemplate } from "./template-upgrade";
import type { ItemStatus } from "./vocabulary";

const digest: Digest = (text) => createHash("sha256").update(text).digest("hex") as Sha256Hex;
const text = (some: Partial<ItemText> = {}): ItemText => ({
  key: "input-validated",
  phase: "implementation",
  group: "Data and integrity",
  title: "Validate all input",
  must: true,
  why: "Unchecked fields become crashes.",
  how: "Parse into typed structures.",
  proofAccepts: "Negative tests.",
  evidenceValidDays: 90,
  appliesTo: "all",
  dataClasses: [],
  goals: ["integrity", "availability"],
  threats: ["api"],
  mechanisms: ["input-validation"],
  proves: ["input-validation"],
  refs: { asvs_5_0: ["2.2.1", "1.5.2"], nist_csf_2_0: ["PR.PS-06"] },
  tags: [],
  seed: true,
  ...some,
});
const upgrade = (old: ItemText[], next: ItemText[], status: ItemStatus = "to-do") =>
  upgradeTemplate(
    old.map((one) => ({ text: one, status })),
    next,
    digest,
  );

describe("the identity of an item's text", () => {
  test("does not depend on the order of lists, on wrapping or on the form of letters", () => {
    const same = text({
      goals: ["availability", "integrity"],
      refs: { nist_csf_2_0: ["PR.PS-06"], asvs_5_0: ["1.5.2", "2.2.1"] },
      how: "Parse into\n  typed structures. ",
    });
    expect(contentHash(same, digest)).toBe(contentHash(text(), digest));
    expect(questionHash(text({ title: "Cafe\u0301" }), digest)).toBe(
      questionHash(text({ title: "Caf\u00E9" }), digest),
    );
  });
  test("covers every field of the text", () => {
    const others: readonly Partial<ItemText>[] = [
      { key: "other" },
      { phase: "operations" },
      { group: "Other" },
      { title: "Other" },
      { must: false },
      { why: "Other" },
      { how: "Other" },
      { proofAccepts: "Other" },
      { evidenceValidDays: null },
      { appliesTo: ["edge"] },
      { dataClasses: ["health"] },
      { goals: [] },
      { threats: [] },
      { mechanisms: [] },
      { proves: [] },
      { refs: {} },
      { tags: ["x"] },
      { seed: false },
    ];
    expect(others.flatMap(Object.keys).sort()).toEqual(Object.keys(text()).sort());
    const contents = [{}, ...others].map((other) => canonicalContent(text(other)));
    expect(new Set(contents).size).toBe(others.length + 1);
    const questions = new Set([{}, ...others].map((other) => questionHash(text(other), digest)));
    expect(questions.size).toBe(5);
  });
  test("keeps fields apart, whatever they contain", () => {
    expect(questionHash(text({ title: 'a","b', how: "c" }), digest)).not.toBe(
      questionHash(text({ title: "a", how: 'b","c' }), digest),
    );
  });
});

describe("an upgrade to a new version of a template", () => {
  test("keeps the answer where only weight, references or validity changed, and shows what did", () => {
    const { kept, reopened } = upgrade([text()], [text({ must: false, evidenceValidDays: null, refs: {} })]);
    expect(reopened).toEqual([]);
    expect(kept[0]?.differences).toEqual([
      { field: "must", label: "Blocks the gate", before: "yes", after: "no" },
      { field: "evidenceValidDays", label: "Evidence holds for", before: "90 days", after: "ever" },
      {
        field: "refs",
        label: "References",
        before: "asvs_5_0 1.5.2, asvs_5_0 2.2.1, nist_csf_2_0 PR.PS-06",
        after: "none",
      },
    ]);
  });
  test("opens the item again where the question changed", () => {
    const { kept, reopened } = upgrade([text()], [text({ proofAccepts: "Fuzz tests." })]);
    expect(kept).toEqual([]);
    expect(reopened[0]?.differences).toEqual([
      {
        field: "proofAccepts",
        label: "What counts as proof",
        before: "Negative tests.",
        after: "Fuzz tests.",
      },
    ]);
  });
  test("opens again what was left out once it blocks its gate: nobody signed that", () => {
    const [before, after] = [[text({ must: false })], [text({ must: true })]];
    expect(upgrade(before, after, "not-applicable")).toMatchObject({ kept: [], reopened: [{}] });
    expect(upgrade(before, after, "done")).toMatchObject({ kept: [{}], reopened: [] });
    expect(upgrade(after, after, "not-applicable")).toMatchObject({ kept: [{}], reopened: [] });
    expect(upgrade(after, before, "not-applicable")).toMatchObject({ kept: [{}], reopened: [] });
  });
  test("adds what is new and retires what is gone", () => {
    const { added, retired, kept } = upgrade(
      [text({ key: "a" }), text({ key: "b" })],
      [text({ key: "c" }), text({ key: "b" })],
    );
    expect(added.map(({ key }) => key)).toEqual(["c"]);
    expect(retired.map((item) => item.text.key)).toEqual(["a"]);
    expect(kept.map((item) => item.text.key)).toEqual(["b"]);
    expect(kept[0]?.differences).toEqual([]);
  });
  test("refuses a version in which a key stands twice", () => {
    expect(() => upgrade([], [text(), text()])).toThrow(/each key once/);
  });
  test("shows no difference for a list in another order", () => {
    expect(textDifferences(text(), text({ goals: ["availability", "integrity"] }))).toEqual([]);
  });
  test("puts every key in exactly one of the four lists", () => {
    const someTexts = fc.uniqueArray(
      fc.record({
        key: fc.constantFrom("a", "b", "c", "d", "constructor"),
        how: fc.constantFrom("x", "y"),
        must: fc.boolean(),
      }),
      { selector: ({ key }) => key },
    );
    fc.assert(
      fc.property(someTexts, someTexts, (old, next) => {
        const result = upgrade(old.map(text), next.map(text));
        const keys = [
          ...result.kept.map((item) => item.text.key),
          ...result.reopened.map((item) => item.text.key),
          ...result.added.map(({ key }) => key),
          ...result.retired.map((item) => item.text.key),
        ];
        expect(keys.sort()).toEqual([...new Set([...old, ...next].map(({ key }) => key))].sort());
      }),
    );
  });
});
