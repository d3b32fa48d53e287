import { expect, test } from "vitest";
import { contentSecurityPolicy, isForeignWrite } from "./headers";

test("scripts run only with this answer's nonce, never inline, and nothing may frame us", () => {
  const policy = contentSecurityPolicy("abc", true);
  expect(policy).toContain("script-src 'nonce-abc' 'strict-dynamic';");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(contentSecurityPolicy(null, false)).toContain("script-src 'none'");
});

test("a write counts only from our own origin", () => {
  const own = "https://posture.example.com";
  expect(isForeignWrite("POST", own, own)).toBe(false);
  expect(isForeignWrite("GET", "https://evil.example", own)).toBe(false);
  for (const origin of [
    null,
    "null",
    "https://evil.example",
    "http://posture.example.com",
    `${own}.evil.example`,
  ])
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "post"])
      expect(isForeignWrite(method, origin, own)).toBe(true);
});
