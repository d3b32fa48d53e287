import { z } from "zod";
import { systemId, userId, utcDate } from "@/lib/server/fields";

const number = z
  .string()
  .regex(/^\d{1,18}$/)
  .optional()
  .catch(undefined);

/** The address of /audit. What can't be read is treated as not there. */
export const auditSearch = z.object({
  actor: userId.optional().catch(undefined),
  action: z
    .string()
    .regex(/^[a-z.-]{1,60}$/)
    .optional()
    .catch(undefined),
  outcome: z.enum(["done", "denied"]).optional().catch(undefined),
  system: systemId.optional().catch(undefined),
  from: utcDate.optional().catch(undefined),
  to: utcDate.optional().catch(undefined),
  q: z.string().trim().max(100).default("").catch(""),
  before: number,
  /** The entry that is open beside the list. */
  entry: number,
});
export type AuditSearch = z.output<typeof auditSearch>;
