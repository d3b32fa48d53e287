import { z } from "zod";
import { elementId, exceptionFields, exceptionId, prose, systemId } from "@/lib/server/fields";

export const acceptFindingInput = z.strictObject({
  systemId,
  ruleId: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "This is no rule of the catalogue."),
  elementId,
  ...exceptionFields,
});
export const endExceptionInput = z.strictObject({ systemId, exceptionId, reason: prose(1_000).default("") });
