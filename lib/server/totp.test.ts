import { generateSync } from "otplib";
import { describe, expect, test } from "vitest";
import type { InstantMs, UserId } from "@/lib/domain/kernel/ids";
import { makeTotpSecret, matchTotp, sealTotpSecret, totpSetUp, unsealTotpSecret } from "./totp";

const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // 12345678901234567890, the secret of RFC 6238
const at = (seconds: number) => (seconds * 1_000) as InstantMs;
const ana = "0190a1b2-0000-7000-8000-000000000001" as UserId;
const ben = "0190a1b2-0000-7000-8000-000000000002" as UserId;

describe("the code of an app", () => {
  test.each([
    [59, "287082", 1],
    [1_111_111_109, "081804", 37_037_036],
    [1_234_567_890, "005924", 41_152_263],
    [2_000_000_000, "279037", 66_666_666],
  ])("at %i s is that of RFC 6238, its last six digits", (seconds, code, step) => {
    expect(matchTotp(secret, code, at(seconds), null)).toBe(step);
  });

  test("may be half a minute early or late, and no more", () => {
    const code = generateSync({ secret, epoch: 3_000 });
    for (const [seconds, step] of [
      [2_939, null],
      [2_970, 100],
      [3_000, 100],
      [3_059, 100],
      [3_060, null],
    ] as const)
      expect([seconds, matchTotp(secret, code, at(seconds), null)]).toEqual([seconds, step]);
  });

  test("counts once: neither its own step nor an earlier one comes after it", () => {
    const [now, before] = [generateSync({ secret, epoch: 3_000 }), generateSync({ secret, epoch: 2_970 })];
    expect(matchTotp(secret, before, at(3_000), 98)).toBe(99);
    expect(matchTotp(secret, now, at(3_000), 99)).toBe(100);
    expect(matchTotp(secret, now, at(3_000), 100)).toBeNull();
    expect(matchTotp(secret, before, at(3_000), 100)).toBeNull();
  });

  test("after one that was early waits for its time instead of failing", () => {
    expect(matchTotp(secret, generateSync({ secret, epoch: 3_000 }), at(3_000), 101)).toBeNull();
    expect(matchTotp(secret, generateSync({ secret, epoch: 3_000 }), at(3_000), 900)).toBeNull();
  });

  test.each(["", "12345", "1234567", "abcdef", "１２３４５６"])("%j is none", (text) => {
    expect(matchTotp(secret, text, at(59), null)).toBeNull();
  });
});

describe("a secret at rest", () => {
  test("can be read again by its owner only, and not once it was changed", () => {
    const made = makeTotpSecret();
    const sealed = sealTotpSecret(ana, made);
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    expect(sealed).not.toContain(made);
    expect(unsealTotpSecret(ana, sealed)).toBe(made);
    expect(unsealTotpSecret(ben, sealed)).toBeNull();
    const last = sealed.at(-1) === "A" ? "g" : "A";
    for (const broken of [`${sealed.slice(0, -1)}${last}`, sealed.replace("v1", "v2"), "", "v1.AAAA"])
      expect(unsealTotpSecret(ana, broken)).toBeNull();
  });

  test("sealed twice looks different each time", () => {
    expect(sealTotpSecret(ana, secret)).not.toBe(sealTotpSecret(ana, secret));
  });
});

test("an app learns the secret from an address and a QR code of it", () => {
  const { uri, qr } = totpSetUp(secret, { organisation: "Meridian: Pay", email: "ana@meridian.example" });
  expect(uri).toContain(`secret=${secret}`);
  expect(decodeURIComponent(uri)).toMatch(
    /^otpauth:\/\/totp\/Countersign Meridian {2}Pay:ana@meridian\.example/,
  );
  expect(qr.size).toBeGreaterThan(30);
  expect(qr.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
});
