import { z } from "zod";
import { NAME_MAX, PROSE_MAX } from "@/lib/domain/architecture/check-element";
import { STRIDE } from "@/lib/domain/catalogue/threat";
import { BAND_STEPS } from "@/lib/domain/threats/vocabulary";
import {
  elementId,
  exceptionFields,
  exceptionId,
  line,
  orNull,
  prose,
  systemId,
  version,
} from "@/lib/server/fields";
import { elementIdOrNew, over, reason, versionOrNew } from "@/lib/server/model-fields";

export const acceptFindingInput = z.strictObject({
  systemId,
  ruleId: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "This is no rule of the catalogue."),
  elementId,
  ...exceptionFields,
});
export const endExceptionInput = z.strictObject({ systemId, exceptionId, reason: prose(1_000).default("") });

const PLACES_MAX = 5_000;
const LIKELIHOOD = "Say how likely it is, from 1 to 5.";

/** A threat in somebody's own words; without a STRIDE letter it gets the first of its threat in the catalogue. */
export const stateThreatInput = z.strictObject({
  systemId,
  id: elementIdOrNew,
  version: versionOrNew,
  over,
  name: line(NAME_MAX, "what can happen, in a few words"),
  threat: orNull(z.string().max(60)).default(null),
  stride: orNull(z.enum(STRIDE)).default(null),
  likelihood: z.coerce.number({ error: LIKELIHOOD }).pipe(z.literal(BAND_STEPS, { error: LIKELIHOOD })),
  places: z.array(elementId).max(PLACES_MAX).default([]),
  note: prose(PROSE_MAX).default(""),
  reason,
});
export type StateThreatInput = z.output<typeof stateThreatInput>;

export const takeBackThreatInput = z.strictObject({ systemId, id: elementId, version, reason });
