import { expect, test, vi } from "vitest";
import type { AskedBefore } from "@/lib/db/approval-lists";
import type { ElementId } from "@/lib/domain/kernel/ids";
import { type AskedForm, byElement, requestOf } from "./asked-before";

const idOf = (n: number) => `e${n}` as ElementId;
const form = (id: ElementId, likelihood = 1): AskedForm => ({
  command: "threats.state",
  input: { id, likelihood },
  asks: ["likelihood"],
});
const before = (number: number, input: object, state: AskedBefore["state"], command = "threats.state") => ({
  number,
  command,
  state,
  input: JSON.stringify(input),
});

test("the newest request for the same element, by the same command, for the same decides", () => {
  const earlier = byElement([
    before(6, { id: idOf(1), likelihood: 1 }, "pending", "other"),
    before(5, { id: idOf(2), likelihood: 1 }, "pending"),
    before(4, { id: idOf(1), likelihood: 2 }, "pending"),
    before(
      3,
      {
        elements: [
          { id: idOf(3), likelihood: 1 },
          { id: idOf(1), likelihood: 1 },
        ],
      },
      "rejected",
    ),
    before(2, { id: idOf(1), likelihood: 1 }, "pending"),
  ]);
  expect(requestOf(idOf(1), form(idOf(1)), earlier, [])).toEqual({ state: "rejected", number: 3 });
  expect(requestOf(idOf(1), form(idOf(1)), earlier, [idOf(1)])).toEqual({ state: "asked" });
  expect(requestOf(idOf(1), form(idOf(1), 2), earlier, [])).toEqual({ state: "open", number: 4 });
  expect(requestOf(idOf(4), form(idOf(4)), earlier, [])).toEqual({ state: "asked" });
});

test("what was asked for before is read once, however many parts a file has", () => {
  const all = Array.from({ length: 200 }, (_, n) => before(n, { id: idOf(n), likelihood: 1 }, "pending"));
  const parse = vi.spyOn(JSON, "parse");
  const earlier = byElement(all);
  for (let n = 0; n < 200; n += 1)
    expect(requestOf(idOf(n), form(idOf(n)), earlier, [])).toEqual({ state: "open", number: n });
  expect(parse).toHaveBeenCalledTimes(200);
  parse.mockRestore();
});
