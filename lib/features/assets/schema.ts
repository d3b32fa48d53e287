import { z } from "zod";
import { NAME_MAX, PROSE_MAX } from "@/lib/domain/architecture/check-element";
import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import { DATA_CLASSES, inClassOrder } from "@/lib/domain/systems/vocabulary";
import { BAND_STEPS } from "@/lib/domain/threats/vocabulary";
import { elementId, line, orNull, prose, systemId, userId, version } from "@/lib/server/fields";
import { elementIdOrNew, nested, over, versionOrNew } from "@/lib/server/model-fields";

/** As many as there can be components and flows. */
const PLACES_MAX = ELEMENTS_MAX.component + ELEMENTS_MAX.flow;

const dataClasses = z.array(z.enum(DATA_CLASSES)).max(DATA_CLASSES.length).transform(inClassOrder);
const WORTH = "Choose 1 to 5, or that nobody knows.";
const worth = orNull(z.coerce.number({ error: WORTH }).pipe(z.literal(BAND_STEPS, { error: WORTH }))).default(
  null,
);

/** What is worth protecting; empty fields say that nobody knows. */
export const saveAssetInput = nested(
  z.strictObject({
    systemId,
    id: elementIdOrNew,
    version: versionOrNew,
    over,
    name: line(NAME_MAX, "a name"),
    dataClasses: dataClasses.default([]),
    worth: z
      .strictObject({ confidentiality: worth, integrity: worth, availability: worth })
      .default({ confidentiality: null, integrity: null, availability: null }),
    places: z.array(elementId).max(PLACES_MAX).default([]),
    ownerId: orNull(userId).default(null),
    note: prose(PROSE_MAX).default(""),
  }),
);
export type SaveAssetInput = z.output<typeof saveAssetInput>;

export const takeOutAssetInput = z.strictObject({ systemId, id: elementId, version });

/** Classes that components and flows are to name beside those that they do. */
export const addDataClassesInput = nested(
  z.strictObject({
    systemId,
    additions: z
      .array(z.strictObject({ id: elementId, version, dataClasses }), { error: "Name what to add." })
      .min(1, "Name what to add.")
      .max(PLACES_MAX),
  }),
);
export type AddDataClassesInput = z.output<typeof addDataClassesInput>;
