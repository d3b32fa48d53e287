// import.har-10mb-ms: an archive of requests of 10 MB, from its text to the milliseconds of each security step.
import { reportImport } from "../lib/measurement-import";

const MB = 1024 * 1024;
const headers = Array.from({ length: 12 }, (_, n) => ({
  name: `x-header-${n}`,
  value: "What a server says about itself.",
}));
const timing = {
  name: "Server-Timing",
  value: 'auth;dur=2.5;desc="JWT", authz;dur=3.25, app;dur=15.5, total;dur=21.5',
};
const entry = (n: number) => ({
  startedDateTime: new Date(Date.UTC(2026, 10, 21) + n * 100).toISOString(),
  time: 100,
  request: {
    method: "GET",
    url: `https://shop.example/orders/${n}`,
    httpVersion: "HTTP/1.1",
    headers,
    cookies: [],
  },
  response: {
    status: 200,
    headers: [...headers, timing],
    content: { size: 105, mimeType: "text/html", text: "<p>".repeat(40) },
  },
  timings: { blocked: 10, dns: 5, connect: 40, ssl: 30, send: 1, wait: 40, receive: 4 },
});
const count = Math.ceil((10 * MB) / JSON.stringify(entry(1_000)).length);
const entries = Array.from({ length: count }, (_, n) => entry(n));
const text = JSON.stringify({ log: { version: "1.2", creator: { name: "bench" }, entries } });
await reportImport("import.har-10mb-ms", text, { handshake: count * 30, token: count * 2.5 });
