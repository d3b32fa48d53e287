import { expect, test } from "vitest";
import { hasRoom } from "./live-room";

const windows = (count: number, of: (n: number) => { id: string; sessionId: string }) =>
  Array.from({ length: count }, (_, n) => of(n));

test("one session has six windows, one person twenty-four by however many sessions, all a thousand", () => {
  const ana = { id: "ana", sessionId: "a1" };
  expect(hasRoom([], ana)).toBe(true);
  expect(
    hasRoom(
      windows(5, () => ana),
      ana,
    ),
  ).toBe(true);
  expect(
    hasRoom(
      windows(6, () => ana),
      ana,
    ),
  ).toBe(false);
  const many = windows(24, (n) => ({ id: "ana", sessionId: `a${n}` }));
  expect(hasRoom(many.slice(1), { id: "ana", sessionId: "new" })).toBe(true);
  expect(hasRoom(many, { id: "ana", sessionId: "new" })).toBe(false);
  expect(hasRoom(many, { id: "ben", sessionId: "b" })).toBe(true);
  const others = windows(1_000, (n) => ({ id: `p${n}`, sessionId: `s${n}` }));
  expect(hasRoom(others, ana)).toBe(false);
});
