import { z } from "zod";
import { QUANTITY_KINDS } from "@/lib/domain/quantity/quantity";
import { CONTROL_FUNCTIONS, LAYERS } from "@/lib/domain/threats/vocabulary";

/** Limits of a golden file. */
export const LIMITS = {
  fileBytes: 4 * 1024 * 1024,
  findings: 5_000,
  controls: 1_000,
  steps: 500,
  pathParts: 500,
  items: 20_000,
  scenarios: 2_000,
  nameChars: 200,
  number: 1e15,
} as const;

const number = z.number().min(-LIMITS.number).max(LIMITS.number);
const amount = number.min(0);
const share = number.min(0).max(1);
const name = z.string().max(LIMITS.nameChars);
const remarks = { about: z.string().optional(), note: z.string().optional() };

/** States as the file writes them: the six, and the two that have fallen to a gap. */
const STATES = [
  "proven",
  "claimed",
  "planned",
  "gap",
  "unknown",
  "not applicable",
  "not-applicable",
  "expired",
  "claim-lapsed",
] as const;
const state = z
  .enum(STATES)
  .transform((word) =>
    word === "not applicable"
      ? "not-applicable"
      : word === "expired" || word === "claim-lapsed"
        ? "gap"
        : word,
  );
const strength = z.union(
  [z.literal(0), z.literal(1), z.literal(2), z.literal(3)],
  "Write a strength of 0, 1, 2 or 3.",
);
const layer = z.enum(LAYERS);

const finding = z.strictObject({
  ...remarks,
  id: name,
  likelihood: number.positive(),
  controls: z
    .array(
      z.strictObject({
        ...remarks,
        mechanism: name.optional(),
        layer,
        function: z.enum(CONTROL_FUNCTIONS),
        strength,
        state,
        inScope: z.boolean(),
        answersRule: z.boolean(),
      }),
    )
    .max(LIMITS.controls),
});

const quantity = z.strictObject({
  ...remarks,
  kind: z.enum(QUANTITY_KINDS),
  p5: number.optional(),
  p50: number.optional(),
  p95: number.optional(),
});
const cost = {
  ...remarks,
  oneOff: amount,
  lifeYears: number.positive().optional(),
  perYear: amount,
  discount: number.gt(-1).optional(),
};
const money = z.strictObject({
  ...remarks,
  rate: quantity,
  loss: quantity,
  lossReductionOfToday: share,
  today: z.strictObject(cost).optional(),
  plan: z.strictObject({ ...cost, residual: share, lossReduction: share }).optional(),
});

export type StepDocument =
  | { kind: "constant"; ms: number }
  | { kind: "uniform"; min: number; max: number }
  | { kind: "quantiles"; p50: number; p95: number; p99: number }
  | { kind: "mixture"; hitProbability: number; hit: StepDocument; miss: StepDocument };
const step: z.ZodType<StepDocument> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("constant"), ms: amount }),
  z.strictObject({ kind: z.literal("uniform"), min: amount, max: amount }),
  z.strictObject({ kind: z.literal("quantiles"), p50: amount, p95: amount, p99: amount }),
  z.strictObject({
    kind: z.literal("mixture"),
    hitProbability: share,
    get hit() {
      return step;
    },
    get miss() {
      return step;
    },
  }),
]);
const steps = z
  .record(name, step)
  .refine((all) => Object.keys(all).length <= LIMITS.steps, `Name at most ${LIMITS.steps} steps.`);

/** A path as the file writes it: names of steps in series and side by side. */
export type PathDocument = string | { series: PathDocument[] } | { parallel: PathDocument[] };
const path: z.ZodType<PathDocument> = z.union(
  [
    name,
    z.strictObject({
      get series() {
        return z.array(path).max(LIMITS.pathParts);
      },
    }),
    z.strictObject({
      get parallel() {
        return z.array(path).max(LIMITS.pathParts);
      },
    }),
  ],
  "Write the name of a step, or fields series or parallel with a list.",
);

const latency = z.strictObject({
  ...remarks,
  toleranceMs: number.positive().optional(),
  seedPreset: z.strictObject({ ...remarks, path, steps }).optional(),
  steps,
  path,
  whatIf: z.strictObject({ ...remarks, change: z.string().optional(), replace: steps }).optional(),
  budget: z
    .strictObject({
      ...remarks,
      percentile: z.string().regex(/^p\d{1,2}(\.\d+)?$/, "Write a percentile as p95."),
      limitMs: amount,
    })
    .optional(),
});

const score = z.strictObject({
  ...remarks,
  items: z.array(z.tuple([z.enum(["must", "other"]), state])).max(LIMITS.items),
  scenarios: z
    .array(z.strictObject({ ...remarks, inherentExpectedLoss: amount, residual: share }))
    .max(LIMITS.scenarios),
});

/** The inputs of a golden file, what it expects left out. */
export const goldenSchema = z.strictObject({
  ...remarks,
  findings: z.array(finding).max(LIMITS.findings).default([]),
  scenario: z.strictObject({ ...remarks, threat: name.optional() }).optional(),
  lossReduction: z
    .array(
      z.strictObject({
        ...remarks,
        controls: z.array(z.tuple([layer, strength, state])).max(LIMITS.controls),
      }),
    )
    .max(LIMITS.findings)
    .default([]),
  money: money.optional(),
  latency: latency.optional(),
  score: score.optional(),
});
export type GoldenInputs = z.output<typeof goldenSchema>;
