import "server-only";
import { findLayout, writeLayout } from "@/lib/db/diagram-layouts";
import { findModel } from "@/lib/db/model";
import { lockSystem } from "@/lib/db/systems";
import { keepPlaces, readPlaces } from "@/lib/domain/architecture/diagram/places";
import { err, ok } from "@/lib/domain/kernel/result";
import { defineCommand } from "@/lib/server/command";
import { saveLayoutInput } from "../schema";

/**
 * Keeps where zones and components stand on the drawing board. Two people who move different boxes both keep their places;
 * of the same box the last one counts. Nothing about the system follows from it, so there is no revision and no version to
 * be stale.
 */
export const saveLayout = defineCommand({
  name: "architecture.save-layout",
  input: saveLayoutInput,
  permission: "system:edit",
  scope: ({ systemId }) => systemId,
  approval: "never",
  before: async ({ tx, input }) => {
    const system = await lockSystem(tx, input.systemId);
    if (!system) return err({ code: "not-found", reason: "This system does not exist." });
    const { zones, components } = await findModel(tx, system);
    const living = new Set([...zones, ...components].map(({ id }) => id));
    const moved = [...readPlaces(input.positions)].filter(([id]) => living.has(id));
    const standing = [...(await findLayout(tx, system.id))].filter(([id]) => living.has(id));
    const places = new Map([...standing, ...moved]);
    const zoneIds = new Set(zones.map(({ id }) => id));
    return ok({ system, moved: moved.length, places: keepPlaces(places, zoneIds) });
  },
  run: async ({ tx, before }) => {
    if (before.moved > 0) await writeLayout(tx, before.system.id, before.places);
    return ok({ moved: before.moved });
  },
  audit: ({ before: { moved, system } }) =>
    moved === 0
      ? null
      : {
          subject: "diagram",
          subjectId: system.id,
          systemId: system.id,
          detail: { about: `Moved ${moved} ${moved === 1 ? "part" : "parts"} of the drawing` },
        },
});
