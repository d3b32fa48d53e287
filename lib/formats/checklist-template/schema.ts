import { z } from "zod";
import { GOALS, PHASES } from "@/lib/domain/checklists/vocabulary";
import { DATA_CLASSES, SYSTEM_TYPES } from "@/lib/domain/systems/vocabulary";

/** Limits of a template. Lengths are counted in UTF-16 units. */
export const LIMITS = {
  fileBytes: 2 * 1024 * 1024,
  items: 2_000,
  nameChars: 120,
  versionChars: 40,
  keyChars: 80,
  groupChars: 60,
  titleChars: 140,
  proseChars: 4_000,
  tagChars: 40,
  refIdChars: 40,
  listEntries: 100,
  standards: 30,
  evidenceValidDays: 3_650,
} as const;

/** Validity where a template says nothing; only an explicit null means "never expires". */
export const EVIDENCE_VALID_DAYS_DEFAULT = 365;
/** Group where a template says nothing. */
export const GROUP_DEFAULT = "General";

/** Control characters, halves of surrogate pairs and marks that turn the reading direction: text that is not what it seems. */
const HIDDEN = /[\p{Cs}\u202A-\u202E\u2066-\u2069]|[^\P{Cc}\n\t]/u;

const clean = (text: string) => !HIDDEN.test(text);
const HIDDEN_MESSAGE = "Remove the control characters or direction marks that can't be seen here.";

const prose = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, "\n").trim())
  .pipe(z.string().max(LIMITS.proseChars).refine(clean, HIDDEN_MESSAGE));

const line = (charsMax: number) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .pipe(z.string().min(1).max(charsMax).refine(clean, HIDDEN_MESSAGE));

const id = (pattern: RegExp, charsMax: number, message: string) =>
  z.string().max(charsMax).regex(pattern, message);

const unique = <T>(list: readonly T[]): readonly T[] => [...new Set(list)];

const listOf = <T>(entry: z.ZodType<T>) =>
  z.array(entry).max(LIMITS.listEntries).transform(unique).default([]);

const key = id(
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  LIMITS.keyChars,
  "Write the id with letters, digits, point, hyphen and underscore only, starting with a letter or digit.",
);
const slug = id(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  LIMITS.keyChars,
  "Write the id in small letters with hyphens, as in the catalogue.",
);
const standardId = id(
  /^(?!constructor$|prototype$)[a-z][a-z0-9_]*$/,
  LIMITS.refIdChars,
  "Write the standard's id in small letters with underscores, as in asvs_5_0.",
);
const refId = id(
  /^[A-Za-z0-9][A-Za-z0-9.()_-]*$/,
  LIMITS.refIdChars,
  "Write only the id of the requirement, as in 1.2.3 or AC-6(9), without text.",
);

const proof = z.strictObject({
  accepts: prose.default(""),
  evidence_valid_days: z
    .int()
    .min(1)
    .max(LIMITS.evidenceValidDays)
    .nullable()
    .default(EVIDENCE_VALID_DAYS_DEFAULT),
});

/** One item as it stands in a document. */
export const itemSchema = z.strictObject({
  id: key,
  phase: z.enum(PHASES),
  group: line(LIMITS.groupChars).default(GROUP_DEFAULT),
  seed: z.boolean().default(false),
  title: line(LIMITS.titleChars),
  must: z.boolean().default(false),
  why: prose.default(""),
  how: prose.default(""),
  proof: proof.default({ accepts: "", evidence_valid_days: EVIDENCE_VALID_DAYS_DEFAULT }),
  applies_to: z
    .union(
      [z.literal("all"), z.array(z.enum(SYSTEM_TYPES)).min(1).transform(unique)],
      `Write "all" or a list of one or more of ${SYSTEM_TYPES.join(", ")}.`,
    )
    .default("all"),
  data_classes: listOf(z.enum(DATA_CLASSES)),
  goals: listOf(z.enum(GOALS)),
  threats: listOf(slug),
  mechanisms: listOf(slug),
  proves: listOf(slug),
  refs: z
    .record(standardId, z.array(refId).min(1).max(LIMITS.listEntries).transform(unique))
    .refine(
      (refs) => Object.keys(refs).length <= LIMITS.standards,
      `Refer to at most ${LIMITS.standards} standards.`,
    )
    .default({}),
  tags: listOf(line(LIMITS.tagChars).refine((tag) => !tag.includes(";"), "Leave semicolons out of tags.")),
});
export type ItemDocument = z.output<typeof itemSchema>;

/** A whole template as YAML and JSON documents write it; fields that are not known are refused. */
export const templateSchema = z.strictObject({
  name: line(LIMITS.nameChars),
  version: line(LIMITS.versionChars),
  standards: z
    .record(standardId, z.strictObject({ name: line(LIMITS.nameChars), edition: line(LIMITS.nameChars) }))
    .refine(
      (standards) => Object.keys(standards).length <= LIMITS.standards,
      `Declare at most ${LIMITS.standards} standards.`,
    )
    .default({}),
  items: z.array(itemSchema).min(1).max(LIMITS.items),
});
export type TemplateDocument = z.output<typeof templateSchema>;
