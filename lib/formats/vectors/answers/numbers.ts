import { z } from "zod";
import { LIMITS } from "../schema";

export const number = z.number().min(-LIMITS.number).max(LIMITS.number);
export const amount = number.min(0);
export const share = z.number().min(0).max(1);
export const amounts = z.array(amount).min(1).max(LIMITS.list);
export const shares = z.array(share).max(LIMITS.list);
/** p5 and p95 of a lognormal. */
export const interval = z.tuple([number.positive(), number.positive()]).refine(([p5, p95]) => p5 < p95);
/** Smallest, most likely and largest value. */
export const range = z
  .tuple([number, number, number])
  .refine(([min, mode, max]) => min <= mode && mode <= max && min < max);
/** A number, or a fraction as text: "1/30". */
export const fraction = z.union([
  amount,
  z
    .string()
    .regex(/^\d{1,9}\/\d{1,9}$/)
    .transform((text) => {
      const [top, bottom] = text.split("/").map(Number);
      return (top ?? 0) / (bottom ?? 0);
    })
    .pipe(amount),
]);
