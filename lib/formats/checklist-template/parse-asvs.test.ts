import { describe, expect, test } from "vitest";
import { parseJsonTemplate } from "./parse-json";

const requirement = (some: Readonly<Record<string, unknown>> = {}) => ({
  chapter_id: "V6",
  chapter_name: "Doors",
  section_id: "V6.2",
  section_name: "Locks",
  req_id: "V6.2.1",
  req_description: "Verify that the door’s lock is shut. A second sentence explains – at length – why.",
  L: "1",
  ...some,
});
const parse = (...requirements: unknown[]) => {
  const read = parseJsonTemplate(JSON.stringify({ requirements }, null, 1));
  return read.ok ? read.value.draft.items : read.error.problems;
};

describe("the flat JSON of ASVS", () => {
  test("gives one item for each requirement", () => {
    expect(parse(requirement())).toEqual([
      {
        key: "asvs-6-2-1",
        phase: "implementation",
        group: "Doors",
        title: "Door’s lock is shut",
        must: true,
        why: "",
        how: "Verify that the door’s lock is shut. A second sentence explains – at length – why.",
        proofAccepts: "",
        evidenceValidDays: 365,
        appliesTo: "all",
        dataClasses: [],
        goals: [],
        threats: [],
        mechanisms: [],
        proves: [],
        refs: { asvs_5_0: ["6.2.1"] },
        tags: ["level-1"],
        seed: false,
      },
    ]);
  });
  test("declares its standard and edition", () => {
    const read = parseJsonTemplate(JSON.stringify({ requirements: [requirement()] }));
    expect(read.ok && read.value.draft).toMatchObject({
      version: "5.0.0",
      standards: { asvs_5_0: { edition: "5.0.0" } },
    });
  });
  test("keeps the level as a tag and asks for level 1 only, written as text or number", () => {
    const items = parse(
      requirement({ L: "2" }),
      requirement({ req_id: "V6.2.2", L: 3 }),
      requirement({ req_id: "V6.2.3", L: 1 }),
    );
    expect(items).toMatchObject([
      { must: false, tags: ["level-2"] },
      { must: false, tags: ["level-3"] },
      { must: true, tags: ["level-1"] },
    ]);
  });
  test("puts documentation into design and configuration into deployment", () => {
    const items = parse(
      requirement({ section_name: "Door Documentation" }),
      requirement({ req_id: "V13.1.1", chapter_id: "V13", section_name: "Settings Documentation" }),
      requirement({ req_id: "V13.2.1", chapter_id: "V13" }),
      requirement({ req_id: "V12.1.1", chapter_id: "V12" }),
      requirement({ req_id: "V15.2.1", chapter_id: "V15", section_name: "Documentation of Doors, Built" }),
    );
    expect(items.map((item) => ("phase" in item ? item.phase : item))).toEqual([
      "design",
      "design",
      "deployment",
      "deployment",
      "implementation",
    ]);
  });
  test("cuts long titles between words and keeps the whole text", () => {
    const long = `Verify that ${"every door (e.g., the front door) has a lock, ".repeat(8)}always.`;
    const [item] = parse(requirement({ req_description: long }));
    if (!item || !("title" in item)) throw new Error("refused");
    expect(item.title.length).toBeLessThanOrEqual(140);
    expect(item.title).toMatch(/\w…$/);
    expect(item.how).toBe(long);
  });
  test("names every requirement that can't be read, with its line", () => {
    expect(
      parse(
        requirement(),
        requirement({ req_id: "6.2.2", L: "4" }),
        requirement({ req_description: undefined }),
      ),
    ).toEqual([
      { line: 17, path: "requirements[1].req_id", message: 'Write the requirement as in "V6.2.1".' },
      { line: 19, path: "requirements[1].L", message: "Write the level 1, 2 or 3." },
      { line: 21, path: "requirements[2].req_description", message: "This field is missing: add it." },
    ]);
  });
  test("names a requirement that stands twice", () => {
    expect(parse(requirement(), requirement())).toEqual([
      expect.objectContaining({ line: 12, message: expect.stringContaining("already used on line 3") }),
    ]);
  });
});
