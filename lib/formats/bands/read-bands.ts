import { z } from "zod";
import type { Bands } from "@/lib/domain/threats/bands";

const above0 = z.number().positive();
const name = z.string().min(1).max(40);
const rising = (numbers: readonly number[]) =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? number));

const scale = z.strictObject({
  from: z.tuple([above0, above0, above0, above0]).refine(rising, "Let the thresholds rise."),
  names: z.tuple([name, name, name, name, name]),
});
const enteredScale = scale
  .extend({ typical: z.tuple([above0, above0, above0, above0, above0]) })
  .refine(
    ({ from, typical }) =>
      typical.every(
        (number, step) =>
          number >= (from[step - 1] ?? 0) && number < (from[step] ?? Number.POSITIVE_INFINITY),
      ),
    "Let each typical number fall on its own step.",
  );
const bandsSchema = z.strictObject({ likelihood: enteredScale, impact: enteredScale, level: scale });

/**
 * Makes the bands from our own data file.
 *
 * @param document the data of `lib/catalogue/bands.yaml`, read by the caller.
 * @throws when the file is not as it should be: it is ours, so that is a bug.
 */
export function readBands(document: unknown): Bands {
  return bandsSchema.parse(document);
}
