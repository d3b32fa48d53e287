import { z } from "zod";
import type {
  ItemId,
  SessionId,
  SystemId,
  TemplateId,
  TemplateVersionId,
  UserId,
  UtcDate,
} from "@/lib/domain/kernel/ids";
import { parseUtcDate } from "@/lib/domain/kernel/utc-date";

/** Fields that many inputs share: bounded, trimmed, without characters that Postgres or a reader can't take. */

const CONTROL = /[^\P{Cc}\t\n\r]/u;
/** Marks that turn or hide text, so that it reads as what it is not (Unicode TR36). */
const DECEPTIVE = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const clean = (text: string): boolean =>
  !CONTROL.test(text) && !DECEPTIVE.test(text) && !/\p{Surrogate}/u.test(text);
const CLEAN = "Remove control characters and marks that turn or hide text.";

/** One line of 1 to `most` characters. */
export const line = (most: number, what: string) =>
  z
    .string({ error: `Write ${what}.` })
    .trim()
    .min(1, `Write ${what}.`)
    .max(most, `At most ${most} characters.`)
    .refine((text) => clean(text) && !/[\r\n]/.test(text), CLEAN);

/** Running text of 0 to `most` characters; line ends become \n. */
export const prose = (most: number) =>
  z
    .string()
    .max(most * 2, `At most ${most} characters.`)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .refine((text) => text.length <= most, `At most ${most} characters.`)
    .refine(clean, CLEAN);

const uuid = z.uuid("This is not an id of ours. Reload the page.");
export const userId = uuid.transform((id) => id as UserId);
export const systemId = uuid.transform((id) => id as SystemId);
export const itemId = uuid.transform((id) => id as ItemId);
export const sessionId = uuid.transform((id) => id as SessionId);
export const templateId = uuid.transform((id) => id as TemplateId);
export const templateVersionId = uuid.transform((id) => id as TemplateVersionId);

/** The version of the row that the person was looking at. */
export const version = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,10}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(1).max(2_000_000_000));

/** A UTC day. */
export const utcDate = z.string().transform((text, context): UtcDate => {
  const date = parseUtcDate(text.trim());
  if (date) return date;
  context.addIssue({ code: "custom", message: "Write the day as YYYY-MM-DD, between 1970 and 2199." });
  return z.NEVER;
});

/** An empty field of a form means nothing was chosen. */
export const orNull = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());

/** An e-mail address, folded to lower case. */
export const email = z
  .string()
  .trim()
  .max(254, "At most 254 characters.")
  .toLowerCase()
  .pipe(z.email("Write an e-mail address, such as ana@example.com."));

/** A new password: length is what counts (NIST SP 800-63B-4). */
export const newPassword = z
  .string()
  .min(12, "Use at least 12 characters; a few words are fine.")
  .max(200, "At most 200 characters.");
