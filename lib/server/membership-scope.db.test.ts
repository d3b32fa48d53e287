import { expect, test } from "vitest";
import type { SystemId } from "@/lib/domain/kernel/ids";
import { refused, run } from "@/lib/testing/commands";
import { somebody } from "@/lib/testing/people";
import { commandNamed } from "./commands-at-hand";

test("a system that is hidden from somebody stays so however its id is written", async () => {
  const ana = await somebody("ana", "admin");
  const jonas = await somebody("jonas", "engineer");
  const { id: systemId } = await run<{ id: SystemId }>(
    "systems.create",
    {
      name: "Ledger",
      slug: "ledger",
      type: "microservices",
      description: "",
      ownerId: ana.id,
      criticality: "2",
    },
    ana.caller,
  );
  const hidden = { userId: jonas.id, systemId, role: "none", version: "" };
  await run("people.set-membership", hidden, ana.caller);
  const zone = { op: "save", kind: "zone", trust: 2, coordination: "none", name: "Core" };
  const save = commandNamed("architecture.save-elements");
  for (const id of [systemId, systemId.toUpperCase()]) {
    const answer = await save?.({ systemId: id, elements: [zone] }, jonas.caller);
    if (!answer) throw new Error("there is no such command");
    expect(refused(answer, "forbidden").reason).toContain("engineer");
  }
});
