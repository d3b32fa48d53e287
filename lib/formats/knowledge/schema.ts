import { z } from "zod";
import { COORDINATIONS } from "@/lib/domain/architecture/vocabulary";
import {
  ANTI_PATTERN_GROUPS,
  BASIC_GROUPS,
  METRIC_GROUPS,
  PRACTICE_GROUPS,
  TREND_GROUPS,
} from "@/lib/domain/catalogue/knowledge";
import { GOALS } from "@/lib/domain/checklists/vocabulary";
import { SYSTEM_TYPES } from "@/lib/domain/systems/vocabulary";
import { LAYERS } from "@/lib/domain/threats/vocabulary";

const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Write the id in small letters with hyphens.");
const ids = z.array(id).max(20).default([]);
const text = z.string().min(1).max(400);
const texts = z.array(text).max(12).default([]);
const optional = text.nullable().default(null);

const entry = z.strictObject({
  id,
  name: z.string().min(1).max(80),
  text,
  basis: z.literal(["seed", "product"]),
  threats: ids,
  mechanisms: ids,
  items: ids,
});
const entries = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(entry.extend(shape)).min(1);

const pattern = {
  rule: optional,
  principles: z.array(z.strictObject({ text, mechanisms: ids })).default([]),
  path: z.array(z.strictObject({ from: text, to: text, protection: text, remark: optional })).default([]),
  layers: z
    .array(
      z.strictObject({
        layer: z.literal(LAYERS),
        parts: z.array(z.strictObject({ name: text, mechanism: id })).min(1),
        items: ids,
      }),
    )
    .default([]),
  steps: texts,
  watch: texts,
  tiers: z.array(z.strictObject({ name: text, limit_per_s: z.number().positive() })).default([]),
};

/** The form of `lib/catalogue/knowledge.yaml`. */
export const knowledgeSchema = z.strictObject({
  version: z.literal(1),
  basics: entries({ group: z.literal(BASIC_GROUPS), techniques: texts, challenges: texts, answers: texts }),
  goals: entries({ id: z.literal(GOALS), question: text }),
  system_types: entries({ id: z.literal(SYSTEM_TYPES), considerations: texts }),
  trust_levels: entries({ id: z.literal(COORDINATIONS), rule: text, typical: texts }),
  patterns: entries(pattern),
  anti_patterns: entries({
    group: z.literal(ANTI_PATTERN_GROUPS),
    why_it_fails: text,
    looks_like: texts,
    check: optional,
    instead: text,
  }),
  practices: entries({ group: z.literal(PRACTICE_GROUPS), dont: optional }),
  failure_modes: entries({
    fallback: text,
    max_duration_s: z.int().min(0).nullable(),
    component_kinds: ids,
  }),
  metrics: entries({ group: z.literal(METRIC_GROUPS), unit: optional, first_step: optional }),
  tools: entries({ tools: texts }),
  standards: entries({ edition: text, standard: z.string().nullable().default(null) }),
  trends: entries({
    group: z.literal(TREND_GROUPS),
    did: texts,
    lesson: optional,
    url: z
      .url({ protocol: /^https$/ })
      .nullable()
      .default(null),
  }),
});
export type KnowledgeDocument = z.infer<typeof knowledgeSchema>;
