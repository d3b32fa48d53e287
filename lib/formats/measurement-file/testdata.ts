const TRACE = "0af7651916cd43dd8448eb211c80319c";
const ID = "00f067aa0ba902b7";

const otlpSpan = {
  traceId: TRACE,
  spanId: ID,
  parentSpanId: "",
  name: "tls.connect",
  kind: 3,
  startTimeUnixNano: "1706678909000000000",
  endTimeUnixNano: "1706678909100000000",
  attributes: [{ key: "a", value: { stringValue: "b" } }],
  links: [{ traceId: TRACE, spanId: ID }],
};

/** One small file of each format in JSON. */
export const JSON_FILES = {
  otlp: { resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans: [otlpSpan, otlpSpan] }] }] },
  tempo: { batches: [{ scopeSpans: [{ spans: [otlpSpan] }] }] },
  jaeger: {
    data: [
      {
        spans: [
          {
            traceID: TRACE,
            spanID: ID,
            operationName: "authz.x",
            references: [{ refType: "CHILD_OF", traceID: TRACE, spanID: "1" }],
            startTime: 1_706_678_909_000_000,
            duration: 5,
            tags: [{ key: "span.kind", type: "string", value: "server" }],
            processID: "p1",
          },
        ],
        processes: { p1: { serviceName: "s" } },
      },
    ],
  },
  zipkin: [
    {
      traceId: TRACE,
      id: ID,
      parentId: "1",
      kind: "CLIENT",
      name: "auth.jwt.verify",
      timestamp: 1_543_334_727_215_550,
      duration: 10,
      localEndpoint: { serviceName: "s" },
      tags: { a: "b" },
      shared: true,
    },
  ],
  har: {
    log: {
      version: "1.2",
      pages: [],
      entries: [
        {
          startedDateTime: "2026-11-21T19:36:50.702Z",
          time: 100,
          request: { method: "GET", url: "https://shop.example/" },
          response: { headers: [{ name: "Server-Timing", value: "auth;dur=1" }] },
          timings: { blocked: -1, dns: 1, connect: 40, ssl: 30, send: 1, wait: 50, receive: 8 },
        },
      ],
    },
  },
  k6: {
    metrics: {
      http_reqs: { type: "counter", contains: "default", values: { count: 3, rate: 1 } },
      http_req_tls_handshaking: {
        type: "trend",
        contains: "time",
        values: { avg: 1, med: 0, "p(95)": 2 },
        thresholds: { "p(95)<3": { ok: true } },
      },
    },
  },
} as const;

/** One small file of each format in plain text. */
export const TEXT_FILES = {
  serverTiming: 'HTTP/1.1 200 OK\nServer-Timing: auth;dur=2.7;desc="a, b", total;dur=5\n',
  prometheus:
    '# TYPE authz_seconds histogram\nauthz_seconds_bucket{a="b",le="0.1"} 5\nauthz_seconds_bucket{a="b",le="+Inf"} 6\nauthz_seconds_sum{a="b"} 1\nauthz_seconds_count{a="b"} 6\n',
} as const;
