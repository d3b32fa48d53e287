import { z } from "zod";
import { POSTURE_FILTERS, POSTURE_SORTS } from "@/lib/domain/posture/listed-posture";
import { RESERVED_SLUGS, slugOf } from "@/lib/domain/systems/slug";
import {
  CRITICALITIES,
  type Criticality,
  DATA_CLASSES,
  REGULATIONS,
  SYSTEM_TYPES,
} from "@/lib/domain/systems/vocabulary";
import { line, orNull, prose, signedReason, systemId, userId, version } from "@/lib/server/fields";

const slug = z
  .string()
  .trim()
  .toLowerCase()
  .min(2, "At least 2 characters.")
  .max(60, "At most 60 characters.")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use a–z, 0–9 and single hyphens, such as card-vault.")
  .refine((text) => !RESERVED_SLUGS.has(text), "This address is a page of ours. Choose another.");

const CRITICALITY_NEEDED = "Choose how critical it is, 1 to 4.";
const criticality = z.coerce
  .number({ error: CRITICALITY_NEEDED })
  .refine((n): n is Criticality => CRITICALITIES.includes(n as Criticality), CRITICALITY_NEEDED);

/** Tags as people type them: separated by commas. */
const tags = z
  .union([z.string().max(500), z.array(z.string()).max(50)])
  .transform((value) => (Array.isArray(value) ? value : value.split(",")))
  .transform((texts) => [...new Set(texts.map((text) => text.trim().toLowerCase()).filter(Boolean))])
  .pipe(
    z
      .array(
        z
          .string()
          .max(30, "A tag has at most 30 characters.")
          .regex(/^[\p{L}\p{N} ._-]+$/u, "A tag has letters, digits, spaces, dots and hyphens."),
      )
      .max(12, "At most 12 tags."),
  );

const facts = {
  name: line(80, "a name"),
  slug,
  type: z.enum(SYSTEM_TYPES, { error: "Choose a type." }),
  description: prose(2_000),
  ownerId: userId,
  criticality,
  dataClasses: z.array(z.enum(DATA_CLASSES)).max(DATA_CLASSES.length).default([]),
  regulations: z.array(z.enum(REGULATIONS)).max(REGULATIONS.length).default([]),
  tags: tags.default([]),
};

/** A form that leaves the address to us (sent without script) gets the one that its name suggests. */
function withSuggestedSlug(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null) return raw;
  const { name, slug } = raw as Readonly<Record<string, unknown>>;
  return slug === "" && typeof name === "string" ? { ...raw, slug: slugOf(name) } : raw;
}

export const createSystemInput = z.preprocess(withSuggestedSlug, z.strictObject(facts));
/** `version` is what the person looked at; `over` the version whose contested fields they decided to write over. */
export const editSystemInput = z.strictObject({
  systemId,
  version,
  over: orNull(version).default(null),
  /** Read by a second person where one is needed. */
  reason: prose(1_000).default(""),
  ...facts,
});
export const archiveInput = z.strictObject({ systemId, reason: signedReason });
export const restoreArchivedInput = z.strictObject({ systemId });

export const SYSTEM_SORTS = [
  "name",
  "type",
  "owner",
  "criticality",
  "proven",
  "must",
  "overdue",
  "expiring",
  ...POSTURE_SORTS,
] as const;
export type SystemSort = (typeof SYSTEM_SORTS)[number];

const left = undefined;

/** The address of /systems. What can't be read is treated as not there. */
export const systemSearch = z.object({
  q: z.string().trim().max(100).default("").catch(""),
  type: z.enum(SYSTEM_TYPES).optional().catch(left),
  owner: userId.optional().catch(left),
  criticality: criticality.optional().catch(left),
  tag: z.string().trim().toLowerCase().min(1).max(30).optional().catch(left),
  regulation: z.enum(REGULATIONS).optional().catch(left),
  show: z.enum(POSTURE_FILTERS).optional().catch(left),
  /** A column, with a hyphen before it for highest first. */
  sort: z
    .string()
    .transform((text) => ({
      by: SYSTEM_SORTS.find((one) => one === text.replace(/^-/, "")) ?? ("name" as const),
      descending: text.startsWith("-"),
    }))
    .default({ by: "name", descending: false }),
  page: z.coerce.number().int().min(1).max(1_000).default(1).catch(1),
});
export type SystemSearch = z.output<typeof systemSearch>;
