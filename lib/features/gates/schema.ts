import { z } from "zod";
import { GATE_IDS } from "@/lib/domain/gates/gate";
import { signedReason, systemId } from "@/lib/server/fields";

export const passGateInput = z.strictObject({
  systemId,
  gate: z.enum(GATE_IDS),
  reason: signedReason,
  /** Ids of the criteria that the requester vouches for, one by one. */
  attested: z
    .array(z.string().max(60))
    .max(40)
    .default([])
    .transform((ids) => [...new Set(ids)].toSorted()),
});
export type PassGateInput = z.output<typeof passGateInput>;
