import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guardFormula, unguardFormula } from "./formula-guard";
import { readCsv } from "./read-csv";
import { writeCsv } from "./write-csv";

const cells = (text: string) => {
  const read = readCsv(text);
  return read.ok ? read.value.map((record) => record.cells) : read.error.problems;
};

describe("reading CSV", () => {
  test.each([
    ["commas", "a,b\n1,2\n"],
    ["semicolons", "a;b\n1;2\n"],
    ["tabs", "a\tb\n1\t2\n"],
    ["CRLF", "a,b\r\n1,2\r\n"],
    ["no last line end", "a,b\n1,2"],
    ["empty lines", "\na,b\n\n\n1,2\n,\n"],
  ])("knows %s", (_, text) => {
    expect(cells(text)).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });
  test("takes the separator from the header, whatever stands in quotes", () => {
    expect(cells('"a,b,c,d";b\n1;2')).toEqual([
      ["a,b,c,d", "b"],
      ["1", "2"],
    ]);
  });
  test("knows on which line each record starts, also after quoted line breaks", () => {
    const read = readCsv('a,b\r\n\r\n"x\r\ny",2\r\n"say ""no""",4\n5,6');
    expect(read.ok && read.value).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 3, cells: ["x\ny", "2"] },
      { line: 5, cells: ['say "no"', "4"] },
      { line: 6, cells: ["5", "6"] },
    ]);
  });
  test.each([
    ["a quote that never ends", 'a,b\n1,2\n3,"4\n5,6'],
    ["a quote inside a bare cell", 'a,b\n1,2\n3,x"4\n5,6'],
  ])("refuses %s at its line", (_, text) => {
    expect(cells(text)).toEqual([
      { line: 3, path: "", message: expect.stringContaining("Quotes do not match") },
    ]);
  });
});

describe("writing CSV", () => {
  test("quotes where it has to and ends lines with CRLF", () => {
    expect(
      writeCsv([
        ["a", 1, null],
        ['say "no"', "x\ny", "b;c"],
      ]),
    ).toBe('a,1,\r\n"say ""no""","x\ny","b;c"\r\n');
    expect(writeCsv([["a"]], { bom: true })).toBe("\uFEFFa\r\n");
  });
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "＝1+1"])(
    "makes %j a text for spreadsheets, and reads it back",
    (text) => {
      expect(guardFormula(text).startsWith("'")).toBe(true);
      expect(unguardFormula(guardFormula(text))).toBe(text);
    },
  );
  test("leaves negative numbers numbers", () => {
    expect(writeCsv([[-5, "-5"]])).toBe("-5,'-5\r\n");
  });
  test("no text becomes a formula, and every text comes back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(guardFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(unguardFormula(guardFormula(text))).toBe(text);
      }),
    );
  });
});
