import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { measured, msBySteps, useOf } from "@/lib/testing/measurements";
import { realFile } from "@/lib/testing/real-files";

describe("traces in OTLP, the real files", () => {
  test("a Node.js service with TLS, a token check and an authorization service", () => {
    const told = measured(realFile("latency", "otlp-node-tls-jwt-extauthz.json"));
    expect(told.found).toMatchObject({ spans: 76, traces: 6, withoutDuration: 0 });
    const tls = useOf(told, "node-tls-connect");
    expect(tls).toMatchObject({ spans: 10, ms: 43.301342, msSelf: 14.734904, msOwn: 14.734904 });
    expect([tls?.ms.toFixed(2), tls?.msSelf.toFixed(2)]).toEqual(["43.30", "14.73"]);
    expect(useOf(told, "tcp-connect")).toMatchObject({ step: null, spans: 10, ms: 28.566438 });
    expect(msBySteps(told)).toMatchObject({ handshake: 14.734904, token: 1.189964 });
    expect(useOf(told, "authz")).toMatchObject({ spans: 5, ms: 37.774926, msSelf: 26.735914 });
    expect((told.msSecurity ?? 0) + (told.msRest ?? 0)).toBeCloseTo(told.msTotal ?? 0, 9);
  });
  test("the same trace in OTLP and from Jaeger is measured the same", () => {
    const { format, version, notes, ...otlp } = measured(realFile("latency", "otlp-otlp2jaeger-in.json"));
    const jaeger = measured(realFile("latency", "jaeger-api-otlp2jaeger-out.json"));
    expect(jaeger).toMatchObject(otlp);
    expect([format, version, jaeger.format]).toEqual(["OTLP/JSON", "1", "Jaeger JSON"]);
    expect(jaeger.notes.map(({ message }) => message)).toEqual(notes.map(({ message }) => message));
    expect(otlp).toMatchObject({ found: { spans: 2 }, msTotal: 0.123, msSecurity: null });
  });
  test("the command line prints the same", () => {
    const path = join(process.env["SAMPLES_DIR"] ?? "", "latency", "otlp-node-tls-jwt-extauthz.json");
    const printed = execFileSync(process.execPath, ["scripts/countersign.mjs", "inspect", path], {
      encoding: "utf8",
    });
    const { requests, trends, ...told } = measured(realFile("latency", "otlp-node-tls-jwt-extauthz.json"));
    expect(JSON.parse(printed)).toMatchObject({
      kind: "measurement",
      ...told,
      requests: requests.length,
      trends,
    });
  });
});
