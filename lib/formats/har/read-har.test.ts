import { describe, expect, test } from "vitest";
import { measured, msBySteps, recordingOf, refusalOf } from "@/lib/testing/measurements";

const entry = (timings: object, rest: object = {}) => ({
  startedDateTime: "2026-11-21T19:36:50.702Z",
  time: 100,
  request: { method: "GET", url: "https://me:secret@shop.example/pay?card=1234#x" },
  response: { headers: [] },
  timings,
  ...rest,
});
const OPENED = { blocked: 10, dns: 5, connect: 40, ssl: 30, send: 1, wait: 40, receive: 4 };
const REUSED = { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 1, wait: 95, receive: 4 };
const fileOf = (...entries: readonly unknown[]) => ({ log: { version: "1.2", entries } });
const timing = (value: string) => ({ response: { headers: [{ name: "Server-Timing", value }] } });

describe("an archive of requests", () => {
  test("has TLS inside connect", () => {
    const told = measured(fileOf(entry(OPENED)));
    expect(told).toMatchObject({
      format: "HAR",
      version: "1.2",
      msTotal: 100,
      msSecurity: 30,
      msRest: 70,
      notes: [],
    });
    expect(told.rules).toMatchObject([{ rule: "har-ssl", ms: 30, msOwn: 30 }]);
    expect(told.unrecognised.find(({ name }) => name === "connect")).toMatchObject({ ms: 40, msOwn: 10 });
  });
  test("has −1 where a part does not apply, which is neither time nor unknown", () => {
    const told = measured(fileOf(entry(OPENED), entry(REUSED)));
    expect(told.found).toMatchObject({
      entries: 2,
      handshakes: 1,
      handshakesUnknown: 0,
      msTime: 200,
      msSsl: 30,
      offSum: 0,
    });
    expect(told.msTotal).toBe(200);
    expect(told.steps).toEqual([{ step: "handshake", ms: 30, requests: 1, unknown: 0, isLowerBound: false }]);
  });
  test("that opened a connection over https without saying how long TLS took leaves it unknown", () => {
    const { ssl: _, ...older } = OPENED;
    const told = measured({
      log: { version: "1.1", entries: [entry(older), entry({ ...OPENED, ssl: -1 })] },
    });
    expect(told).toMatchObject({
      version: "1.1",
      msSecurity: null,
      found: { handshakes: 0, handshakesUnknown: 2 },
    });
    expect(told.notes[0]?.message).toContain("does not say how long TLS took".replace("does", "do"));
    const plain = entry(older, { request: { method: "GET", url: "http://shop.example/" } });
    expect(measured(fileOf(plain)).found["handshakesUnknown"]).toBe(0);
  });
  test("whose stated time is not the sum of its parts counts by the parts, and says so", () => {
    const told = measured(fileOf(entry(OPENED, { time: 130 }), entry(OPENED, { time: 102.9 })));
    expect(told).toMatchObject({ msTotal: 200, found: { offSum: 1, msTime: 232.9 } });
    expect(told.notes).toMatchObject([{ line: 5, path: "log.entries[0]" }]);
  });
  test("has what the server said about its time inside of wait", () => {
    const told = measured(
      fileOf(
        entry(
          REUSED,
          timing('auth;dur=2.74;desc="JWT, validated", authz;dur=3.21, app;dur=15.2, total;dur=21.15'),
        ),
      ),
    );
    expect(msBySteps(told)).toEqual({ token: 2.74, authorization: 3.21 });
    expect(told.found["serverTimings"]).toBe(4);
    expect(told.msRest).toBeCloseTo(100 - 5.95, 9);
  });
  test("takes a metric that contains the others for what they leave, wherever it stands", () => {
    const told = measured(fileOf(entry({ wait: 10 }, timing("app;dur=10, auth;dur=3"))));
    expect(told).toMatchObject({ msTotal: 10, msSecurity: 3, msRest: 7 });
  });
  test("never has more security than it waited", () => {
    const told = measured(fileOf(entry({ wait: 10 }, timing("auth;dur=8, authz;dur=9"))));
    expect(told).toMatchObject({ msTotal: 10, msSecurity: 10, msRest: 0 });
    expect(told.rules).toMatchObject([
      { rule: "timing-auth", ms: 8 },
      { rule: "timing-authz", ms: 9, msOwn: 2 },
    ]);
  });
  test("keeps no password and no query of an address", () => {
    expect(JSON.stringify(recordingOf(fileOf(entry(OPENED))))).not.toMatch(/secret|1234/);
    expect(measured(fileOf(entry(OPENED))).requests[0]?.name).toBe("GET shop.example/pay");
  });
  test("of which a time is missing is unknown; what is no entry is left out; both say where", () => {
    const told = measured(fileOf(entry({}, { time: "soon" }), 7));
    expect(told).toMatchObject({ msTotal: 0, requests: [] });
    expect(told.notes.map(({ path }) => path)).toEqual(["log.entries[0]", "log.entries[1]"]);
  });
  test("of another version is refused at its line", () => {
    expect(refusalOf(JSON.stringify({ log: { version: "2.0", entries: [] } }, null, 1))).toMatchObject({
      line: 3,
      path: "log.version",
    });
  });
});
