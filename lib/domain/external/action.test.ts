import { expect, test } from "vitest";
import { PAYLOAD_BYTES_MAX, payloadDifference, payloadLines, payloadProblem } from "./action";

test("shows every value of a payload by its path, in the order of canonical JSON", () => {
  expect(payloadLines({ b: [1, { c: "x" }], a: null, "odd key": {} })).toEqual([
    { field: "payload.a", before: null, after: "null" },
    { field: "payload.b[0]", before: null, after: "1" },
    { field: "payload.b[1].c", before: null, after: '"x"' },
    { field: 'payload["odd key"]', before: null, after: "{}" },
  ]);
});

test("lets no character hide or turn what stands beside it", () => {
  const [line] = payloadLines("a\u202eb\u200bc\n");
  expect(line?.after).toBe('"a\\u{202e}b\\u{200b}c\\n"');
});

test("says how much it does not show", () => {
  const lines = payloadLines(Array.from({ length: 500 }, (_, index) => index));
  expect(lines).toHaveLength(201);
  expect(lines.at(-1)?.field).toBe("300 more values");
  expect(payloadLines("x".repeat(1_000))[0]?.after).toContain("more characters");
});

test("names what differs from an earlier payload", () => {
  expect(payloadDifference({ version: "4.1", hosts: ["a"] }, { version: "4.2", hosts: ["a", "b"] })).toEqual([
    { field: "payload.version", before: '"4.1"', after: '"4.2"' },
    { field: "payload.hosts[1]", before: null, after: '"b"' },
  ]);
});

test("takes a payload up to its bound and not a byte more", () => {
  expect(payloadProblem("x".repeat(PAYLOAD_BYTES_MAX - 2))).toBeNull();
  expect(payloadProblem("x".repeat(PAYLOAD_BYTES_MAX - 1))).toMatch(/larger/);
});
