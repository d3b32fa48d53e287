import { describe, expect, test } from "vitest";
import type { ApprovalRequestId, Sha256Hex, UserId } from "../kernel/ids";
import {
  factorRolesNeed,
  formatRecoveryCode,
  readRecoveryCode,
  readTotpCode,
  resetFactorsNeed,
  stepUpText,
} from "./factors";

describe("a recovery code", () => {
  test("carries 80 bits in four groups of four, without letters that look alike", () => {
    expect(formatRecoveryCode(new Uint8Array(10))).toBe("0000-0000-0000-0000");
    expect(formatRecoveryCode(new Uint8Array(10).fill(255))).toBe("ZZZZ-ZZZZ-ZZZZ-ZZZZ");
    expect(formatRecoveryCode(Uint8Array.from({ length: 10 }, (_, index) => index * 25))).toBe(
      "00CK-4JV4-FPBA-ZJ71",
    );
  });

  test("is read however it was typed, and nothing else is one", () => {
    expect(readRecoveryCode("00ck 4jv4-FPBA zj71")).toBe("00CK4JV4FPBAZJ71");
    expect(readRecoveryCode("OOCK-4JV4-FPBA-ZJ7l")).toBe("00CK4JV4FPBAZJ71");
    for (const other of ["", "123456", "00CK-4JV4-FPBA-ZJ7", "00CK-4JV4-FPBA-ZJ7U"])
      expect(readRecoveryCode(other)).toBeNull();
  });
});

test("a code of an app may be typed in groups", () => {
  expect(readTotpCode(" 123 456 ")).toBe("123456");
  for (const other of ["12345", "1234567", "12345a", "１２３４５６"]) expect(readTotpCode(other)).toBeNull();
});

test("what a passkey signs for a vote names everything that it is for, in one agreed form", () => {
  const content = {
    userId: "u" as UserId,
    requestId: "r" as ApprovalRequestId,
    purpose: "approve",
    payloadHash: "h" as Sha256Hex,
    nonce: "n",
  } as const;
  expect(stepUpText(content)).toBe(
    '{"nonce":"n","payloadHash":"h","purpose":"approve","requestId":"r","userId":"u"}',
  );
});

describe("which roles need a second factor", () => {
  test("more takes one person", () => {
    expect(factorRolesNeed([], ["admin"], "")).toBeNull();
    expect(factorRolesNeed(["admin"], ["admin", "viewer"], "")).toBeNull();
    expect(factorRolesNeed(["admin"], ["admin"], "")).toBeNull();
  });

  test("fewer takes two, also where another role comes in its place", () => {
    expect(factorRolesNeed(["admin", "approver"], ["admin", "viewer"], "Because.")).toMatchObject({
      about: "No second factor needed any more: Approver",
      asked: "Because.",
      changes: [{ before: "Administrator, Approver", after: "Administrator, Viewer" }],
    });
  });
});

test("a reset says what goes, and whom it is about does not sign it", () => {
  const person = { id: "u" as UserId, name: "Mei Lin", email: "mei@example.com" };
  const need = resetFactorsNeed(person, { totp: true, passkeys: ["Laptop"], recoveryCodesLeft: 0 }, "Lost.");
  expect(need.authors).toEqual(["u"]);
  expect(need.changes.map(({ field, before }) => [field, before])).toEqual([
    ["Person", "Mei Lin (mei@example.com)"],
    ["Authenticator app", "Set up"],
    ["Passkeys", "Laptop"],
    ["Sessions", "Go on"],
  ]);
});
