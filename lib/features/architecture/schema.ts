import { z } from "zod";
import { CHANGES_MAX } from "@/lib/domain/architecture/change-model";
import { NAME_MAX } from "@/lib/domain/architecture/check-element";
import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import { COORDINATE_MAX, type KeptPlace } from "@/lib/domain/architecture/diagram/places";
import { COORDINATIONS, TRUSTS, type Trust } from "@/lib/domain/architecture/vocabulary";
import { MODEL_FILE_BYTES_MAX } from "@/lib/formats/model-file/read-model-file";
import {
  chosenElement,
  decimal,
  elementId,
  line,
  lineOrNothing,
  orNull,
  systemId,
  version,
} from "@/lib/server/fields";
import {
  attested,
  elementIdOrNew,
  nested,
  over,
  reason,
  versionOrNew,
  writtenProperties,
} from "@/lib/server/model-fields";

const described = {
  op: z.literal("save"),
  id: elementIdOrNew,
  version: versionOrNew,
  over,
  name: line(NAME_MAX, "a name"),
  properties: writtenProperties,
  attested,
};

const TRUST_MISSING = "Choose how far it is trusted.";
/** An empty choice is none: coerced it would be 0, outside. */
const trust = z.preprocess(
  (raw) => (raw === "" ? undefined : raw),
  z.coerce
    .number({ error: TRUST_MISSING })
    .refine((n): n is Trust => TRUSTS.includes(n as Trust), TRUST_MISSING),
);

const zone = z.strictObject({
  ...described,
  kind: z.literal("zone"),
  parentId: orNull(chosenElement("a zone to stand in")).default(null),
  trust,
  coordination: z.enum(COORDINATIONS, { error: "Choose what its members share." }),
});
const component = z.strictObject({
  ...described,
  kind: z.literal("component"),
  zoneId: chosenElement("the zone that it stands in"),
});
const flow = z.strictObject({
  ...described,
  kind: z.literal("flow"),
  name: lineOrNothing(NAME_MAX),
  sourceId: chosenElement("where the flow starts"),
  targetId: chosenElement("where the flow ends"),
  callsPerRequest: orNull(decimal("the calls")).transform((calls) => calls ?? 1),
  msRoundTrip: orNull(decimal("the round-trip time")).default(null),
});
const system = z.strictObject({
  op: z.literal("save"),
  kind: z.literal("system"),
  version: versionOrNew,
  over,
  properties: writtenProperties,
  attested,
});
const saved = z.discriminatedUnion("kind", [zone, component, flow, system]);
const taken = z.strictObject({ op: z.literal("retire"), id: elementId, version });
const change = z.discriminatedUnion("op", [saved, taken]);

/** An edit of the architecture: all of it or nothing. Forms send one element, an editor a batch. */
export const saveElementsInput = nested(
  z.strictObject({
    systemId,
    elements: z
      .array(change, { error: "Name the elements to save." })
      .min(1, "Name the elements to save.")
      .max(CHANGES_MAX, `Change at most ${CHANGES_MAX} elements at once.`),
    reason,
  }),
);
export type SaveElementsInput = z.output<typeof saveElementsInput>;

const coordinate = z.number().int().min(-COORDINATE_MAX).max(COORDINATE_MAX);
const extent = z.number().int().min(1).max(COORDINATE_MAX);
const place = z.union([
  z.tuple([coordinate, coordinate]),
  z.tuple([coordinate, coordinate, extent, extent]),
]) satisfies z.ZodType<KeptPlace>;
const PLACES_MAX = ELEMENTS_MAX.zone + ELEMENTS_MAX.component;

/** Where zones and components stand on the drawing board; those that are not named stay where they are. */
export const saveLayoutInput = z.strictObject({
  systemId,
  positions: z
    .record(elementId, place)
    .refine((all) => Object.keys(all).length <= PLACES_MAX, `At most ${PLACES_MAX} places.`),
});

/** Marks that turn or hide text have no place in the name of a file. */
const fileName = z
  .string()
  .transform((name) =>
    name
      .replace(/[\p{C}\s]+/gu, " ")
      .trim()
      .slice(0, 120),
  )
  .transform((name) => name || "pasted text")
  .default("pasted text");

/** A form sends every line end as CRLF, so a file that came through one has to count as the same. */
const fileText = z
  .string()
  .max(2 * MODEL_FILE_BYTES_MAX)
  .transform((text) => text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"))
  .refine((text) => text.length <= MODEL_FILE_BYTES_MAX, "The file is larger than 6 MB: split it.");

/** Requests that one import opens. */
export const REQUESTS_MAX = 20;

/** A model from a file. `base` names what was looked at; a dry run only looks. */
export const importModelInput = z.strictObject({
  systemId,
  fileName,
  text: fileText,
  base: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "Check the file again.")
    .optional(),
  /** Elements about which a request was rejected, and that are asked for again. */
  again: z
    .array(elementId)
    .max(REQUESTS_MAX, `At most ${REQUESTS_MAX} are asked for again at once.`)
    .default([]),
  dryRun: z.preprocess((value) => value === true || value === "yes", z.boolean()).default(false),
});
export type ImportModelInput = z.output<typeof importModelInput>;
