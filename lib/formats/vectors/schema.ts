import { z } from "zod";

/** Limits of a file of vectors. */
export const LIMITS = {
  fileBytes: 8 * 1024 * 1024,
  vectors: 5_000,
  idChars: 120,
  list: 10_000,
  number: 1e18,
} as const;

const tolerance = z.looseObject({
  rel: z.number().min(0).max(0.1).optional(),
  abs: z.number().min(0).max(1e9).optional(),
  quantile_abs: z.number().min(0).max(1e9).optional(),
  exceed_abs: z.number().min(0).max(1).optional(),
});

/** One worked example; other fields (note, verified) are for people. */
export const vectorSchema = z.looseObject({
  id: z.string().min(1).max(LIMITS.idChars).regex(/^\S+$/, "Write an id without spaces."),
  topic: z.string().min(1).max(LIMITS.idChars),
  source: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
  tolerance: tolerance.optional(),
});
export type Vector = z.output<typeof vectorSchema>;

/** Lists of vectors by name (`public` in ours), beside what describes the file. */
export const fileSchema = z.record(z.string(), z.unknown());
export const listSchema = z.array(vectorSchema).max(LIMITS.vectors);
