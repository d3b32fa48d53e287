import { z } from "zod";
import {
  ANY_SUBJECT,
  type ApprovalPolicy,
  type Approvers,
  DELAY_S_MAX,
  EXPIRY_S_MAX,
  EXPIRY_S_MIN,
  GROUPS_MAX,
  NAMED_MAX,
  parsePolicy,
  SIGNERS_MAX,
} from "@/lib/domain/approvals/policy";
import { externalAction, policySubject } from "@/lib/domain/external/action";
import type { PolicyId } from "@/lib/domain/kernel/ids";
import { ROLES } from "@/lib/domain/people/capability";
import { nestDotted, orNull, prose, systemId, userId, uuid, version } from "@/lib/server/fields";

const approvers = z
  .strictObject({
    kind: z.enum(["anyone", "roles", "people"]).default("anyone"),
    roles: z.array(z.enum(ROLES)).max(ROLES.length).default([]),
    ids: z.array(userId).max(NAMED_MAX, `At most ${NAMED_MAX} people in a group.`).default([]),
  })
  .transform(({ kind, roles, ids }, context): Approvers => {
    if (kind === "anyone") return { kind };
    if (kind === "roles" && roles.length > 0) return { kind, roles: [...new Set(roles)].sort() };
    if (kind === "people" && ids.length > 0) return { kind, ids: [...new Set(ids)].sort() };
    const message = kind === "roles" ? "Choose at least one role." : "Choose at least one person.";
    context.addIssue({ code: "custom", path: [kind === "roles" ? "roles" : "ids"], message });
    return z.NEVER;
  });

const whole = (least: number, most: number, message: string) =>
  z.coerce.number({ error: message }).int(message).min(least, message).max(most, message);

const group = z.strictObject({
  who: approvers,
  count: whole(1, SIGNERS_MAX, `How many of them have to sign: 1 to ${SIGNERS_MAX}.`),
});
/** A form has room for all groups; one without a number is none. */
const withoutEmpty = (raw: unknown) =>
  Array.isArray(raw) ? raw.filter((one) => (one as { count?: unknown } | null)?.count !== "") : raw;

/** A tick of a form, or what it was kept as. */
const flag = z.union([z.boolean(), z.stringbool()]).default(false);

const policy = z
  .strictObject({
    groups: z.preprocess(
      withoutEmpty,
      z
        .array(group)
        .min(1, "A policy names at least one group.")
        .max(GROUPS_MAX, `At most ${GROUPS_MAX} groups.`),
    ),
    delayS: whole(0, DELAY_S_MAX, "The delay is 0 to 30 days."),
    expiresAfterS: whole(EXPIRY_S_MIN, EXPIRY_S_MAX, "A request expires after a minute to 90 days."),
    reasonNeeded: flag,
    stepUpNeeded: flag,
    breakGlass: flag,
  })
  .transform((written, context): ApprovalPolicy => {
    const read = parsePolicy(written);
    if (read.ok) return read.value;
    const path = [written.expiresAfterS <= written.delayS ? "expiresAfterS" : "groups"];
    context.addIssue({ code: "custom", path, message: read.error.reason });
    return z.NEVER;
  });

const COMMAND_NAME = /^[a-z]+[.][a-z][a-z0-9-]*$/;
const subject = z
  .string()
  .max(80)
  .refine(
    (name) => name === ANY_SUBJECT || COMMAND_NAME.test(name) || externalAction(name) !== null,
    "Choose what it is about; actions of pipelines go by names in lower case, such as deploy.",
  );

/** A form may name an action of pipelines that nobody has asked for yet. */
function withNamedAction(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || !("action" in raw)) return raw;
  const { action, ...rest } = raw;
  const named = typeof action === "string" ? action.trim() : "";
  return named ? { ...rest, subject: policySubject({ action: named }) } : rest;
}
const policyId = uuid.transform((id) => id as PolicyId);
const asked = prose(1_000).refine(
  (text) => text.length >= 10,
  "Say in a sentence why; whoever signs reads it.",
);

/** A new policy, or (with id and version) another content of one. */
export const savePolicyInput = z.preprocess(
  (raw) => withNamedAction(nestDotted(raw)),
  z.strictObject({
    id: orNull(policyId).default(null),
    version: orNull(version).default(null),
    subject,
    systemId: orNull(systemId).default(null),
    policy,
    reason: asked,
  }),
);
export const retirePolicyInput = z.strictObject({ id: policyId, version, reason: asked });
