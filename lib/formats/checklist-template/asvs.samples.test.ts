import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { TemplateDraft } from "@/lib/domain/checklists/item-text";
import { parseTemplate } from "./parse-template";

/** Runs in the group `samples`: SAMPLES_DIR names the folder with the files of other projects. */
describe("OWASP ASVS 5.0.0, the real file", () => {
  let draft: TemplateDraft;
  beforeAll(() => {
    const { SAMPLES_DIR: folder } = process.env;
    if (!folder) throw new Error("Set SAMPLES_DIR to the folder of the samples, as in ../shared/data.");
    const fileName = "owasp-asvs-5.0.0-en.flat.json";
    const read = parseTemplate({ fileName, text: readFileSync(join(folder, "grc", fileName), "utf8") });
    if (!read.ok) throw new Error(JSON.stringify(read.error.problems.slice(0, 5)));
    draft = read.value.draft;
  });

  test("has 345 requirements = 70 of level 1 + 183 of level 2 + 92 of level 3", () => {
    const level = (tag: string) => draft.items.filter(({ tags }) => tags.includes(tag)).length;
    expect(draft.items.length).toBe(345);
    expect([level("level-1"), level("level-2"), level("level-3")]).toEqual([70, 183, 92]);
    expect(draft.items.filter(({ must }) => must).length).toBe(70);
  });
  test("has 17 chapters as groups, and every requirement refers to itself once", () => {
    expect(new Set(draft.items.map(({ group }) => group)).size).toBe(17);
    const refs = draft.items.flatMap(({ refs: { asvs_5_0: ids = [] } }) => ids);
    expect(new Set(refs).size).toBe(345);
  });
  test("has a title of at most 140 characters everywhere, with the whole text below", () => {
    expect(draft.items.filter(({ title }) => title.length > 140 || title.length < 10)).toEqual([]);
    expect(draft.items.filter(({ how }) => !/[.!]$/.test(how))).toEqual([]);
  });
  test("spreads over design, implementation and deployment", () => {
    const count = (phase: string) => draft.items.filter((item) => item.phase === phase).length;
    expect(["design", "implementation", "deployment", "operations"].map(count)).toEqual([31, 285, 29, 0]);
  });
});
