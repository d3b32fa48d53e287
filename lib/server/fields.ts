import { z } from "zod";
import { EXCEPTION_KINDS } from "@/lib/domain/exceptions/exception";
import type {
  ElementId,
  EvidenceId,
  ExceptionId,
  ItemId,
  PasskeyId,
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

/** One line of 0 to `most` characters. */
export const lineOrNothing = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most} characters.`)
    .refine((text) => clean(text) && !/[\r\n]/.test(text), CLEAN)
    .default("");

/** Running text of 0 to `most` characters; line ends become \n. */
export const prose = (most: number) =>
  z
    .string()
    .max(most * 2, `At most ${most} characters.`)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .refine((text) => text.length <= most, `At most ${most} characters.`)
    .refine(clean, CLEAN);

/** A number as people type it, with a point or a comma. */
export const decimal = (what: string) =>
  z.preprocess(
    (raw) =>
      typeof raw === "string" && /^\s*-?\d{1,20}([.,]\d{1,20})?\s*$/.test(raw)
        ? Number(raw.trim().replace(",", "."))
        : raw,
    z.number({ error: `Write ${what} as a number, such as 12.5.` }),
  );

/** An id of ours in the one spelling that rights, maps and hashes know it by; Postgres would take any. */
const idOr = (message: string) => z.uuid(message).toLowerCase();

/** One of a list, named by its id. */
export const chosenElement = (what: string) => idOr(`Choose ${what}.`).transform((id) => id as ElementId);
export const chosenPerson = idOr("Choose somebody.").transform((id) => id as UserId);

export const uuid = idOr("This is not an id of ours. Reload the page.");
export const userId = uuid.transform((id) => id as UserId);
export const systemId = uuid.transform((id) => id as SystemId);
export const elementId = uuid.transform((id) => id as ElementId);
export const itemId = uuid.transform((id) => id as ItemId);
export const passkeyId = uuid.transform((id) => id as PasskeyId);
export const evidenceId = uuid.transform((id) => id as EvidenceId);
export const exceptionId = uuid.transform((id) => id as ExceptionId);
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

/** What proves a second factor: a code of an app, or what the browser says for a passkey. An empty field is none. */
export const factorProofFields = {
  code: z.string().trim().max(40, "A code has 6 digits; a recovery code 16 letters and digits.").default(""),
  passkey: z.string().max(20_000, "This is no answer of a passkey.").default(""),
};

/** Steps of a dotted field name; more than this no form of ours has. */
const DEPTH_MAX = 5;
const INDEX_MAX = 2_000;

/**
 * Fields that a form names by dotted paths, as in `elements.0.name`, put where they belong; numbers make lists. What is
 * nested already stays, so that the parsed input reads the same again.
 */
export function nestDotted(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return raw;
  const names = Object.keys(raw);
  if (!names.some((name) => name.includes("."))) return raw;
  const nested = new Map<string, unknown>();
  for (const name of names) {
    const steps = name.split(".");
    if (steps.length > DEPTH_MAX || steps.some((step) => step === "")) return raw;
    placeAt(nested, steps, (raw as Readonly<Record<string, unknown>>)[name]);
  }
  return plain(nested);
}

function placeAt(into: Map<string, unknown>, [step = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into.set(step, value);
    return;
  }
  const standing = into.get(step);
  const inner = standing instanceof Map ? standing : new Map<string, unknown>();
  into.set(step, inner);
  placeAt(inner, rest, value);
}

function plain(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  const entries = [...value].map(([key, inner]) => [String(key), plain(inner)] as const);
  if (!entries.every(([key]) => /^\d{1,4}$/.test(key) && Number(key) < INDEX_MAX))
    return Object.fromEntries(entries);
  return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner);
}

/** What every form for an exception asks for: always the same, whatever is left open. */
/** What somebody says who asks for something that a second person decides. */
export const signedReason = prose(1_000).refine(
  (text) => text.length >= 10,
  "Say in a sentence why; whoever signs reads it.",
);

export const exceptionFields = {
  kind: z.enum(EXCEPTION_KINDS),
  reason: prose(1_000).refine(
    (text) => text.length >= 10,
    "Say in a sentence why this can be left open; whoever signs reads it.",
  ),
  ownerId: chosenPerson,
  expiresOn: utcDate,
};
