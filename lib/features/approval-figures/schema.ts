import { z } from "zod";

/** Days that the figures look back. */
export const FIGURE_DAYS = ["30", "90", "365"] as const;
/** The address of /approvals/metrics. What can't be read is treated as not there. */
export const figuresSearch = z.object({ days: z.enum(FIGURE_DAYS).catch("90").default("90") });
