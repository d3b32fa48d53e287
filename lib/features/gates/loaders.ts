import "server-only";
import { findOpenRequestAbout } from "@/lib/db/approval-lists";
import { listExceptions } from "@/lib/db/exceptions";
import { GATE_IDS } from "@/lib/domain/gates/gate";
import { utcDateOf } from "@/lib/domain/kernel/utc-date";
import { mayOnSystem } from "@/lib/domain/people/may";
import { readSystemGates } from "@/lib/server/gates";
import { defineSystemLoader } from "@/lib/server/loader";
import { presentGates } from "./present";

/** The gates of a system, every time that it passed one, and all its exceptions. */
export const loadGates = defineSystemLoader({
  permission: "system:read",
  load: async ({ read, actor, asOf, systemId }) => {
    const today = utcDateOf(asOf);
    const [gates, exceptions, asked] = await Promise.all([
      readSystemGates(read, systemId, today),
      listExceptions(read, systemId),
      Promise.all(
        GATE_IDS.map(async (gate) => {
          const number = await findOpenRequestAbout(read, "checklists.pass-gate", { gate, systemId });
          return [gate, number] as const;
        }),
      ),
    ]);
    if (!gates) return null;
    return presentGates({
      gates,
      exceptions,
      asked: new Map(asked),
      mayAsk: mayOnSystem(actor, systemId, "checklist:work"),
      today,
    });
  },
});
