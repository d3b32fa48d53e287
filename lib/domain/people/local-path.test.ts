import fc from "fast-check";
import { expect, test } from "vitest";
import { localPath } from "./local-path";

test("keeps paths of ours with their search part", () => {
  for (const path of [
    "/",
    "/audit?q=a%20b&outcome=denied",
    "/systems/card-vault/checklists/design?item=IM-12",
  ])
    expect(localPath(path)).toBe(path);
});

test("anything that could lead elsewhere is the start page", () => {
  for (const path of [
    "",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/%2e//evil.example",
    "/%09/evil.example",
    "/a//b",
    "/a/",
    "/\t/evil.example",
    " /audit",
    "javascript:alert(1)",
    "/audit#x",
    "/a\nb",
    `/${"a".repeat(600)}`,
    ["/audit"],
    null,
    7,
  ])
    expect(localPath(path)).toBe("/");
});

test("whatever is let through stays on this site", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "%2e",
    "%2f",
    "evil.example",
    "@",
    ":",
    "?",
    "#",
    "a",
    "\t",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = localPath(`/${pieces.join("")}`);
      const url = new URL(path, "https://posture.example");
      expect(url.origin).toBe("https://posture.example");
      expect(url.pathname.startsWith("//")).toBe(false);
    }),
  );
});
