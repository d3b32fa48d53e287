import { z } from "zod";
import { PROSE_MAX } from "@/lib/domain/architecture/check-element";
import { decimal, elementId, orNull, prose, systemId, version } from "@/lib/server/fields";
import { nested, over, quantity, quantityOrNull, versionOrNew } from "@/lib/server/model-fields";

/** Own numbers of a threat for one system; they take the place of the catalogue's. */
export const saveLossScenarioInput = nested(
  z
    .strictObject({
      systemId,
      threat: z.string().min(1, "Choose a threat.").max(60),
      version: versionOrNew,
      over,
      ratePerYear: quantity,
      lossAmount: quantity,
      /** 0 to 1; empty where no second loss follows. */
      secondaryProbability: orNull(decimal("the chance")).default(null),
      secondaryLossAmount: quantityOrNull,
      basis: prose(PROSE_MAX).refine((text) => text !== "", "Say where the numbers come from."),
    })
    .superRefine(({ secondaryProbability, secondaryLossAmount }, context) => {
      if ((secondaryProbability === null) === (secondaryLossAmount === null)) return;
      const path = [secondaryProbability === null ? "secondaryProbability" : "secondaryLossAmount"];
      context.addIssue({ code: "custom", path, message: "Give both, the chance and the loss, or neither." });
    }),
);
export type SaveLossScenarioInput = z.output<typeof saveLossScenarioInput>;

export const dropLossScenarioInput = z.strictObject({ systemId, id: elementId, version });
