import fc from "fast-check";
import { expect, test } from "vitest";
import { openQueue } from "./queue";

test("a queue gives its numbers in order, whatever was put in and taken out before", () => {
  const commands = fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(null)), { maxLength: 60 });
  fc.assert(
    fc.property(commands, (all) => {
      const queue = openQueue((a, b) => a < b);
      let model: number[] = [];
      for (const command of all) {
        if (command === null) {
          queue.shift();
          model = model.slice(1);
        } else {
          queue.push(command);
          model = [...model, command].sort((a, b) => a - b);
        }
        expect(queue.first()).toBe(model[0]);
      }
    }),
  );
});
