import { expect, test } from "vitest";
import { bodyLimitOf, cleanHeaders, refusalOf } from "./request-guard.mjs";

const MB = 1024 * 1024;
const statusOf = (method, url, headers = {}) =>
  refusalOf({ method, url, headers: { host: "localhost:3000", ...headers } });

test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("lets %s through", (method) => {
  expect(statusOf(method, "/systems?q=caf%C3%A9")).toBeUndefined();
});

test.each(["TRACE", "CONNECT", "PROPFIND", "get", ""])("refuses the method %s", (method) => {
  expect(statusOf(method, "/")).toBe(405);
});

test.each([
  "*",
  "http://evil.example/",
  "/%zz",
  "/%",
  "/%E0%A4%A",
  "/a%00b",
  "/a\\b",
  "/a#b",
  "",
  "/?q=%c3%28",
])("refuses the address %s", (url) => {
  expect(statusOf("GET", url)).toBe(400);
});

test("takes 8,192 characters of address, not one more", () => {
  expect(statusOf("GET", `/${"a".repeat(8191)}`)).toBeUndefined();
  expect(statusOf("GET", `/${"a".repeat(8192)}`)).toBe(400);
});

test("gives room for files where files go, and nowhere else", () => {
  expect(bodyLimitOf("/api/evidence", 25)).toBe(26 * MB);
  expect(bodyLimitOf("/api/evidence/1?x=/", 25)).toBe(26 * MB);
  expect(bodyLimitOf("/api/evidences", 25)).toBe(1.2 * MB);
  expect(bodyLimitOf("/api/templates", 25)).toBe(6 * MB);
  expect(bodyLimitOf("/systems/checkout/architecture/import?x=1", 25)).toBe(3 * MB);
  expect(bodyLimitOf("/systems/a/b/architecture/import", 25)).toBe(1.2 * MB);
  expect(bodyLimitOf("/?/api/evidence", 25)).toBe(1.2 * MB);
});

test("takes off what only the server may say", () => {
  const headers = {
    "x-client-address": "1.1.1.1",
    "x-nonce": "n",
    "x-middleware-subrequest": "proxy",
    "x-forwarded-host": "evil.example",
    "x-forwarded-for": "1.1.1.1",
    "next-router-prefetch": "1",
    "next-action": "a",
    rsc: "1",
  };
  cleanHeaders({ method: "POST", headers }, { address: "192.0.2.1", isProxy: false });
  expect(headers).toEqual({ "x-client-address": "192.0.2.1", "next-action": "a", rsc: "1" });
});

test("keeps what a trusted proxy says of the browser's address", () => {
  const headers = { "x-forwarded-host": "countersign.example", "x-forwarded-proto": "https", "x-nonce": "n" };
  cleanHeaders({ method: "POST", headers }, { address: "192.0.2.1", isProxy: true });
  expect(headers).toEqual({
    "x-forwarded-host": "countersign.example",
    "x-forwarded-proto": "https",
    "x-client-address": "192.0.2.1",
  });
});

test("keeps what browsers prefetch with", () => {
  const headers = { "next-router-segment-prefetch": "/_tree" };
  cleanHeaders({ method: "GET", headers }, { address: "192.0.2.1", isProxy: false });
  expect(headers["next-router-segment-prefetch"]).toBe("/_tree");
});

test("refuses a form that does not say where its parts end", () => {
  expect(statusOf("POST", "/", { "content-type": "multipart/form-data" })).toBe(400);
  expect(statusOf("POST", "/", { "content-type": "multipart/form-data; boundary=" })).toBe(400);
  expect(
    statusOf("POST", "/", { "content-type": "multipart/form-data; boundary=----WebKitFormBoundaryx" }),
  ).toBeUndefined();
  expect(statusOf("POST", "/", { "content-type": 'multipart/form-data; boundary="a b"' })).toBeUndefined();
});

test("refuses a router's state that can't be read", () => {
  const stateOf = (text) => statusOf("GET", "/", { rsc: "1", "next-router-state-tree": text });
  expect(stateOf("%5B")).toBe(400);
  expect(stateOf("%zz")).toBe(400);
  expect(stateOf(encodeURIComponent('["",{"children":["__PAGE__",{}]},null,null]'))).toBeUndefined();
});

test.each(["@@", "a b", "[::1", "%00", "x:80:80", "", "evil.example/x?"])("refuses the host %j", (host) => {
  expect(statusOf("GET", "/", { host })).toBe(400);
});

test.each(["localhost:3000", "posture.example.com", "127.0.0.1", "[::1]:3000"])(
  "takes the host %j",
  (host) => {
    expect(statusOf("GET", "/", { host })).toBeUndefined();
  },
);
