import { z } from "zod";

const standardSchema = z.strictObject({
  name: z.string().min(1),
  edition: z.string().min(1),
  pattern: z.string().transform((source) => new RegExp(source, "u")),
  ids: z.array(z.string()).min(1),
});
const standardsSchema = z.strictObject({ standards: z.record(z.string(), standardSchema) });

/** A standard that the product knows. */
export interface Standard {
  readonly name: string;
  readonly edition: string;
  /** The form of every id of the standard, anchored at both ends. */
  readonly pattern: RegExp;
  /** The ids that the product's own catalogue uses, each looked up in the standard. */
  readonly ids: ReadonlySet<string>;
}
export type Standards = ReadonlyMap<string, Standard>;

/**
 * Makes the table of known standards from our own data file.
 *
 * @param document the data of `lib/catalogue/standards.yaml`, read by the caller.
 * @throws when the file is not as it should be: it is ours, so that is a bug.
 */
export function readStandards(document: unknown): Standards {
  const { standards } = standardsSchema.parse(document);
  return new Map(
    Object.entries(standards).map(([id, { ids, ...rest }]) => [id, { ...rest, ids: new Set(ids) }]),
  );
}
