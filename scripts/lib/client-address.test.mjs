import { expect, test } from "vitest";
import { addressReader } from "./client-address.mjs";

const addressOf = (trusted, peer, forwardedFor) => addressReader(trusted)(peer, forwardedFor).address;

test("believes nobody when no proxy is trusted", () => {
  expect(addressOf("", "::ffff:203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
});

test("takes the newest hop that is no trusted proxy, whatever the client wrote before it", () => {
  expect(addressOf("10.0.0.0/8", "10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2")).toBe("198.51.100.1");
});

test("ignores the header of a peer that is not trusted", () => {
  expect(addressOf("10.0.0.0/8", "192.0.2.1", "198.51.100.1")).toBe("192.0.2.1");
});

test("reads addresses with ports, and of version 6", () => {
  expect(addressOf("127.0.0.1", "127.0.0.1", "198.51.100.1:4711")).toBe("198.51.100.1");
  expect(addressOf("::1", "::1", "[2001:db8::7]:443")).toBe("2001:db8::7");
  expect(addressOf("2001:db8::/32", "2001:db8::1", "198.51.100.1")).toBe("198.51.100.1");
});

test("stops at what is no address", () => {
  expect(addressOf("127.0.0.1", "127.0.0.1", "198.51.100.1, unknown")).toBe("127.0.0.1");
});

test("does without a header", () => {
  expect(addressOf("127.0.0.1", "127.0.0.1")).toBe("127.0.0.1");
});

test.each(["localhost", "10.0.0.0/64x", "10.0.0.0/99", "300.1.1.1"])(
  "refuses a list that holds %s",
  (entry) => {
    expect(() => addressReader(`10.0.0.1, ${entry}`)).toThrow(/TRUSTED_PROXIES/);
  },
);
