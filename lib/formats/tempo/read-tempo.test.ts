import { describe, expect, test } from "vitest";
import { measured, msBySteps } from "@/lib/testing/measurements";

const base64 = (hex: string) => Buffer.from(hex, "hex").toString("base64");
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const spans = (encode: (hex: string) => string) => [
  {
    traceId: encode(TRACE),
    spanId: encode("00f067aa0ba902b7"),
    parentSpanId: "",
    name: "GET",
    kind: "SPAN_KIND_SERVER",
    startTimeUnixNano: "1706678909000000000",
    endTimeUnixNano: "1706678909100000000",
  },
  {
    traceId: encode(TRACE),
    spanId: encode("00f067aa0ba902b8"),
    parentSpanId: encode("00f067aa0ba902b7"),
    name: "authz.check",
    kind: "SPAN_KIND_INTERNAL",
    startTimeUnixNano: "1706678909010000000",
    endTimeUnixNano: "1706678909030000000",
  },
];
const resources = (encode: (hex: string) => string) => [
  {
    resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
    scopeSpans: [{ spans: spans(encode) }],
  },
];

describe("a trace from Tempo", () => {
  test.each([
    ["batches, ids in base64", { batches: resources(base64) }, "1"],
    ["the second version", { trace: { resourceSpans: resources(base64) } }, "2"],
    ["ids without padding", { batches: resources((hex) => base64(hex).replace(/=+$/, "")) }, "1"],
    ["ids in hex", { batches: resources((hex) => hex) }, "1"],
  ])("is read with %s", (_, file, version) => {
    const told = measured(file);
    expect(told).toMatchObject({
      format: "Tempo API JSON",
      version,
      found: { spans: 2, traces: 1 },
      notes: [],
    });
    expect(told.requests).toHaveLength(1);
    expect(msBySteps(told)).toEqual({ authorization: 20 });
  });
  test("is measured as the same trace in OTLP is", () => {
    const { format: _, version: __, ...tempo } = measured({ batches: resources(base64) });
    expect(measured({ resourceSpans: resources((hex) => hex) })).toMatchObject(tempo);
  });
  test("has base64 ids only there: OTLP has hex", () => {
    expect(measured({ resourceSpans: resources(base64) }).notes[0]?.message).toContain(
      "no id that can be read",
    );
  });
});
