import { z } from "zod";
import { STEP_KINDS } from "@/lib/domain/catalogue/mechanism";
import { PROPERTY_OWNERS } from "@/lib/domain/catalogue/property";
import { STRIDE } from "@/lib/domain/catalogue/threat";
import { GOALS, PHASES } from "@/lib/domain/checklists/vocabulary";
import { CONTROL_FUNCTIONS, LAYERS, STRENGTHS } from "@/lib/domain/threats/vocabulary";

const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Write the id in small letters with hyphens.");
const propertyId = z
  .string()
  .max(60)
  .regex(/^[a-z][A-Za-z0-9]*$/, "Write the property in letters and digits, starting with a small letter.");
const text = z.string().min(1).max(1_000);
const expression = z.string().min(1).max(500);
const amount = z.number().min(0);
const share = z.number().min(0).max(1);
const percentiles = z.tuple([amount, amount, amount]);
const interval = z.tuple([z.number().positive(), z.number().positive()]);
const referenceId = (pattern: RegExp) =>
  z.string().regex(pattern, `Write an id of the form ${pattern.source}.`);
const named = (pattern: RegExp) => z.strictObject({ id: referenceId(pattern), name: text });

const strengthSchema = z.literal(STRENGTHS);
const magnitudeSchema = z.strictObject({ interval_90: interval, mean_usd: amount, basis: text });
const lossSchema = z.strictObject({
  rate_per_year: z.strictObject({ range: percentiles, basis: text }),
  magnitude_usd: magnitudeSchema,
  secondary: z.strictObject({ probability: share, basis: text, magnitude_usd: magnitudeSchema }).optional(),
  variants: z
    .array(
      z.strictObject({
        when: expression,
        rate_per_year: z.strictObject({ range: percentiles }),
        magnitude_usd: magnitudeSchema.omit({ basis: true }),
        basis: text,
      }),
    )
    .default([]),
});

const ATTACK = /^T\d{4}(\.\d{3})?$/;
const CWE = /^CWE-\d+$/;
const threatSchema = z.strictObject({
  id,
  name: text,
  description: text,
  how_it_shows: z.array(text).min(1),
  stride: z.strictObject({
    primary: z.array(z.literal(STRIDE)).min(1),
    secondary: z.array(z.literal(STRIDE)),
  }),
  goals: z.array(z.literal(GOALS)).min(1),
  layer: z.literal(LAYERS),
  emphasised_from_coordination: z.literal(["none", "weak", "strong", "full", "any"]),
  attack: z.array(named(ATTACK).extend({ renamed_in_19: referenceId(ATTACK).optional() })),
  attack_mitigations: z.array(referenceId(/^M\d{4}$/)),
  cwe: z.array(named(CWE)),
  capec: z.array(referenceId(/^CAPEC-\d+$/)),
  d3fend: z.array(named(/^D3-[A-Z0-9]+$/)),
  nist80053: z.array(referenceId(/^[A-Z]{2}-\d+(\(\d+\))?$/)),
  mechanisms: z.array(
    z.strictObject({
      id,
      function: z.literal(CONTROL_FUNCTIONS),
      strength: strengthSchema,
      basis: text,
      condition: text.optional(),
      stronger: z.strictObject({ strength: strengthSchema, condition: text, basis: text }).optional(),
    }),
  ),
  loss: lossSchema,
  note: text.optional(),
});
export type LossDocument = z.infer<typeof lossSchema>;
export type ThreatDocument = z.infer<typeof threatSchema>;

export const threatsSchema = z.strictObject({
  version: z.literal(1),
  attack_version: text,
  cwe_version: text,
  d3fend_version: text,
  nist80053_revision: z.number(),
  reference_figures: z.array(z.strictObject({ id, value: z.number(), kind: text, what: text, source: text })),
  threats: z.array(threatSchema).min(1),
});

const ms = z.strictObject({ p50: amount, p95: amount, p99: amount });
const latencyParts = z.strictObject({
  kind: z.literal(["none", "single", "mixture"]).optional(),
  step: z.literal(STEP_KINDS).optional(),
  p50: amount.optional(),
  p95: amount.optional(),
  p99: amount.optional(),
  hit_probability: share.optional(),
  hit: ms.optional(),
  miss: ms.optional(),
  round_trips: z.int().min(0).max(10).optional(),
  rtt_ms: amount.optional(),
  basis: text,
});
export type LatencyParts = z.infer<typeof latencyParts>;

const costSchema = z.strictObject({ usd: percentiles, basis: text });
const mechanismSchema = z.strictObject({
  id,
  name: text,
  description: text,
  layer: z.literal(LAYERS),
  overlap_group: id,
  goals: z.array(z.literal(GOALS)).min(1),
  tools: z.array(text),
  applies_to: z.array(z.literal(["flow", "component", "system"])).min(1),
  works_at_sender: z.boolean().default(false),
  requires: z.array(id),
  requires_any: z.array(id).default([]),
  conflicts: z.array(z.strictObject({ id, why: text })),
  counters: z.array(id),
  proven_by: z.array(z.strictObject({ phase: z.literal(PHASES), item: text })).min(1),
  default_cost_usd: z.strictObject({ one_off: costSchema, per_year: costSchema }),
  default_latency_ms: latencyParts.extend({
    kind: z.literal(["none", "single", "mixture"]),
    contains: z.array(id).default([]),
    variants: z.array(latencyParts.extend({ name: text })).default([]),
  }),
  burden: z.literal([1, 2, 3, 4, 5]),
});
export type MechanismDocument = z.infer<typeof mechanismSchema>;

export const mechanismsSchema = z.strictObject({
  version: z.literal(1),
  currency: z.literal("USD"),
  reference_system: z.strictObject({ description: text, engineer_day_usd: amount, basis: text }),
  overlap_groups: z.array(z.strictObject({ id, rho: share, basis: text })),
  mechanisms: z.array(mechanismSchema).min(1),
});

const claimSchema = z.strictObject({
  values: z.array(z.union([z.string(), z.boolean()])).optional(),
  at_most: z.number().optional(),
  at_least: z.number().optional(),
  mechanisms: z.array(id).min(1),
});
const propertySchema = z.strictObject({
  role: z.literal(["structural", "protective", "derived"]),
  group: text,
  label: text,
  meaning: text,
  type: z.literal(["boolean", "number", "enum", "set"]),
  values: z.array(z.string().min(1)).min(1).optional(),
  unit: z.string().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  expression: expression.optional(),
  computed: text.optional(),
  from: z.literal(["structural", "protective"]).optional(),
  claims: z.array(claimSchema).default([]),
});
export type PropertyDocument = z.infer<typeof propertySchema>;

const step = z.strictObject({ when: expression, by: z.int().min(1).max(4), because: text });
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const example = z.record(z.string(), z.record(z.string(), value));
const ruleSchema = z.strictObject({
  id,
  threat: id,
  applies_to: z.literal(PROPERTY_OWNERS),
  stride: z.literal(STRIDE),
  cwe: z.array(referenceId(CWE)),
  cwe_note: text.optional(),
  when_words: text,
  when: expression,
  text,
  likelihood: z.strictObject({ default: z.int().min(1).max(5), raise: z.array(step), lower: z.array(step) }),
  answered_by: z.array(id).min(1),
  false_positives: z.array(text),
  examples: z.strictObject({ fires: example, quiet: example }),
});
export type RuleDocument = z.infer<typeof ruleSchema>;

const ofOwner = z.record(propertyId, propertySchema);
export const rulesSchema = z.strictObject({
  version: z.literal(1),
  properties: z.strictObject({
    flow: ofOwner,
    component: ofOwner,
    zone: ofOwner,
    path: ofOwner,
    system: ofOwner,
  }),
  rules: z.array(ruleSchema).min(1),
  coverage: z.record(z.string(), z.record(z.string(), z.array(id))),
});

export type MechanismsDocument = z.infer<typeof mechanismsSchema>;
export type RulesDocument = z.infer<typeof rulesSchema>;
