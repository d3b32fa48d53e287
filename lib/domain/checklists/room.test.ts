import { expect, test } from "vitest";
import { ITEMS_MAX, roomFor } from "./room";

test("a system can be filled to the last item, and not by one more", () => {
  expect(roomFor(ITEMS_MAX - 5, 5)).toMatchObject({ ok: true });
  expect(roomFor(ITEMS_MAX - 5, 6)).toMatchObject({
    error: {
      code: "refused",
      reason:
        "A system has at most 10,000 items. This one has 9,995 and would get 6 more; divide it into several systems.",
    },
  });
});

test("a change that adds nothing fits into a system that is full", () => {
  expect(roomFor(ITEMS_MAX, 0)).toMatchObject({ ok: true });
  expect(roomFor(ITEMS_MAX, -3)).toMatchObject({ ok: true });
});
