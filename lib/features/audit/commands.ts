import "server-only";
import { z } from "zod";
import { askForRound } from "@/lib/db/audit-check";
import { err, ok } from "@/lib/domain/kernel/result";
import { hiddenSystems, mayInOrganisation } from "@/lib/domain/people/may";
import { defineCommand, nothingBefore } from "@/lib/server/command";

const nothing = z.object({});
const LOG = { subject: "audit-log", subjectId: null } as const;

/** Has the whole log checked now, by whatever instance comes first. */
export const checkNow = defineCommand({
  name: "audit.check-now",
  permission: "audit:read",
  input: nothing,
  approval: "never",
  before: nothingBefore,
  run: async ({ tx }) => {
    await askForRound(tx);
    return ok(null);
  },
  audit: () => ({ ...LOG, detail: { about: "The whole log, from the first entry on" } }),
});

/** Records that somebody reads the log. */
export const noteReading = defineCommand({
  name: "audit.note-reading",
  permission: "audit:read",
  input: nothing,
  approval: "never",
  before: nothingBefore,
  run: async () => ok(null),
  audit: () => ({ ...LOG, detail: { about: "Opened the log" } }),
});

/** Records that somebody takes the log with them. It is exported whole, or it would prove nothing. */
export const noteExport = defineCommand({
  name: "audit.export",
  permission: "audit:read",
  input: nothing,
  approval: "never",
  before: async ({ actor }) =>
    mayInOrganisation(actor, "people:manage") || hiddenSystems(actor).length === 0
      ? ok(null)
      : err({
          code: "forbidden",
          reason:
            "The export holds the whole log, and some systems are hidden from you. Ask an administrator to export it.",
        }),
  run: async () => ok(null),
  audit: () => ({ ...LOG, detail: { about: "The whole log, with the words of its entries" } }),
});
