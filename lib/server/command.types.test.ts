import { expect, test } from "vitest";
import { z } from "zod";
import { updateItem } from "@/lib/db/item-edits";
import type { ItemId } from "@/lib/domain/kernel/ids";
import { ok } from "@/lib/domain/kernel/result";
import { defineCommand, nothingBefore } from "./command";

const base = {
  name: "x.y" as const,
  input: z.object({}),
  permission: "people:manage" as const,
  approval: "never" as const,
  before: nothingBefore,
  run: async () => ok(1),
  audit: () => null,
};

test("what forgets its guard does not compile", () => {
  const { audit: _a, ...noAudit } = base;
  const { approval: _b, ...noApproval } = base;
  const { permission: _c, ...noPermission } = base;
  const { before: _d, ...noBefore } = base;
  // @ts-expect-error audit is required
  defineCommand(noAudit);
  // @ts-expect-error approval is required
  defineCommand(noApproval);
  // @ts-expect-error permission is required
  defineCommand(noPermission);
  // @ts-expect-error the state before is required
  defineCommand(noBefore);
  // @ts-expect-error unknown permission
  defineCommand({ ...base, permission: "nope" });
  // @ts-expect-error a right on a system needs the scope that the input names
  defineCommand({ ...base, permission: "checklist:work" });
  // @ts-expect-error a right in the organisation has no scope
  defineCommand({ ...base, scope: () => "s" });
  // @ts-expect-error a write needs a Tx; a look-alike object is not one
  void (() => updateItem({ sql: {}, asOf: 0, revisions: [] }, {}, {}));
  // @ts-expect-error a plain string is not an ItemId
  const id: ItemId = "a";
  expect(id).toBe("a");
});
