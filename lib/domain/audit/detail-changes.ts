import { ITEM_STATUS_WORD } from "../checklists/vocabulary";
import type { FieldChange } from "../kernel/field-change";
import { MEMBERSHIP_WORDS, ROLE_WORDS, STATUS_WORDS } from "../people/words";
import type { AuditDetail } from "./entry";

const FIELD_WORDS: Readonly<Record<string, string>> = {
  ownerId: "owner",
  slug: "address",
  dataClasses: "data classes",
  notApplicableReason: "reason",
  attestedOn: "confirmed on",
  answeredOn: "answered on",
  effectiveOn: "true on",
  singleKeys: "single keys",
  bytes: "size in bytes",
  url: "link",
  isNew: "new version",
};
const ROLES: Readonly<Record<string, string>> = { ...MEMBERSHIP_WORDS, ...ROLE_WORDS };
const STATUSES: Readonly<Record<string, string>> = { ...ITEM_STATUS_WORD, ...STATUS_WORDS };
const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * What an entry says has changed, field by field, in words.
 *
 * @param nameOf the name behind an id, or undefined where it is not known
 * @returns fields whose value differs; where there is no earlier state, every field that has a value
 */
export function detailChanges(
  detail: Pick<AuditDetail, "before" | "after">,
  nameOf: (id: string) => string | undefined,
): readonly FieldChange[] {
  const before = fieldsOf(detail.before);
  const after = fieldsOf(detail.after);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({
      field: FIELD_WORDS[field] ?? field,
      before: valueWords(field, before[field], nameOf),
      after: valueWords(field, after[field], nameOf),
    }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf(state: unknown): Readonly<Record<string, unknown>> {
  return typeof state === "object" && state !== null ? (state as Record<string, unknown>) : {};
}

function valueWords(
  field: string,
  value: unknown,
  nameOf: (id: string) => string | undefined,
): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return listWords(field, value, nameOf);
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (field === "role") return ROLES[text] ?? text;
  if (field === "status") return STATUSES[text] ?? text;
  return nameOf(text) ?? text;
}

/** A list in words; one of ids that nobody knows is only counted. */
function listWords(
  field: string,
  values: readonly unknown[],
  nameOf: (id: string) => string | undefined,
): string | null {
  if (values.length === 0) return null;
  const ids = values.every((value) => typeof value === "string" && ID.test(value) && !nameOf(value));
  if (ids) return `${values.length} ${values.length === 1 ? field.replace(/s$/, "") : field}`;
  return values.map((value) => valueWords(field, value, nameOf) ?? "").join(", ");
}
