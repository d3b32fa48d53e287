// import.otlp-10mb-ms: a trace of 10 MB in OTLP/JSON, from its text to the milliseconds of each security step.
import { reportImport } from "../lib/measurement-import";

const MB = 1024 * 1024;
const id = (n: number) => n.toString(16).padStart(16, "0");
const attributes = [
  { key: "network.transport", value: { stringValue: "tcp" } },
  { key: "server.address", value: { stringValue: "shop.example" } },
  { key: "server.port", value: { intValue: "8444" } },
  { key: "url.full", value: { stringValue: "https://shop.example:8444/orders" } },
  { key: "http.response.status_code", value: { intValue: "200" } },
];
/** One request: name, parent, start and end in microseconds. */
const REQUEST = [
  ["GET /orders", -1, 0, 50_000],
  ["GET", 0, 1_000, 48_000],
  ["dns.lookup", 1, 1_000, 1_500],
  ["tls.connect", 1, 1_500, 12_000],
  ["tcp.connect", 3, 1_500, 8_000],
  ["auth.jwt.verify", 1, 13_000, 13_200],
  ["authz.policy.check", 1, 14_000, 20_000],
  ["db.query orders", 1, 21_000, 40_000],
] as const;
const spansOf = (request: number) =>
  REQUEST.map(([name, parent, usFrom, usTo], n) => ({
    traceId: id(request + 1).padStart(32, "0"),
    spanId: id(request * REQUEST.length + n + 1),
    ...(parent === -1 ? {} : { parentSpanId: id(request * REQUEST.length + parent + 1) }),
    name,
    kind: 1,
    startTimeUnixNano: String(BigInt(1_795_289_808 + request) * 1_000_000_000n + BigInt(usFrom) * 1_000n),
    endTimeUnixNano: String(BigInt(1_795_289_808 + request) * 1_000_000_000n + BigInt(usTo) * 1_000n),
    attributes,
    status: { code: 0 },
  }));
const requests = Math.ceil((10 * MB) / JSON.stringify(spansOf(1_000)).length);
const spans = Array.from({ length: requests }, (_, request) => spansOf(request)).flat();
const text = JSON.stringify({
  resourceSpans: [
    {
      resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
      scopeSpans: [{ scope: { name: "bench" }, spans }],
    },
  ],
});
await reportImport("import.otlp-10mb-ms", text, { handshake: requests * 4, token: requests * 0.2 });
