import { z } from "zod";
import { ITEM_STATUSES, PHASES } from "@/lib/domain/checklists/vocabulary";
import {
  evidenceId,
  exceptionFields,
  exceptionId,
  itemId,
  line,
  orNull,
  prose,
  signedReason,
  systemId,
  templateId,
  templateVersionId,
  userId,
  utcDate,
  version,
} from "@/lib/server/fields";

export const BULK_ITEMS_MAX = 500;

/** What one edit says about an item. A field that is left out stays as it is. */
const edit = {
  status: z.preprocess((value) => (value === "" ? undefined : value), z.enum(ITEM_STATUSES).optional()),
  reason: prose(1_000).optional(),
  ownerId: orNull(userId).optional(),
  due: orNull(utcDate).optional(),
};
const reasonGoesWithStatus = (input: { status?: string | undefined; reason?: string | undefined }): boolean =>
  input.status !== "not-applicable" || (input.reason?.length ?? 0) >= 10;
const REASON = {
  path: ["reason"],
  message: "Say in a sentence why this does not apply here; reviewers read it.",
};

export const editItemInput = z
  .strictObject({ systemId, itemId, version, ...edit })
  .refine(reasonGoesWithStatus, REASON);
export const editItemsInput = z
  .strictObject({
    systemId,
    items: z
      .array(z.strictObject({ itemId, version }))
      .min(1, "Select at least one item.")
      .max(BULK_ITEMS_MAX, `At most ${BULK_ITEMS_MAX} items at once.`),
    ...edit,
  })
  .refine(reasonGoesWithStatus, REASON);
export const attestAgainInput = z.strictObject({ systemId, itemId, version });
export const exceptItemInput = z.strictObject({ systemId, itemId, version, ...exceptionFields });
export const endExceptionInput = z.strictObject({ systemId, exceptionId, reason: prose(1_000).default("") });
export const deleteEvidenceInput = z.strictObject({ systemId, itemId, evidenceId, reason: signedReason });
export const addCommentInput = z.strictObject({
  systemId,
  itemId,
  text: prose(4_000).refine((text) => text.length > 0, "Write a comment."),
});

const proof = {
  systemId,
  itemId,
  /** What the person looked at; a proof is refused where another question was asked then. */
  version: version.optional(),
  title: line(140, "what this proof is"),
  note: prose(1_000).default(""),
  effectiveOn: utcDate,
  /** Flows and components that it is about, as in "F-3, C-2"; empty: the whole system. */
  covers: z.string().trim().max(2_000).default(""),
};
export const addLinkInput = z.strictObject({
  ...proof,
  url: z
    .string()
    .trim()
    .max(2_000)
    .pipe(z.url({ protocol: /^https?$/, error: "Write an address that starts with https:// or http://." })),
});
export const addFileInput = z.strictObject({ ...proof, bytes: z.instanceof(Uint8Array) });

export const addOwnItemInput = z.strictObject({
  systemId,
  phase: z.enum(PHASES),
  group: line(60, "a group").default("Our own"),
  title: line(140, "what is to be done"),
  how: prose(4_000).default(""),
  must: z.stringbool().default(false),
  evidenceValidDays: orNull(z.coerce.number().int().min(1).max(3_650)).default(365),
});

/** A template file: its name tells the format only where the content does not. */
export const importTemplateInput = z.strictObject({
  fileName: line(200, "a file name"),
  text: z.string().max(2 * 1024 * 1024, "At most 2 MB."),
  /** Where the file has no place for them (CSV), or to import under another name. */
  name: line(120, "a name").optional(),
  version: line(40, "a version").optional(),
});
export const attachTemplateInput = z.strictObject({ systemId, versionId: templateVersionId });
export const upgradeTemplateInput = z.strictObject({ systemId, templateId, versionId: templateVersionId });
export const publishBuiltInInput = z.strictObject({});
