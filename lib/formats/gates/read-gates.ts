import { z } from "zod";
import { PHASES } from "@/lib/domain/checklists/vocabulary";
import { criteriaOf, GATE_IDS, type Gate } from "@/lib/domain/gates/gate";

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const sentence = z.string().min(10).max(240);
const criteria = z
  .array(z.strictObject({ id, text: sentence }))
  .min(1)
  .max(10);
const gate = z
  .strictObject({
    id: z.enum(GATE_IDS),
    from: z.enum(PHASES),
    to: z.enum(PHASES),
    purpose: sentence,
    entry: criteria,
    exit: criteria,
    looks_at: z
      .array(z.strictObject({ check: sentence, items: z.array(id).max(10) }))
      .min(1)
      .max(12),
  })
  .transform(({ looks_at, ...rest }): Gate => ({ ...rest, looksAt: looks_at }));
const gatesSchema = z.strictObject({ version: z.string(), gates: z.array(gate) });

/**
 * Makes the phase gates from our own data file.
 *
 * @param document the data of `lib/catalogue/gates.yaml`, read by the caller.
 * @returns all gates, in the order of the phases.
 * @throws when the file is not as it should be: it is ours, so that is a bug.
 */
export function readGates(document: unknown): readonly Gate[] {
  const { gates } = gatesSchema.parse(document);
  if (gates.map((one) => one.id).join() !== GATE_IDS.join())
    throw new Error("each gate stands once, in order");
  const ids = gates.flatMap((one) => criteriaOf(one).map((criterion) => criterion.id));
  if (new Set(ids).size !== ids.length) throw new Error("each criterion has an id of its own");
  return gates;
}
