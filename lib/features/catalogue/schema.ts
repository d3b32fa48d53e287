import { z } from "zod";
import { CONTROL_FUNCTIONS, STRENGTHS } from "@/lib/domain/threats/vocabulary";
import { orNull, prose } from "@/lib/server/fields";

const CHOOSE = "Choose a strength from 0 to 3.";
const entry = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60);

/** Another strength of a mechanism against a threat; null goes back to the product's. */
export const setStrengthInput = z.strictObject({
  threat: entry,
  mechanism: entry,
  function: z.enum(CONTROL_FUNCTIONS),
  /** 0: there never was one of its own. */
  version: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  strength: orNull(z.coerce.number({ error: CHOOSE }).pipe(z.literal(STRENGTHS, { error: CHOOSE }))),
  basis: prose(1_000).refine(
    (text) => text.length >= 10,
    "Say in a sentence what the strength rests on; whoever signs reads it, and it stands beside the number.",
  ),
});
