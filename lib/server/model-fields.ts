import { z } from "zod";
import { STEP_KINDS } from "@/lib/domain/catalogue/mechanism";
import { quantile } from "@/lib/domain/quantity/distribution";
import { distributionOf, QUANTITY_KINDS, type Quantity } from "@/lib/domain/quantity/quantity";
import { decimal, elementId, nestDotted, orNull, prose, version } from "./fields";

/** Fields that the inputs of several topics share when they change the model of a system. */

/** An element by its id; null for a new one. */
export const elementIdOrNew = orNull(elementId).default(null);
/** The version that the person looked at; null for a new element. */
export const versionOrNew = orNull(version).default(null);

/** The version whose contested fields the person decided to write over. */
export const over = orNull(version).default(null);

const written = z.union([z.string().max(200), z.number(), z.boolean(), z.array(z.string().max(60)).max(40)]);
const PROPERTIES_MAX = 120;
/** Properties as a form sends them; their shapes stand in the catalogue and are checked in the domain. */
export const writtenProperties = z
  .record(z.string().max(60), written.nullable())
  .refine((all) => Object.keys(all).length <= PROPERTIES_MAX, `At most ${PROPERTIES_MAX} properties.`)
  .default({});

/** Protective properties that are attested again. */
export const attested = z.array(z.string().max(60)).max(PROPERTIES_MAX).default([]);

/** Why something critical is asked for; needed only where a second person decides. */
export const reason = prose(1_000).default("");

const draft = z.strictObject({
  kind: z.enum(QUANTITY_KINDS, { error: "Choose a shape." }).default("lognormal"),
  p5: orNull(decimal("the low end")).default(null),
  p50: orNull(decimal("the middle")).default(null),
  p95: orNull(decimal("the high end")).default(null),
});

/** A range as people type it; the middle may be left out where its shape implies it. Nothing typed is null. */
export const quantityOrNull = z.preprocess(
  (raw) => (isBlank(raw) ? null : raw),
  draft
    .transform(({ kind, p5, p50, p95 }, context): Quantity => {
      const stated = { kind, p5: p5 ?? undefined, p50: p50 ?? undefined, p95: p95 ?? undefined };
      const distribution = distributionOf(stated);
      if (!distribution.ok) {
        context.addIssue({ code: "custom", message: distribution.error.reason });
        return z.NEVER;
      }
      const at = (probability: number) => quantile(distribution.value, probability);
      return { kind, p5: p5 ?? at(0.05), p50: p50 ?? at(0.5), p95: p95 ?? at(0.95) };
    })
    .nullable(),
);

/** The same where a range has to be given. */
export const quantity = quantityOrNull.refine(
  (value): value is Quantity => value !== null,
  "Give a low and a high end.",
);

function isBlank(raw: unknown): boolean {
  if (raw === null || raw === undefined || raw === "") return true;
  if (typeof raw !== "object") return false;
  const { p5, p50, p95 } = raw as Readonly<Record<string, unknown>>;
  return [p5, p50, p95].every((value) => value === "" || value === undefined || value === null);
}

const percentiles = z.strictObject({ msP50: decimal("p50"), msP95: decimal("p95"), msP99: decimal("p99") });
const trips = {
  step: z.enum(STEP_KINDS, { error: "Choose the kind of work." }),
  roundTrips: orNull(decimal("the round trips")).transform((count) => count ?? 0),
  msRoundTrip: orNull(decimal("the round-trip time")).transform((ms) => ms ?? 0),
};
const latencyModel = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("single"), ...trips, single: percentiles }),
  z.strictObject({
    kind: z.literal("mixture"),
    ...trips,
    hitProbability: decimal("the share of hits"),
    hit: percentiles,
    miss: percentiles,
  }),
]);

const LATENCY_FIELDS: Readonly<Record<string, readonly string[]>> = {
  none: ["kind"],
  single: ["kind", "step", "roundTrips", "msRoundTrip", "single"],
  mixture: ["kind", "step", "roundTrips", "msRoundTrip", "hitProbability", "hit", "miss"],
};

/** What a hop pays; null takes the catalogue's figure. A form without script sends the fields of every kind. */
export const latencyOrNull = z.preprocess((raw) => {
  if (typeof raw !== "object" || raw === null) return null;
  const all = raw as Readonly<Record<string, unknown>>;
  const kind = all["kind"];
  if (kind === undefined || kind === "" || kind === "catalogue") return null;
  const fields = LATENCY_FIELDS[String(kind)];
  return fields ? Object.fromEntries(fields.map((field) => [field, all[field]])) : raw;
}, latencyModel.nullable());

/** An input that a form sends by dotted names. */
export const nested = <S extends z.ZodType>(schema: S) => z.preprocess(nestDotted, schema);
