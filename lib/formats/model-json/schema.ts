import { z } from "zod";
import { NAME_MAX, PROSE_MAX, TOOL_MAX } from "@/lib/domain/architecture/check-element";
import { ELEMENTS_MAX } from "@/lib/domain/architecture/check-whole";
import { COORDINATIONS, TRUSTS } from "@/lib/domain/architecture/vocabulary";
import { STEP_KINDS } from "@/lib/domain/catalogue/mechanism";
import { STRIDE } from "@/lib/domain/catalogue/threat";
import { STANDINGS } from "@/lib/domain/controls/vocabulary";
import { QUANTITY_KINDS } from "@/lib/domain/quantity/quantity";
import { DATA_CLASSES, inClassOrder } from "@/lib/domain/systems/vocabulary";
import { BAND_STEPS } from "@/lib/domain/threats/vocabulary";

export const MODEL_FORMAT = "countersign-model";
/** Counted up when a file of before would be read wrongly. */
export const MODEL_VERSION = 1;

/** Longest texts, in UTF-16 units. */
export const TEXT_MAX = { name: NAME_MAX, key: 700, tool: TOOL_MAX, prose: PROSE_MAX } as const;

/** Control characters, halves of surrogate pairs, and marks that turn or hide text. */
const HIDDEN = /[\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[^\P{Cc}\n\t]/u;
const HIDDEN_MESSAGE = "Remove the control characters or direction marks that can't be seen here.";
const text = (charsMax: number) =>
  z
    .string()
    .max(charsMax)
    .refine((value) => !HIDDEN.test(value), HIDDEN_MESSAGE);
const line = (charsMax: number) =>
  text(charsMax)
    .refine((value) => value.trim() !== "", "Write something here; it is empty.")
    .refine((value) => !/[\n\t]/.test(value), "Write this on one line.");

export const key = line(TEXT_MAX.key);
const word = line(80);
const origin = z
  .strictObject({ source: line(TEXT_MAX.key), externalId: key })
  .nullable()
  .default(null);
const properties = z
  .record(z.string().max(80), z.union([text(200), z.number(), z.boolean(), z.array(text(80)).max(100)]))
  .default({});
/** When protective properties were attested; read by people, not by an import. */
const statedOn = z.record(z.string().max(80), z.string().max(10)).default({});
const number = z.int().min(1).max(1_000_000);

const element = { key, number: number.optional(), name: line(TEXT_MAX.name), origin };
const described = { ...element, properties, statedOn };

const quantity = z.strictObject({
  kind: z.enum(QUANTITY_KINDS),
  p5: z.number(),
  p50: z.number(),
  p95: z.number(),
});
const percentiles = z.strictObject({ msP50: z.number(), msP95: z.number(), msP99: z.number() });
const trips = { step: z.enum(STEP_KINDS), roundTrips: z.number(), msRoundTrip: z.number() };
const latency = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("single"), ...trips, single: percentiles }),
  z.strictObject({
    kind: z.literal("mixture"),
    ...trips,
    hitProbability: z.number(),
    hit: percentiles,
    miss: percentiles,
  }),
]);

const worth = z.literal(BAND_STEPS).nullable().default(null);
const unrated = { confidentiality: null, integrity: null, availability: null };

/** The file as it stands; what each field means is said at `writeModelJson`. */
export const modelSchema = z.strictObject({
  format: z.literal(MODEL_FORMAT),
  version: z.literal(MODEL_VERSION),
  system: z.strictObject({ key, name: line(TEXT_MAX.name), properties, statedOn }),
  zones: z
    .array(
      z.strictObject({
        ...described,
        inside: key.nullable().optional(),
        trust: z.literal(TRUSTS),
        coordination: z.enum(COORDINATIONS).default("none"),
      }),
    )
    .max(ELEMENTS_MAX.zone)
    .default([]),
  components: z
    .array(z.strictObject({ ...described, zone: key }))
    .max(ELEMENTS_MAX.component)
    .default([]),
  flows: z
    .array(
      z.strictObject({
        ...described,
        number,
        from: key,
        to: key,
        callsPerRequest: z.number().optional(),
        msRoundTrip: z.number().nullable().default(null),
      }),
    )
    .max(ELEMENTS_MAX.flow)
    .default([]),
  paths: z
    .array(
      z.strictObject({
        ...described,
        flows: z.string().max(TEXT_MAX.prose),
        budget: z.strictObject({ percentile: z.number(), msLimit: z.number() }).nullable().default(null),
      }),
    )
    .max(ELEMENTS_MAX.path)
    .default([]),
  controls: z
    .array(
      z.strictObject({
        ...element,
        mechanism: word,
        standing: z.enum(STANDINGS),
        on: z.array(key).max(ELEMENTS_MAX.component + ELEMENTS_MAX.flow),
        tool: text(TEXT_MAX.tool).default(""),
        note: text(TEXT_MAX.prose).default(""),
        oneOffAmount: quantity.nullable().default(null),
        perYearAmount: quantity.nullable().default(null),
        latency: latency.nullable().default(null),
        meetsConditionFor: z.array(word).max(100).default([]),
      }),
    )
    .max(ELEMENTS_MAX.control)
    .default([]),
  lossScenarios: z
    .array(
      z.strictObject({
        ...element,
        threat: word,
        ratePerYear: quantity,
        lossAmount: quantity,
        secondary: z.strictObject({ probability: z.number(), lossAmount: quantity }).nullable().default(null),
        basis: text(TEXT_MAX.prose).default(""),
      }),
    )
    .max(ELEMENTS_MAX["loss-scenario"])
    .default([]),
  statedThreats: z
    .array(
      z.strictObject({
        ...element,
        threat: word.nullable().default(null),
        stride: z.enum(STRIDE).nullable().default(null),
        likelihood: z.number().optional(),
        on: z.array(key).max(ELEMENTS_MAX.component + ELEMENTS_MAX.flow),
        note: text(TEXT_MAX.prose).default(""),
      }),
    )
    .max(ELEMENTS_MAX["stated-threat"])
    .default([]),
  assets: z
    .array(
      z.strictObject({
        ...element,
        dataClasses: z.array(z.enum(DATA_CLASSES)).max(100).transform(inClassOrder).default([]),
        worth: z
          .strictObject({ confidentiality: worth, integrity: worth, availability: worth })
          .default(unrated),
        on: z
          .array(key)
          .max(ELEMENTS_MAX.component + ELEMENTS_MAX.flow)
          .default([]),
        note: text(TEXT_MAX.prose).default(""),
      }),
    )
    .max(ELEMENTS_MAX.asset)
    .default([]),
});
export type ModelDocument = z.output<typeof modelSchema>;
