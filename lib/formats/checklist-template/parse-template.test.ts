import { describe, expect, test } from "vitest";
import type { KnownIds } from "./check-template";
import { parseTemplate } from "./parse-template";
import { readStandards } from "./standards";

const known: KnownIds = {
  standards: readStandards({
    standards: {
      house_1: { name: "House rules", edition: "1", pattern: "^[1-9]\\.[1-9]$", ids: ["1.1"] },
    },
  }),
  threats: new Set(["mitm"]),
  mechanisms: new Set(["tls"]),
};
const parse = (fileName: string, text: string) => parseTemplate({ fileName, text }, known);
const problems = (fileName: string, text: string) => {
  const read = parse(fileName, text);
  return read.ok ? [] : read.error.problems.map(({ line, path, message }) => [line, path, message]);
};

const good = `name: House
version: "1"
items:
  - id: a-1
    phase: design
    title: Draw it
  - id: b-2
    phase: deployment
    group: Network
    title: Encrypt it
    must: true
    why: Because.
    how: >-
      Turn it
      on.
    proof: {accepts: A scan., evidence_valid_days: null}
    applies_to: [edge]
    data_classes: [payment]
    goals: [confidentiality, confidentiality]
    threats: [mitm]
    mechanisms: [tls]
    proves: [tls]
    refs: {house_1: ["1.2"]}
    tags: [wire]
`;

describe("a template file", () => {
  test("is read with the defaults of what it leaves out", () => {
    const read = parse("house.yaml", `\uFEFF${good}`);
    expect(read.ok ? read.value.draft : read.error).toEqual({
      name: "House",
      version: "1",
      standards: {},
      items: [
        {
          key: "a-1",
          phase: "design",
          group: "General",
          title: "Draw it",
          must: false,
          why: "",
          how: "",
          proofAccepts: "",
          evidenceValidDays: 365,
          appliesTo: "all",
          dataClasses: [],
          goals: [],
          threats: [],
          mechanisms: [],
          proves: [],
          refs: {},
          tags: [],
          seed: false,
        },
        {
          key: "b-2",
          phase: "deployment",
          group: "Network",
          title: "Encrypt it",
          must: true,
          why: "Because.",
          how: "Turn it on.",
          proofAccepts: "A scan.",
          evidenceValidDays: null,
          appliesTo: ["edge"],
          dataClasses: ["payment"],
          goals: ["confidentiality"],
          threats: ["mitm"],
          mechanisms: ["tls"],
          proves: ["tls"],
          refs: { house_1: ["1.2"] },
          tags: ["wire"],
          seed: false,
        },
      ],
    });
  });
  test("gets every problem named at once, with line, place and what to do", () => {
    const bad = `name: House
version: 1.0
owner: me
items:
  - id: a 1
    phase: desing
    title: Draw it
    proof: {accepts: 5, evidence_valid_days: 0}
  - id: b
    title: ""
    must: yes
    phase: design
    applies_to: [moon]
    goals: integrity
    refs: {House: ["1.1"], house_1: [3.10]}
`;
    expect(problems("bad.yaml", bad)).toEqual([
      [2, "version", "Put 1 in quotes, so that it is read as text."],
      [3, "owner", 'The field "owner" is not known here: correct its spelling or remove it.'],
      [5, "items[0].id", expect.stringMatching(/^Write the id with letters/)],
      [6, "items[0].phase", 'Write one of design, implementation, deployment, operations; found "desing".'],
      [8, "items[0].proof.accepts", "Put 5 in quotes, so that it is read as text."],
      [8, "items[0].proof.evidence_valid_days", 'Write a number of at least 1; found "0".'],
      [10, "items[1].title", "Write something here; it is empty."],
      [11, "items[1].must", 'Write true or false here; found "yes".'],
      [
        13,
        "items[1].applies_to",
        'Write "all" or a list of one or more of microservices, cloud-native, distributed-storage, blockchain, edge.',
      ],
      [14, "items[1].goals", 'Write a list here; found "integrity".'],
      [15, "items[1].refs.House", expect.stringMatching(/^Write the standard's id in small letters/)],
      [15, "items[1].refs.house_1[0]", "Put 3.1 in quotes, so that it is read as text."],
    ]);
  });
  test("gets ids named that are used twice or that nothing knows", () => {
    const bad = `name: House
version: "1"
items:
  - {id: a, phase: design, title: T, proves: [tls], threats: [ghost]}
  - {id: A, phase: operations, title: T, mechanisms: [magic], refs: {house_1: ["x"], other_2: ["1"]}}
`;
    expect(problems("bad.yaml", bad)).toEqual([
      [4, "items[0].proves", expect.stringContaining("proves no mechanism")],
      [4, "items[0].threats", expect.stringContaining('no threat "ghost"')],
      [5, "items[1].id", 'The id "A" is already used on line 4: give this item another one.'],
      [5, "items[1].mechanisms", expect.stringContaining('no mechanism "magic"')],
      [5, "items[1].refs.house_1", '"x" does not look like an id of House rules: correct it.'],
      [5, "items[1].refs.other_2", expect.stringContaining("declare it under standards")],
    ]);
  });
  test("may declare standards of its own", () => {
    const own = `name: House\nversion: "1"\nstandards: {own_1: {name: Ours, edition: "1"}}\nitems: [{id: a, phase: design, title: T, refs: {own_1: [x.1]}}]`;
    expect(problems("own.yml", own)).toEqual([]);
  });
  test("in JSON has the same fields and the same checks", () => {
    expect(
      problems("x.json", '{"name":"H","version":"1",\n"items":[{"id":"a","phase":"design",\n"title":""}]}'),
    ).toEqual([[3, "items[0].title", "Write something here; it is empty."]]);
  });
  test.each([
    ["nothing", "", /Write fields with values here/],
    ["a list", "- a", /Write fields with values here/],
    ["no items", 'name: H\nversion: "1"\nitems: []', /List at least 1; found 0/],
    ["items that are no list", 'name: H\nversion: "1"\nitems: {a: 1}', /Write a list here; found fields/],
    ["no items at all", 'name: H\nversion: "1"', /missing: add it/],
  ])("with %s is refused", (_, text, message) => {
    expect(problems("x.yaml", text)[0]?.[2]).toMatch(message);
  });
  test("needs an ending that tells its format", () => {
    for (const name of ["x.txt", "x", "x.yaml.exe", ".csvx"])
      expect(problems(name, good)).toEqual([[null, "", expect.stringContaining(".yaml, .json or .csv")]]);
    expect(problems("X.YAML", good)).toEqual([]);
  });
});

describe("a hostile template file", () => {
  const items = (count: number) =>
    JSON.stringify({
      name: "H",
      version: "1",
      items: Array.from({ length: count }, (_, n) => ({ id: `a${n}`, phase: "design", title: "T" })),
    });
  test("of 5 MB is refused at once, in bytes, not in characters", () => {
    expect(problems("x.json", items(100_000))[0]?.[2]).toContain("larger than 2 MB");
    expect(problems("x.csv", "é".repeat(1_100_000))[0]?.[2]).toContain("larger than 2 MB");
  });
  test("with one item more than 2,000 is refused, with 2,000 it is read", { timeout: 20_000 }, () => {
    expect(problems("x.json", items(2_001))).toEqual([[1, "items", expect.stringContaining("found 2001")]]);
    expect(problems("x.json", items(2_000))).toEqual([]);
  });
  test("with 100,000 rows is refused in reasonable time", { timeout: 20_000 }, () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => `a${n},design,T`).join("\n");
    expect(problems("x.csv", `id,phase,title\n${rows}`)[0]?.[2]).toContain("at most 40000 lines");
  });
  test("of empty lines without end is refused at once", { timeout: 2_000 }, () => {
    expect(problems("x.csv", `id,phase,title\n${"\n".repeat(1_900_000)}`)[0]?.[2]).toContain(
      "at most 40000 lines",
    );
  });
  test("names a repeated id together with everything else that is wrong", () => {
    const found = problems("x.csv", "id,phase,title\na,design,T\na,nowhere,T\nb,design,\n");
    expect(found.map(([line]) => line)).toEqual([3, 3, 4]);
  });
  test("with a NUL byte is refused at its line", () => {
    expect(problems("x.yaml", "name: H\nversion: \0")).toEqual([
      [2, "", expect.stringContaining("NUL byte")],
    ]);
  });
  test("can't reach the prototype by any format", () => {
    expect(problems("x.json", '{"__proto__": {"polluted": 1}, "items": []}')[0]?.[2]).toContain("__proto__");
    expect(problems("x.yaml", "__proto__: {polluted: 1}")[0]?.[2]).toContain("__proto__");
    expect(problems("x.csv", "id,phase,title,refs\na,design,T,__proto__:polluted")[0]?.[1]).toBe("refs");
    expect(problems("x.csv", "id,phase,title,__proto__\n__proto__,design,T,x")[0]?.[1]).toBe("id");
    expect("polluted" in {}).toBe(false);
  });
  test("with a huge text is told how long it may be", () => {
    const long = `name: H\nversion: "1"\nitems:\n  - {id: a, phase: design, title: T, why: "${"x".repeat(1_000_000)}"}`;
    expect(problems("x.yaml", long)).toEqual([
      [4, "items[0].why", "Use at most 4000 characters; these are 1000000."],
    ]);
  });
  test.each([
    ["a direction mark", "safe \u202Etxt.exe"],
    ["an escape character", "\u001B[31mred"],
    ["half a character", "\uD800"],
  ])("with %s in a text is refused", (_, title) => {
    const text = JSON.stringify({ name: "H", version: "1", items: [{ id: "a", phase: "design", title }] });
    expect(problems("x.json", text)).toEqual([[1, "items[0].title", expect.stringContaining("Remove")]]);
  });
  test("never shows more than 200 problems, and counts the rest", { timeout: 20_000 }, () => {
    const text = JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`x${n}`, n])));
    const read = parse("x.json", text);
    expect(read.ok ? null : [read.error.problems.length, read.error.more]).toEqual([200, 49_803]);
  });
  test("keeps formulas as the text they are", () => {
    const read = parse("x.csv", "id,phase,title\na,design,=1+1\nb,design,'@x");
    expect(read.ok && read.value.draft.items.map(({ title }) => title)).toEqual(["=1+1", "@x"]);
  });
});
