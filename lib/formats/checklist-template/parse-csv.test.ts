import { describe, expect, test } from "vitest";
import { parseCsvTemplate } from "./parse-csv";

const title = { name: "House", version: "1" };
const parse = (text: string) => parseCsvTemplate(text, title);
const problems = (text: string) => {
  const read = parse(text);
  return read.ok ? [] : read.error.problems.map(({ line, path, message }) => [line, path, message]);
};

describe("a template as CSV", () => {
  test("reads lists, yes and no, validity and references as people write them", () => {
    const read = parse(
      [
        "ID;Phase;Title;Must;Evidence valid days;Applies-to;Goals;Refs;Proof;Owner",
        'a;Design;Draw it;x;never;"Edge; cloud native";Integrity;"gdpr:32(1)(a); gdpr : 5(2);hipaa:164.404";"A drawing,\r\ndated";Ana',
        "b;operations;Watch it;No;90;ALL;;;;",
      ].join("\r\n"),
    );
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.draft).toMatchObject({
      ...title,
      items: [
        {
          key: "a",
          phase: "design",
          must: true,
          evidenceValidDays: null,
          appliesTo: ["edge", "cloud-native"],
          goals: ["integrity"],
          refs: { gdpr: ["32(1)(a)", "5(2)"], hipaa: ["164.404"] },
          proofAccepts: "A drawing,\ndated",
        },
        { key: "b", phase: "operations", must: false, evidenceValidDays: 90, appliesTo: "all", refs: {} },
      ],
    });
    expect(read.value.warnings).toEqual([
      { line: 1, path: "Owner", message: 'The column "Owner" is not known and was left out.' },
    ]);
  });
  test("takes only id, phase and title, with a year of validity", () => {
    const read = parse("id\tphase\ttitle\na\tdesign\tDraw it\n");
    expect(read.ok && read.value.draft.items[0]).toMatchObject({ group: "General", evidenceValidDays: 365 });
  });
  test("names problems by line and column, also below quoted line breaks", () => {
    expect(
      problems(
        'id,phase,title,must,evidence_valid_days,refs,goals\n"a","design","T\nT",maybe,-5,,\na,build,,,soon,gdpr,speed\n',
      ),
    ).toEqual([
      [2, "must", 'Write true or false here; found "maybe".'],
      [2, "evidence_valid_days", 'Write a number here; found "-5".'],
      [4, "id", 'The id "a" is already used on line 2: give this item another one.'],
      [4, "phase", 'Write one of design, implementation, deployment, operations; found "build".'],
      [4, "title", "Write something here; it is empty."],
      [4, "evidence_valid_days", 'Write a number here; found "soon".'],
      [4, "goals", expect.stringMatching(/^Write one of confidentiality/)],
      [4, "refs", expect.stringMatching(/^Write the standard's id/)],
    ]);
  });
  test("names ids that stand twice", () => {
    expect(problems("id,phase,title\na,design,T\n\na,design,T")).toEqual([
      [4, "id", 'The id "a" is already used on line 2: give this item another one.'],
    ]);
  });
  test("names columns that are missing or stand twice", () => {
    expect(problems("id,title,Title\na,T,T")).toEqual([
      [1, "title", 'The column "Title" stands here twice: keep one of them.'],
      [1, "phase", 'The column "phase" is missing: add it to the header row.'],
    ]);
  });
  test("names rows that are longer than the header", () => {
    expect(problems("id,phase,title\na,design,T,and more\nb,design,T,,")).toEqual([
      [2, "", expect.stringContaining("more cells than the header")],
    ]);
  });
  test("refuses a file without rows", () => {
    expect(problems("")).toEqual([[1, "", expect.stringContaining("empty")]]);
    expect(problems("id,phase,title\n")).toEqual([[1, "", expect.stringContaining("no items")]]);
  });
});
