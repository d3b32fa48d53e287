import { z } from "zod";
import { NAME_MAX, PROSE_MAX, TOOL_MAX } from "@/lib/domain/architecture/check-element";
import { STANDINGS, type Standing } from "@/lib/domain/controls/vocabulary";
import { elementId, lineOrNothing, orNull, prose, systemId, userId, version } from "@/lib/server/fields";
import {
  elementIdOrNew,
  latencyOrNull,
  nested,
  over,
  quantityOrNull,
  reason,
  versionOrNew,
} from "@/lib/server/model-fields";

const SCOPE_MAX = 5_000;
const CONDITIONS_MAX = 50;

/** A control; figures that are left out are the catalogue's. */
export const saveControlInput = nested(
  z.strictObject({
    systemId,
    id: elementIdOrNew,
    version: versionOrNew,
    over,
    /** Left empty it is called like its mechanism. */
    name: lineOrNothing(NAME_MAX),
    mechanism: z.string().min(1, "Choose a mechanism.").max(60),
    standing: z.enum(STANDINGS, { error: "Say where it stands." }),
    scope: z.array(elementId).max(SCOPE_MAX).default([]),
    ownerId: orNull(userId).default(null),
    tool: lineOrNothing(TOOL_MAX),
    note: prose(PROSE_MAX).default(""),
    oneOffAmount: quantityOrNull,
    perYearAmount: quantityOrNull,
    latency: latencyOrNull,
    meetsConditionFor: z.array(z.string().max(60)).max(CONDITIONS_MAX).default([]),
    reason,
  }),
);
export type SaveControlInput = z.output<typeof saveControlInput>;

export const retireControlInput = z.strictObject({ systemId, id: elementId, version, reason });

const left = undefined;

/** The address of the list of controls. What can't be read is treated as not there. */
export const controlSearch = z.object({
  standing: z.enum(STANDINGS).optional().catch(left),
  mechanism: z.string().min(1).max(60).optional().catch(left),
});
export type ControlSearch = {
  readonly standing?: Standing | undefined;
  readonly mechanism?: string | undefined;
};
