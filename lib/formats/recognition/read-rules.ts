import { z } from "zod";
import { STEP_KINDS } from "@/lib/domain/catalogue/mechanism";
import { GLOB_CHARS_MAX, GLOB_STARS_MAX } from "@/lib/domain/latency/measured/glob";
import type { RecognitionRule } from "@/lib/domain/latency/measured/recognition-rule";

const RULES_MAX = 300;

const glob = z
  .string()
  .min(1)
  .max(GLOB_CHARS_MAX)
  .refine(
    (pattern) => pattern.split("*").length - 1 <= GLOB_STARS_MAX,
    `Write at most ${GLOB_STARS_MAX} stars.`,
  );
const sentence = z.string().min(1).max(400);

const ruleSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(60),
    on: z.enum(["span", "har-part", "server-timing", "metric"]),
    name: glob.optional(),
    tag: z.strictObject({ key: glob, value: glob }).optional(),
    step: z.enum(STEP_KINDS).optional(),
    not: z.enum(["any", ...STEP_KINDS]).optional(),
    lower_bound: z.boolean().default(false),
    reason: sentence,
    source: sentence,
  })
  .refine(({ name, tag }) => name !== undefined || tag !== undefined, "Give a name, a tag or both.")
  .refine(({ step, not }) => (step === undefined) !== (not === undefined), "Give either step or not.")
  .transform(
    ({ id, on, name, tag, step, not, lower_bound, reason, source }): RecognitionRule => ({
      id,
      on,
      name: name ?? null,
      tag: tag ?? null,
      verdict: step === undefined ? { kind: "not", step: not ?? "any" } : { kind: "security", step },
      isLowerBound: lower_bound,
      reason,
      source,
    }),
  );

const fileSchema = z.strictObject({
  rules: z
    .array(ruleSchema)
    .max(RULES_MAX)
    .refine(
      (rules) => new Set(rules.map(({ id }) => id)).size === rules.length,
      "Give each rule its own id.",
    ),
});

/**
 * Makes the rules by which security work is recognised from our own data file, in its order.
 *
 * @param document the data of `lib/catalogue/recognition.yaml`, read by the caller
 * @throws when the file is not as it should be: it is ours, so that is a bug
 */
export function readRecognitionRules(document: unknown): readonly RecognitionRule[] {
  return fileSchema.parse(document).rules;
}
