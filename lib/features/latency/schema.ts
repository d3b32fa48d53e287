import { z } from "zod";
import { NAME_MAX } from "@/lib/domain/architecture/check-element";
import { decimal, elementId, line, orNull, systemId, version } from "@/lib/server/fields";
import {
  attested,
  elementIdOrNew,
  nested,
  over,
  reason,
  versionOrNew,
  writtenProperties,
} from "@/lib/server/model-fields";

/** A request path as a form writes it: its flows as F1 > F2 | F3, and how long security may take. */
export const savePathInput = nested(
  z.strictObject({
    systemId,
    id: elementIdOrNew,
    version: versionOrNew,
    over,
    name: line(NAME_MAX, "a name"),
    flows: z.string().max(4_000, "At most 4000 characters.").default(""),
    properties: writtenProperties,
    attested,
    /** As a probability: 0.95 for p95. */
    percentile: orNull(decimal("the percentile")).default(null),
    msLimit: orNull(decimal("the limit")).default(null),
    reason,
  }),
);
export type SavePathInput = z.output<typeof savePathInput>;

export const retirePathInput = z.strictObject({ systemId, id: elementId, version, reason });
