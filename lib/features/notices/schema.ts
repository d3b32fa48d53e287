import { z } from "zod";
import { MUTABLE_KINDS } from "@/lib/domain/approvals/notices";

export const markReadInput = z.strictObject({});

const kinds = z.array(z.enum(MUTABLE_KINDS as [string, ...string[]])).max(MUTABLE_KINDS.length);
/** The kinds that somebody wants by mail; a form sends one, several or none. */
export const chooseMailInput = z.strictObject({
  wanted: z.preprocess((sent) => (typeof sent === "string" ? [sent] : (sent ?? [])), kinds),
});

/** The address of /notices. What can't be read is treated as not there. */
export const noticeSearch = z.object({
  unread: z.literal("1").optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});
export type NoticeSearch = z.output<typeof noticeSearch>;
