import { describe, expect, test } from "vitest";
import { measured, msBySteps, refusalOf } from "@/lib/testing/measurements";
import { parseServerTiming } from "./parse-header";

describe("a Server-Timing header", () => {
  test.each([
    ['auth;dur=2.7;desc="JWT, checked; twice"', [["auth", 2.7]]],
    [
      "miss, db;dur=53, app;dur=47.2",
      [
        ["miss", null],
        ["db", 53],
        ["app", 47.2],
      ],
    ],
    [
      'a;dur="1.5", b ; DUR = 2',
      [
        ["a", 1.5],
        ["b", 2],
      ],
    ],
    ['a;desc="\\"x\\", y";dur=1', [["a", 1]]],
    [
      "a;dur=-1, b;dur=x, c;dur=Infinity, d;dur=",
      [
        ["a", null],
        ["b", null],
        ["c", null],
        ["d", null],
      ],
    ],
    ["a;dur=1;dur=2", [["a", 1]]],
    ["a;dur=1e2", [["a", 100]]],
    ["not a token;dur=1, ;dur=2, ,", []],
    ['a;desc="never closed, b;dur=1', [["a", null]]],
  ])("%s", (value, expected) => {
    expect(parseServerTiming(value).map(({ name, ms }) => [name, ms])).toEqual(expected);
  });
});

describe("a text of Server-Timing headers", () => {
  test("has an answer on each line, with authz told from auth", () => {
    const told = measured(
      "Server-Timing: auth;dur=2, authz;dur=3, app;dur=10, total;dur=20\nserver-timing: auth;dur=4, total;dur=9\n",
    );
    expect(told).toMatchObject({
      format: "Server-Timing",
      found: { answers: 2, metrics: 6 },
      msTotal: 29,
      msRest: 20,
    });
    expect(msBySteps(told)).toEqual({ token: 6, authorization: 3 });
    expect(told.msFirstToLast).toBeNull();
    expect(told.requests[0]?.msStarted).toBeNull();
  });
  test("has an answer after each status line of curl, with all its headers", () => {
    const told = measured(
      "HTTP/2 200\r\ncontent-type: text/html\r\nserver-timing: auth;dur=2\r\nserver-timing: total;dur=9\r\n\r\nHTTP/2 304\r\nserver-timing: auth;dur=1, total;dur=5\r\n",
    );
    expect(told).toMatchObject({ found: { answers: 2, metrics: 4 }, msTotal: 14, msSecurity: 3 });
  });
  test("is read without the name of the header too", () => {
    expect(measured("auth;dur=1, total;dur=3").msSecurity).toBe(1);
  });
  test("where no total is stated takes the sum, and says so", () => {
    const told = measured("Server-Timing: auth;dur=1, app;dur=3");
    expect(told).toMatchObject({ msTotal: 4, msRest: 3 });
    expect(told.notes).toMatchObject([{ line: 1, path: "", message: expect.stringContaining("no total") }]);
  });
  test("leaves a metric without a duration unknown", () => {
    const told = measured("Server-Timing: auth, total;dur=5");
    expect(told.steps).toMatchObject([{ step: "token", ms: 0, unknown: 1 }]);
    expect(told.notes).toMatchObject([{ line: 1, message: expect.stringContaining("unknown, not 0") }]);
  });
  test("that holds no metric is refused, and lines without one are named", () => {
    expect(refusalOf("Server-Timing: \n")?.message).toContain("no metric");
    expect(measured("Server-Timing: ;\nServer-Timing: a;dur=1, total;dur=1").notes).toMatchObject([
      { line: 1 },
    ]);
  });
});
