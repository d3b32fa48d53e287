import { describe, expect, test } from "vitest";
import { measured, msBySteps, recordingOf, refusalOf, useOf } from "@/lib/testing/measurements";

const T = "1706678909";
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const id = (n: number) => `00f067aa0ba90${String(n).padStart(3, "0")}`;
/** A span of a trace, in microseconds after a second. */
const span = (
  n: number,
  name: string,
  usFrom: number,
  usTo: number,
  parent: number | null,
  rest: object = {},
) => ({
  traceId: TRACE,
  spanId: id(n),
  ...(parent === null ? {} : { parentSpanId: id(parent) }),
  name,
  kind: 1,
  startTimeUnixNano: `${T}${String(usFrom * 1_000).padStart(9, "0")}`,
  endTimeUnixNano: `${T}${String(usTo * 1_000).padStart(9, "0")}`,
  ...rest,
});
const fileOf = (...spans: readonly unknown[]) => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
      scopeSpans: [{ scope: { name: "s" }, spans }],
    },
  ],
});

describe("a trace in OTLP/JSON", () => {
  const file = fileOf(
    span(1, "GET /", 0, 100_000, null, { kind: 2 }),
    span(2, "tls.connect", 1_000, 11_000, 1),
    span(3, "tcp.connect", 1_000, 8_000, 2),
    span(4, "auth.jwt.verify", 20_000, 20_500, 1),
    span(5, "async envoy.service.auth.v3.Authorization.Check egress", 30_000, 34_000, 1),
  );
  test("is told by what it holds, and its security work by its rules", () => {
    const told = measured(file);
    expect(told).toMatchObject({
      format: "OTLP/JSON",
      found: { spans: 5, traces: 1, withoutDuration: 0 },
      msTotal: 100,
      msSecurity: 7.5,
      msRest: 92.5,
      requests: [{ name: "GET /", service: "shop", msStarted: 1_706_678_909_000 }],
    });
    expect(msBySteps(told)).toEqual({ handshake: 3, token: 0.5, authorization: 4 });
    expect(useOf(told, "node-tls-connect")).toMatchObject({ spans: 1, ms: 10, msSelf: 3 });
    expect(told.unknownSteps).toContain("rate-limit");
  });
  test("has times that are exact to the nanosecond, though they are texts of 19 digits", () => {
    const exact = { startTimeUnixNano: "1706678909209712001", endTimeUnixNano: "1706678911209712004" };
    expect(recordingOf(fileOf({ ...span(1, "a", 0, 0, null), ...exact }))).toMatchObject({
      spans: [{ nsDuration: 2_000_000_003 }],
    });
    const number = {
      startTimeUnixNano: 1_706_678_909_000_000_000,
      endTimeUnixNano: 1_706_678_909_500_000_000,
    };
    expect(measured(fileOf({ ...span(1, "a", 0, 0, null), ...number })).msTotal).toBe(500);
  });
  test("of which a span was sent twice counts once", () => {
    const told = measured(fileOf(span(1, "a", 0, 10, null), span(1, "a", 0, 10, null)));
    expect(told).toMatchObject({ found: { spans: 2, idsSeveralTimes: 1 }, msTotal: 0.01 });
    expect(told.notes).toMatchObject([
      { path: "resourceSpans[0].scopeSpans[0].spans[1]", line: expect.any(Number) },
    ]);
  });
  test("of which a parent or a time is missing says so, and where", () => {
    const told = measured(
      fileOf(
        span(1, "a", 0, 10, 9),
        { ...span(2, "auth.jwt.verify", 0, 10, 1), endTimeUnixNano: "0" },
        { ...span(3, "x", 50, 10, 1) },
        { ...span(4, "y", 0, 10, 1), spanId: "zz" },
        "no span",
      ),
    );
    expect(told.steps).toEqual([{ step: "token", ms: 0, requests: 0, unknown: 1, isLowerBound: false }]);
    expect(told.notes.map(({ message }) => message)).toEqual([
      "1 span names a parent that is not in the file: each counts as a request of its own.",
      "2 spans have no time that can be read: unknown, not 0.",
      "1 span ends before it starts.",
      "1 span has no id that can be read: nothing is known to lie inside.",
      "1 entry of spans is no span: left out.",
    ]);
  });
  test("pays for a handshake that .NET put into a trace of its own and links to", () => {
    const other = { traceId: "1af7651916cd43dd8448eb211c80319c" };
    const told = measured(
      fileOf(
        span(1, "GET", 0, 100_000, null, { kind: 3 }),
        span(2, "HTTP wait_for_connection localhost", 1_000, 50_000, 1, {
          links: [{ ...other, spanId: id(3) }],
        }),
        span(3, "HTTP connection_setup localhost", 1_000, 50_000, null, other),
        span(4, "TLS client handshake localhost", 20_000, 50_000, 3, other),
      ),
    );
    expect(told.requests).toMatchObject([{ name: "GET", msTotal: 100, msBySteps: { handshake: 30 } }]);
  });
  test("leaves the request that Spring let through to business", () => {
    const told = measured(
      fileOf(
        span(1, "http get", 0, 100_000, null),
        span(2, "security filterchain before", 0, 10_000, 1),
        span(3, "authenticate usernamepassword", 1_000, 4_000, 2),
        span(4, "authorize request", 6_000, 8_000, 2),
        span(5, "secured request", 9_000, 95_000, 1),
        span(6, "security filterchain after", 95_000, 96_000, 1),
      ),
    );
    expect(msBySteps(told)).toEqual({ token: 9, authorization: 2 });
    expect(useOf(told, "spring-secured")).toMatchObject({ step: null, spans: 1, ms: 86, msOwn: 85 });
  });
  test("takes Express middleware for a lower bound: its spans end at the first wait", () => {
    const told = measured(
      fileOf(span(1, "GET", 0, 50_000, null), span(2, "middleware - jwtAuth", 0, 100, 1)),
    );
    expect(told.steps).toMatchObject([{ step: "token", ms: 0.1, isLowerBound: true }]);
  });
  test("knows Keycloak by its tags, and a span by what it says of itself", () => {
    const tag = (key: string, value: string) => ({ attributes: [{ key, value: { stringValue: value } }] });
    const told = measured(
      fileOf(
        span(1, "AuthenticationProcessor.authenticate", 0, 10_000, null, tag("kc.realm", "r")),
        span(2, "append", 20_000, 30_000, null, tag("security.control", "audit_log")),
      ),
    );
    expect(told.rules.map(({ rule, step }) => [rule, step])).toEqual([
      ["keycloak", "token"],
      ["own-audit", "store"],
    ]);
  });
  test("is read from Jaeger’s newer interface and older collectors too, and is refused where it has too many spans", () => {
    expect(measured({ result: fileOf(span(1, "a", 0, 10, null)) }).found["spans"]).toBe(1);
    const [resource] = fileOf(span(1, "a", 0, 10, null)).resourceSpans;
    const older = { resource: resource?.resource, instrumentationLibrarySpans: resource?.scopeSpans };
    expect(measured({ resourceSpans: [older] }).found["spans"]).toBe(1);
    const many = `{"resourceSpans":[{"scopeSpans":[{"spans":[\n${"{},\n".repeat(500_001)}{}]}]}]}`;
    expect(refusalOf(many)?.message).toContain("500000 spans");
  });
  test("is read from the file of a collector, a document on each line, with the lines of that file", () => {
    const lines = [fileOf(span(1, "GET", 0, 100, null)), fileOf(span(2, "authz.x", 10, 30, 1), 7)].map(
      (one) => JSON.stringify(one),
    );
    const told = measured(`${lines.join("\r\n")}\n`);
    expect(told).toMatchObject({ found: { spans: 2 }, requests: [{ name: "GET" }], msSecurity: 0.02 });
    expect(told.notes).toMatchObject([{ line: 2, path: "[1].resourceSpans[0].scopeSpans[0].spans[1]" }]);
    expect(refusalOf(`${lines.join("\n")}\n{"resourceSpans"`)?.line).toBe(3);
  });
  test("that is broken is refused at the line and character", () => {
    const text = JSON.stringify(file, null, 1);
    const cut = text.slice(0, text.indexOf("spanId") + 4);
    expect(refusalOf(cut)).toMatchObject({
      line: cut.split("\n").length,
      message: expect.stringMatching(
        /^Correct the JSON here, at character 8 of the line: a text is not closed/,
      ),
    });
  });
});
