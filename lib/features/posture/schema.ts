import { z } from "zod";
import { systemId } from "@/lib/server/fields";

export const recordSummaryInput = z.strictObject({ systemId });
